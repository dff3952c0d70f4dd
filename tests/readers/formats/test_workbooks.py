"""Workbooks of every make: number formats, hidden and merged parts, bounds, old workbooks.

`sheets.xls` and `zeros.xls` are `sheets()` and `zeros()` as LibreOffice saves them.
"""

import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.readers.formats import xls, xlsx
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError, LeftOut, Repair

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
SHEET = "xl/worksheets/sheet1.xml"
FORMATTED = [
    (0.89, "0.00%", "89.00%"),
    (13180638, "#,##0.00", "13,180,638.00"),
    (1187376.456, "#,##0", "1,187,376.456"),
    (0.1 + 0.2, "General", "0.3"),
    (43938, "yyyy-mm-dd", "2020-04-17"),
    (43938, 'yyyy"年"m"月"', "2020年4月"),
    (43938.6, '[$-804]yyyy"年"m"月"d"日";@', "2020-04-17"),
    (0.5, "h:mm", "12:00"),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
    (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
    (12, '0"分"', "12分"),
    (1, '[=1]"是";[=0]"否"', "是"),
    (5, ";;;", ""),
]


def made(write) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        write(book)
    return file.getvalue()


def sheets() -> bytes:
    """Return a workbook of three visible sheets, one of them empty, and a hidden one."""

    def write(book):
        page = book.add_worksheet("指标 表")
        page.write_string("C3", "项目名称：甲\u3000 ")
        page.merge_range("C5:C9", "投入与管理\n(36分)")
        for number in range(5, 10):
            page.write_row(f"D{number}", [f"指标{number}", 6, 5.5])
        page.merge_range("G6:I8", "方")
        page.set_row(4, None, None, {"hidden": True})
        page.set_row(6, None, None, {"hidden": True})
        page.set_column("J:J", None, None, {"hidden": True})
        page.write_string("J6", "密")
        page.write_string("K6", "尾")
        page.set_h_pagebreaks([8, 30])
        for index, (value, code, _) in enumerate(FORMATTED):
            page.write_string(20 + index, 2, f"第{index}")
            page.write_number(20 + index, 3, value, book.add_format({"num_format": code}))
        page.write_boolean("E50", True)
        page.write_formula("E51", "=1/0", None, "#DIV/0!")
        page.write_string("E52", "012")
        bold = book.add_format({"bold": True})
        page.write_rich_string("E53", bold, "粗", "常", bold, "粗")
        page.write_comment("E53", "批注")
        book.add_worksheet("隐藏").write_string("A1", "x")
        book.worksheets()[1].hide()
        book.add_worksheet("空")
        words = book.add_worksheet("叙述")
        words.write_row("A1", ["主要绩效：", "一、做了\n二、又做了"])
        words.write_string("A4", "主要问题：")

    return made(write)


def zeros() -> bytes:
    """Return a workbook whose formulas all store 0, as xlsxwriter does without results."""

    def write(book):
        page, other = book.add_worksheet("甲"), book.add_worksheet("乙 表")
        rate = book.add_format({"num_format": "0.00%"})
        for row in range(3):
            page.write_row(row, 0, [row + 1, 2 * row + 2])
            page.write_formula(row, 2, f"=A{row + 1}*B{row + 1}")
        page.write_formula("D1", "=SUM(C1:C3)+62")
        page.write_formula("D2", "=ROUND(A1/B3,4)", rate)
        page.write_formula("D3", '=IF(D1>=90,"优秀","良好")')
        page.write_formula("A5", "=D1-D1")
        other.write_formula("A1", "='甲'!D1*2")
        other.write_formula("A2", "=SUM('甲'!A1:A3)")

    return made(write)


def patched(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a package with one text of a part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(file, "w", 8) as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, content)
    return file.getvalue()


def small() -> bytes:
    return made(lambda book: book.add_worksheet("表").write_row("A1", ["项目名称：", "甲"]))


def filled(rows: str) -> bytes:
    return patched(small(), SHEET, "</sheetData>", f"{rows}</sheetData>")


def told(grid: Grid, kind: type) -> dict[str, str]:
    return {note.where: note.what for note in grid.notes if isinstance(note, kind)}


@pytest.fixture(params=["xlsx", "xls"])
def grid(request) -> Grid:
    """The sheets, as both kinds of workbook give them."""
    if request.param == "xls":
        return xls.read((DOCUMENTS / "sheets.xls").read_bytes(), "x")
    return xlsx.read(sheets(), "x")


def row_of(grid: Grid, number: int):
    return next(row for row in grid.rows if row.where == f"表「指标 表」第{number}行")


def test_numbers_read_as_their_cells_show_them_but_lose_no_digits(grid):
    shown = [row_of(grid, 21 + index).cells[1] for index in range(len(FORMATTED))]
    assert shown == [text for _, _, text in FORMATTED]
    assert "表「指标 表」D23" in told(grid, Repair)
    assert "不显示" in told(grid, LeftOut)["表「指标 表」D33"]


def test_a_merged_label_whose_first_row_is_hidden_stands_in_the_next(grid):
    rows = [row_of(grid, number) for number in (6, 8, 9)]
    assert [row.cells[0] for row in rows] == ["投入与管理\n(36分)", "", ""]
    assert [sorted(row.from_above) for row in rows] == [[], [0, 4, 5, 6], [0]]
    assert [sorted(row.from_left) for row in rows] == [[5, 6], [5, 6], []]


def test_hidden_rows_columns_and_sheets_are_told_once_each(grid):
    notes = told(grid, LeftOut)
    assert "「指标5 6 5.5」等" in notes["表「指标 表」第5、7行"]
    assert "密" in notes["表「指标 表」第J列"]
    assert "表「隐藏」" in notes
    assert row_of(grid, 6).cells[-1] == "尾"
    assert row_of(grid, 6).places[-1] == "表「指标 表」K6"


def test_pages_blank_rows_and_further_sheets_begin_after_a_break(grid):
    begun = [row.where for row in grid.rows if row.break_before]
    numbers = [re.sub(r"\D", "", where) for where in begun]
    assert numbers == ["6", "9", "21", "31", "50", "52", "1", "4"]
    assert begun[-2:] == ["表「叙述」第1行", "表「叙述」第4行"]


def test_truths_errors_texts_and_comments(grid):
    assert row_of(grid, 50).cells[2] == "是"
    assert "#DIV/0!" in told(grid, LeftOut)["表「指标 表」E51"]
    assert row_of(grid, 52).cells[2] == "012"
    assert row_of(grid, 53).cells[2] == "粗常粗"
    assert "批注" in told(grid, LeftOut)["表「指标 表」"]


def test_texts_are_stripped_and_their_lines_kept(grid):
    assert row_of(grid, 3).cells[0] == "项目名称：甲"
    assert grid.rows[-2].cells == ("主要绩效：", "一、做了\n二、又做了")


@pytest.mark.parametrize("reader", [xlsx, xls])
def test_formulas_that_only_store_zero_are_computed(reader):
    data = zeros() if reader is xlsx else (DOCUMENTS / "zeros.xls").read_bytes()
    grid = reader.read(data, "x")
    assert [row.cells for row in grid.rows[:3]] == [
        ("1", "2", "2", "90"),
        ("2", "4", "8", "16.67%"),
        ("3", "6", "18", "优秀"),
    ]
    assert [row.cells[0] for row in grid.rows[3:]] == ["0", "180", "6"]
    assert "表「乙 表」A1、A2" in told(grid, Repair)


@pytest.mark.parametrize(
    "number, shown", [(31, "2020-04-17"), (57, "2020年4月"), (10, "4393800.00%")]
)
def test_formats_that_have_only_a_number_are_those_of_a_chinese_excel(number, shown):
    def write(book):
        page = book.add_worksheet()
        page.write_number("A1", 43938, book.add_format({"num_format": number}))

    assert xlsx.read(made(write), "x").rows[0].cells == (shown,)


def test_dates_may_count_from_1904():
    data = made(lambda book: book.add_worksheet().write_number("A1", 42476))
    since = patched(data, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')
    dated = patched(
        since,
        "xl/styles.xml",
        '<cellXfs count="1"><xf numFmtId="0"',
        '<cellXfs count="1"><xf numFmtId="14"',
    )
    assert xlsx.read(dated, "x").rows[0].cells == ("2020-04-17",)


def test_pronunciation_is_not_read_and_escapes_are():
    text = '<c r="A9" t="inlineStr"><is><r><t>甲</t></r><r><t>乙_x000D_\n</t></r>'
    cell = f'{text}<rPh sb="0" eb="1"><t>ji</t></rPh></is></c>'
    grid = xlsx.read(filled(f'<row r="9">{cell}</row>'), "x")
    assert grid.rows[-1].cells[0] == "甲乙"


def test_a_strict_workbook_reads_the_same():
    data, namespaces = small(), "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = data
    for part in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        strict = patched(strict, part, namespaces, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert xlsx.read(strict, "x") == xlsx.read(data, "x")


def test_shared_formulas_move_with_their_cells():
    rows = (
        '<row r="5"><c r="A5"><v>2</v></c><c r="B5"><f t="shared" si="0" ref="B5:B6">A5*$A$5</f>'
        '</c></row><row r="6"><c r="A6"><v>3</v></c><c r="B6"><f t="shared" si="0"/></c></row>'
    )
    assert [row.cells[1] for row in xlsx.read(filled(rows), "x").rows[1:]] == ["4", "6"]


def test_text_in_the_shade_of_a_merged_cell_is_told():
    merged = patched(
        small(),
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    grid = xlsx.read(merged, "x")
    assert [row.cells for row in grid.rows] == [("项目名称：",)]
    assert "盖住" in told(grid, LeftOut)["B1"]


def test_a_merge_over_the_whole_sheet_hides_nothing():
    merged = patched(
        small(),
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    grid = xlsx.read(merged, "x")
    assert [row.cells for row in grid.rows] == [("项目名称：", "甲")]
    assert "按没有合并读入" in told(grid, Repair)["A1起"]


def test_columns_far_away_are_left_out_and_told():
    cells = "".join(f'<c r="{name}9"><v>1</v></c>' for name in ("A", "CV", "CW", "XFD"))
    grid = xlsx.read(filled(f'<row r="9">{cells}</row>'), "x")
    assert len(grid.rows[-1].cells) == 100
    assert "没有读入" in told(grid, LeftOut)["CW9、XFD9"]


def test_a_cell_far_away_makes_no_row_wider():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert [row.cells for row in xlsx.read(filled(far), "x").rows] == [("项目名称：", "甲")]


def test_a_sheet_of_data_is_left_out_and_the_form_beside_it_is_read():
    def write(book):
        book.add_worksheet("表").write_string("A1", "项目名称：")
        data = book.add_worksheet("明细")
        for row in range(5001):
            data.write_number(row, 0, 1)

    grid = xlsx.read(made(write), "x")
    assert len(grid.rows) == 1
    assert "不像自评表" in told(grid, LeftOut)["表「明细」"]


def test_texts_without_end_are_refused():
    cells = '<c t="s"><v>0</v></c>' * 90
    rows = "".join(f'<row r="{n}">{cells}</row>' for n in range(9, 99))
    long = patched(filled(rows), "xl/sharedStrings.xml", "项目名称：", "长" * 30000)
    with pytest.raises(DocumentError, match="文字太多"):
        xlsx.read(long, "x")


def test_formulas_without_end_give_up_in_time():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f>SUM(A{n + 1}:A9999)+{"1+" * 900}1</f></c></row>'
        for n in range(9, 1000)
    )
    assert any("公式" in what for what in told(xlsx.read(filled(rows), "x"), LeftOut).values())


def test_a_workbook_with_nothing_to_see_is_refused_with_the_reason():
    hidden = patched(
        small(), SHEET, "<sheetData>", '<cols><col min="1" max="9" hidden="1"/></cols><sheetData>'
    )
    with pytest.raises(DocumentError, match="隐藏"):
        xlsx.read(hidden, "x")


def records(data: bytes) -> int:
    """Return where the records of an old workbook begin in its file."""
    return data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")


def test_an_old_workbook_with_a_password_is_told_apart():
    data = bytearray((DOCUMENTS / "zeros.xls").read_bytes())
    second = records(data) + 20
    data[second : second + 2] = b"\x2f\x00"
    with pytest.raises(DocumentError, match="密码"):
        xls.read(bytes(data), "x.xls")


def test_an_old_workbook_with_damaged_formats_is_read_without_them():
    data = bytearray((DOCUMENTS / "sheets.xls").read_bytes())
    font = data.index(b"\x31\x00", records(data))
    data[font : font + 2] = b"\x92\x00"  # a palette of colours that is none
    grid = xls.read(bytes(data), "x.xls")
    assert any(row.cells[0] == "项目名称：甲" for row in grid.rows)
    assert any("格式" in note.what for note in grid.notes if isinstance(note, LeftOut))


@pytest.mark.parametrize("reader", [xlsx, xls])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(share=st.floats(0, 1), change=st.binary(min_size=1, max_size=4), cut=st.booleans())
def test_damage_makes_a_grid_or_one_sentence(reader, share, change, cut):
    whole = zeros() if reader is xlsx else (DOCUMENTS / "sheets.xls").read_bytes()
    at = int(share * len(whole))
    data = whole[:at] if cut else whole[:at] + change + whole[at + len(change) :]
    try:
        assert isinstance(reader.read(data, "坏.x"), Grid)
    except DocumentError as error:
        assert "坏.x" in str(error)
        assert "\n" not in str(error)
