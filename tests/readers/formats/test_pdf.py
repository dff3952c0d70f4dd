"""PDF documents: cells found by their lines, pages joined, and pages that are no text."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.pdf import read
from perftui.readers.layout.evaluations import read_grid
from perftui.readers.report import DocumentError, LeftOut, Question

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
FORM = DOCUMENTS / "式样一.pdf"


@pytest.fixture(scope="module")
def form():
    return FORM.read_bytes()


@pytest.fixture(scope="module")
def grid(form):
    return read(form, "表.pdf")


_SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120>>>>]>>"
)
_UNNAMED = (  # its characters are glyphs by number, and nothing says which they are
    b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Sub/Encoding/Identity-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Sub/DW 1000/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/ABCDEF+Sub/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120>>>>]>>"
)


def _pdf(*contents, pages=1, more=b"", parts=()):
    """Write a file of a page for each content stream; `more` stands in each page's dictionary.

    Fonts are F (Latin), C (Chinese) and U (unreadable). `parts` are further objects, the first is
    number 6.
    """
    contents = contents * pages
    first = 6 + len(parts)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(contents)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(contents),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _SONG,
        _UNNAMED,
        *parts,
    ]
    for content in contents:
        packed = zlib.compress(content)
        parts += [
            b"<</Type/Page/Parent 2 0 R/Contents %d 0 R" % (len(parts) + 2)
            + (more or b"/MediaBox[0 0 400 400]")
            + b"/Resources<</Font<</F 3 0 R/C 4 0 R/U 5 0 R>>/XObject<</X 6 0 R>>>>>>",
            b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        ]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(body))
    return body + head + table + end


def _form(content):
    """Write a form that a page can draw with /X Do."""
    return (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<</Font<</F 3 0 R/C 4 0 R>>>>"
        b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"
    )


def _lines(*edges):
    return b" ".join(b"%d %d m %d %d l S" % edge for edge in edges)


def _words(*words):
    return b" ".join(b"BT /F 10 Tf %d %d Td (%s) Tj ET" % word for word in words)


def test_a_form_of_several_pages_is_read_whole(grid):
    (imported,) = read_grid(grid)
    evaluation = imported.evaluation
    assert evaluation.name == "人才大厦管理维护专项"
    assert [len(evaluation.indicators), str(evaluation.executed)] == [26, "11666020.85"]
    assert not imported.questions


def test_a_merged_label_stands_in_the_first_row_it_covers(grid):
    row = next(row for row in grid.rows if "投入与管理" in row.cells[0])
    after = grid.rows[grid.rows.index(row) + 1]
    assert "资金使用的合规性" in row.cells
    assert 0 in after.from_above


def test_the_first_row_of_a_page_follows_a_break(grid):
    first = next(row for row in grid.rows if row.where == "第2页第1行")
    assert first.break_before
    assert sum(row.break_before for row in grid.rows) == 1


def test_cells_are_found_by_the_lines_around_them():
    lines = _lines(
        (50, 300, 350, 300), (50, 250, 350, 250), (50, 200, 350, 200), (50, 200, 50, 300)
    )
    lines += b" " + _lines((200, 200, 200, 250), (350, 200, 350, 300))
    words = _words((60, 270, b"Head over both"), (60, 220, b"left"), (210, 220, b"right"))
    rows = read(_pdf(lines + b" " + words), "x.pdf").rows
    assert [row.cells for row in rows] == [("Head over both", ""), ("left", "right")]
    assert rows[0].from_left == {1}


def test_page_numbers_do_not_come_between_two_halves():
    page = _words((60, 300, b"text of the page"), (190, 20, b"- 1 -"))
    grid = read(_pdf(page, pages=2), "x.pdf")
    assert not any("- 1 -" in row.cells for row in grid.rows)
    assert any("1" in note.what for note in grid.notes)


def test_a_page_without_text_is_told_to_be_a_picture():
    with pytest.raises(DocumentError, match="扫描"):
        read(_pdf(_lines((0, 0, 10, 10))), "x.pdf")


def test_far_too_many_pages_are_refused():
    with pytest.raises(DocumentError, match="201页"):
        read(_pdf(_words((60, 300, b"x")), pages=201), "x.pdf")


@pytest.mark.parametrize("size", [0, 9, 1000, 50_000])
def test_truncated_files_are_refused_or_read(form, size):
    try:
        read(form[:size], "半.pdf")
    except DocumentError as error:
        assert "半.pdf" in str(error)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 140_000), st.binary(max_size=6)), max_size=6))
def test_damaged_files_are_refused_or_read(damages):
    damaged = bytearray(FORM.read_bytes())
    for at, other in damages:
        damaged[at : at + 3] = other
    try:
        read(bytes(damaged), "坏.pdf")
    except DocumentError as error:
        assert "\n" not in str(error)


def _said(x, y, text, size=10, font=b"C"):
    """Draw a Chinese text from a point to the right."""
    code = text.encode("utf-16-be").hex().encode()
    return b" BT /%s %d Tf %d %d Td <%s> Tj ET " % (font, size, x, y, code)


def _ruled(columns, rows):
    """Draw all lines of a table."""
    across = [(columns[0], row, columns[-1], row) for row in rows]
    return _lines(*across, *[(column, rows[-1], column, rows[0]) for column in columns]) + b" "


def _cells(*contents, **options):
    """Return the cells that hold something in each row of a document."""
    return [row.filled for row in read(_pdf(*contents, **options), "x.pdf").rows]


_TABLE = (
    _said(60, 280, "指标") + _said(210, 280, "6") + _said(60, 240, "名称") + _said(210, 240, "8")
)
_TOLD = [("指标", "6"), ("名称", "8")]


@pytest.mark.parametrize(
    "lines",
    [
        _ruled((50, 200, 350), (300, 260, 220)),
        b" ".join(
            b"%d.%d %d 150 40 re S" % (x, index % 3, y)
            for index, (x, y) in enumerate([(50, 260), (200, 260), (50, 220), (200, 220)])
        ),
        b" ".join(
            b"%d %d %d %d re f" % edge
            for y in (300, 260, 220)
            for edge in [(50, y, 150, 1), (200, y, 150, 1)]
        )
        + b" "
        + b" ".join(b"%d %d 1 40 re f" % (x, y) for x in (50, 200, 350) for y in (260, 220)),
        b" ".join(b"%d %d 1 1 re f" % (x, y) for y in (300, 260, 220) for x in range(50, 350, 2))
        + b" "
        + b" ".join(b"%d %d 1 1 re f" % (x, y) for x in (50, 200, 350) for y in range(220, 300, 2)),
        _ruled((50, 52, 200, 202, 350), (300, 298, 260, 258, 220)),
        _lines((50, 300, 350, 300), (50, 260, 350, 260), (50, 220, 350, 220), (200, 220, 200, 300)),
        _lines((50, 300, 350, 300), (50, 260, 350, 260), (50, 220, 350, 220)),
        b"50 220 150 80 re 50.5 220.5 149 79 re f* " + _ruled((50, 200, 350), (300, 260, 220)),
    ],
    ids=["whole", "each cell", "thin", "dots", "double", "open", "no columns", "frame"],
)
def test_a_table_is_read_however_its_lines_are_drawn(lines):
    assert _cells(lines + b" " + _TABLE) == _TOLD


def test_a_table_without_lines_is_read_by_its_gaps():
    rows = [
        ("指标名称", "权重", "自评分"),
        ("完成率", "6", "5"),
        ("满意度", "8", "7.5"),
        ("合计", "14", "12"),
    ]
    content = b"".join(
        _said(x, 300 - 30 * number, text)
        for number, row in enumerate(rows)
        for x, text in zip((60, 200, 280), row, strict=True)
    )
    assert _cells(content) == rows


def test_lines_of_a_round_seal_are_none_of_the_table():
    seal = (
        b" 170 260 m 170 290 150 310 120 310 c 90 310 70 290 70 260 c "
        b"70 230 90 210 120 210 c 150 210 170 230 170 260 c S "
    )
    assert _cells(_ruled((50, 200, 350), (300, 260, 220)) + seal + _TABLE) == _TOLD


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (b"1 0 0 1 0 0 cm ", b"/MediaBox[0 0 400 400]"),
        (b"0 1 -1 0 400 0 cm ", b"/MediaBox[0 0 400 400]"),
        (b"0 -1 1 0 0 400 cm ", b"/MediaBox[0 0 400 400]/Rotate 270"),
        (b"-1 0 0 -1 400 400 cm ", b"/MediaBox[0 0 400 400]"),
        (b"1 0 0 1 300 700 cm ", b"/MediaBox[300 700 700 1100]"),
        (b"1 0 0 1 0 0 cm ", b"/MediaBox[-50 -50 500 500]/CropBox[20 30 390 390]"),
        (b".5 0 0 .5 0 0 cm ", b"/MediaBox[0 0 200 200]"),
    ],
    ids=["plain", "left", "right", "over", "elsewhere", "cropped", "halved"],
)
def test_a_page_is_read_however_it_lies(turn, box):
    content = _ruled((50, 200, 350), (300, 260, 220)) + _TABLE
    assert _cells(turn + content, more=box) == _TOLD


def test_a_table_in_a_form_inside_the_page_is_read():
    drawn = _ruled((50, 200, 350), (300, 260, 220)) + _TABLE
    assert _cells(b"1 0 0 1 10 10 cm /X Do", parts=[_form(drawn)]) == _TOLD


def test_characters_are_read_where_they_stand_not_as_they_were_drawn():
    letters = [_said(60 + 10 * index, 280, text) for index, text in enumerate("绩效目标")]
    twice = [_said(60 + 10 * index, 240, text) for index, text in enumerate("加粗字") for _ in "ab"]
    drawn = _ruled((50, 200, 350), (300, 260, 220)) + b"".join([*letters[::-1], *twice])
    assert _cells(drawn) == [("绩效目标",), ("加粗字",)]


def test_wrapped_lines_are_joined_and_numbers_below_one_another_are_not():
    name = _said(55, 290, "财务管理制度") + _said(55, 277, "的健全性")
    amount = _said(125, 290, "8") + _said(125, 277, "5")
    drawn = _ruled((50, 120, 160), (305, 265)) + name + amount
    assert _cells(drawn) == [("财务管理制度的健全性", "8\n5")]


def test_vertical_text_is_read_down_and_its_columns_from_the_right():
    right = [_said(75, 290 - 12 * index, text) for index, text in enumerate("投入与管理")]
    left = [_said(60, 290 - 12 * index, text) for index, text in enumerate("三十六分")]
    drawn = _ruled((50, 100, 350), (305, 230)) + b"".join([*right, *left]) + _said(120, 265, "名称")
    assert _cells(drawn) == [("投入与管理三十六分", "名称")]


def test_a_table_that_goes_on_aside_or_drawn_anew_keeps_its_columns():
    first = _ruled((50, 100, 200, 250, 300, 350), (300, 260)) + b"".join(
        _said(x, 280, text) for x, text in zip((55, 105, 205, 255, 305), "甲乙丙丁戊", strict=True)
    )
    aside = _ruled((70, 120, 220, 270, 320, 370), (300, 260)) + _said(125, 280, "乙")
    anew = _ruled((50, 140, 230, 280, 310, 350), (300, 260)) + _said(145, 280, "乙")
    rows = read(_pdf(first, aside, anew), "x.pdf").rows
    assert [row.cells for row in rows] == [tuple("甲乙丙丁戊"), *[("", "乙", "", "", "")] * 2]


def test_a_merged_cell_that_goes_on_empty_is_marked_and_a_filled_one_is_not():
    def page(label):
        lines = _lines(
            *[(50 if row in (300, 220) else 120, row, 350, row) for row in (300, 260, 220)],
            *[(column, 220, column, 300) for column in (50, 120, 350)],
        )
        return lines + label + _said(130, 280, "其一") + _said(130, 240, "其二")

    rows = read(_pdf(page(_said(60, 260, "产出目标")), page(b"")), "x.pdf").rows
    assert [row.from_above for row in rows] == [set(), {0}, {0}, {0}]
    rows = read(_pdf(page(b""), page(_said(60, 260, "产出目标"))), "x.pdf").rows
    assert [row.from_above for row in rows] == [set(), {0}, set(), {0}]


def test_a_paragraph_goes_on_over_a_pages_end_where_its_line_is_full():
    line = "这一行写得很满直到右边的边上才换到下面去"
    full = _said(50, 300, line) + _said(50, 285, line)
    assert _cells(full, _said(50, 350, "接着写完。")) == [(line + line + "接着写完。",)]
    short = full + _said(50, 270, "到此为止。")
    assert _cells(short, _said(50, 350, "另起一段。"))[-1] == ("另起一段。",)


def test_text_outside_tables_stands_in_paragraphs_of_their_own():
    line = "这一行写得很满直到右边的边上才换到下面去"
    content = (
        _said(150, 370, "标题", 18)
        + _said(70, 340, line[:-2])
        + _said(50, 325, line)
        + _said(50, 310, "结束。")
        + _said(70, 295, "第二段")
    )
    assert _cells(content) == [("标题",), (line[:-2] + line + "结束。",), ("第二段",)]


def test_text_in_fields_is_read_and_stands_beside_its_label():
    look = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 3 0 R>>>>"
        b"/Length 33>>stream\nBT /F 10 Tf 2 6 Td (123.45) Tj ET \nendstream"
    )
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[120 294 220 314]/AP<</N 6 0 R>>>>"
    data = _pdf(
        _said(50, 300, "预算数"), more=b"/MediaBox[0 0 400 400]/Annots[7 0 R]", parts=[look, field]
    )
    assert [row.filled for row in read(data, "x.pdf").rows] == [("预算数 123.45",)]


def test_a_watermark_is_left_out_and_told():
    askew = b" q .7 .7 -.7 .7 100 100 cm" + _said(0, 0, "内部资料", 30) + b"Q "
    grid = read(_pdf(_said(50, 300, "正文") + askew), "x.pdf")
    assert [row.filled for row in grid.rows] == [("正文",)]
    assert any("内部资料" in note.what for note in grid.notes)


def test_a_character_that_is_not_known_is_never_taken_for_another():
    known = _said(50, 300, "预算执行数比上年增加了很多很多很多")
    unknown = b" BT /U 10 Tf 50 260 Td <0013> Tj ET "
    grid = read(_pdf(known + unknown), "x.pdf")
    assert grid.rows[1].filled == ("\ufffd",)
    assert any(isinstance(note, Question) for note in grid.notes)
    with pytest.raises(DocumentError, match="字体"):
        read(_pdf(unknown + unknown), "x.pdf")


def test_words_under_a_scanned_picture_are_asked_about_and_bare_pictures_told():
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream"
    )
    scan = b"q 400 0 0 400 0 0 cm /X Do Q "
    grid = read(_pdf(scan + b"3 Tr" + _said(50, 300, "识别的字"), scan, parts=[picture]), "x.pdf")
    assert [row.filled for row in grid.rows] == [("识别的字",)]
    assert [type(note) for note in grid.notes] == [Question, LeftOut]


def test_what_is_struck_through_is_left_out_and_told():
    cell = _said(210, 280, "10") + b"205 283 m 232 283 l S " + _said(240, 280, "12")
    underlined = _said(60, 280, "权重") + b"60 278 m 80 278 l S "
    grid = read(_pdf(_ruled((50, 200, 350), (300, 260)) + cell + underlined), "x.pdf")
    assert [row.filled for row in grid.rows] == [("权重", "12")]
    assert [note.what for note in grid.notes] == ["划去的文字「10」没有读入"]


def test_a_password_to_open_is_asked_for_and_one_for_rights_is_not():
    with pytest.raises(DocumentError, match="密码"):
        read((DOCUMENTS / "打开密码.pdf").read_bytes(), "x.pdf")
    grid = read((DOCUMENTS / "权限密码.pdf").read_bytes(), "x.pdf")
    assert [row.filled for row in grid.rows] == _TOLD
