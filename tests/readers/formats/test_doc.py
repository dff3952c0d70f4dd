"""Binary Word documents: real ones of LibreOffice, and small ones with what only Word writes."""

from pathlib import Path
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.doc import read
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError, LeftOut, Repair
from tests.readers.formats.word97_writer import (
    IN_TABLE,
    SECTOR,
    Par,
    compound,
    row,
    row_shape,
    sprm,
    word,
)

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
MARKS, TABLES = (DOCUMENTS / f"{name}.doc" for name in ("marks", "tables"))
DELETED, UNLIKE_STYLE, HIDDEN = sprm(0x0800, b"\1"), b"\x81", sprm(0x083C, b"\1")
PLAIN = Par("项目绩效自评价\r")


def _rows(data):
    return read(data, "x.doc").rows


def _cells(data):
    return [row.cells for row in _rows(data)]


def _text(data):
    return "|".join(cell for row in _rows(data) for cell in row.filled)


def _two_columns(*shapes):
    """Return a document of a table with two cells a row."""
    rows = [row((f"{number}甲", f"{number}乙"), shape) for number, shape in enumerate(shapes)]
    return word([par for each in rows for par in each] + [Par("\r")])


def _claiming(length):
    """Return a document that tells of more text than it has."""
    data = bytearray(word([PLAIN]))
    data[SECTOR + 0x4C : SECTOR + 0x50] = pack("<I", length)
    return bytes(data)


@pytest.fixture(scope="module")
def marks() -> Grid:
    return read(MARKS.read_bytes(), "marks.doc")


@pytest.fixture(scope="module")
def tables() -> Grid:
    return read(TABLES.read_bytes(), "tables.doc")


def test_paragraphs_say_what_stands_on_the_page(marks):
    assert [row.only_cell for row in marks.rows] == [
        "第1页，见网站",
        "甲乙",
        "留插入",
        "前段后段",
        "☑是□否≥95%",
        "☑是□否良",
        "3-4 不\xa0断 𠮷野家",
        "一行\n二行\t制表",
        "控件2020年",
        "1.编号",
        "2.编号",
        "框前",
        "框中的字",
        "框后",
        "分页前",
        "分页后",
        "段前分页",
    ]


def test_rows_after_a_page_break_are_marked(marks, tables):
    after = [row.only_cell for row in marks.rows if row.break_before]
    assert after == ["分页后", "段前分页"]
    assert [row.where for row in tables.rows if row.break_before] == ["表2第1行"]


def test_changes_and_hidden_text_are_told(marks, tables):
    assert marks.notes == (
        Repair("全文", "文档里有修订，按全部接受读入，删去的文字没有读入"),
        LeftOut("全文", "设为隐藏的文字没有读入"),
    )
    assert tables.notes == ()


def test_merged_cells_stand_in_their_first_column_and_row(tables):
    rows = tables.rows[1:6]
    assert [row.cells for row in rows] == [
        ("产出目标", "右上", "", "", "a", ""),
        ("", "b", "c", "d", "e", "f"),
        ("", "竖排", "c2", "", "e2", ""),
        ("另起", "x", "", "", "", ""),
        ("", "y1\ny2", "", "", "", ""),
    ]
    assert [set(row.from_above) for row in rows] == [set(), {0}, {0, 5}, set(), {0}]
    assert [set(row.from_left) for row in rows] == [{2, 3, 5}, set(), {3}, *2 * [{2, 3, 4, 5}]]


def test_cells_are_named_by_table_row_and_cell(tables):
    assert [row.where for row in tables.rows[:3]] == ["第1段", "表1第1行", "表1第2行"]
    assert tables.rows[1].places[:4] == ("表1第1行第1格", *3 * ("表1第1行第2格",))
    assert tables.rows[1].place(4) == "表1第1行第3格"


def test_tables_in_cells_follow_the_row_that_holds_them(tables):
    assert [(row.where, row.filled) for row in tables.rows[6:14]] == [
        ("表2第1行", ("外甲", "外乙\n外乙后")),
        ("表3第1行", ("内甲", "内乙")),
        ("表3第2行", ("内丙", "内丁")),
        ("表2第2行", ("外丙",)),
        ("表4第1行", ("中一", "中二")),
        ("表5第1行", ("深一", "深二")),
        ("表5第2行", ("深三", "深四")),
        ("表4第2行", ("中三", "中四")),
    ]


def test_a_table_of_one_cell_is_part_of_the_cell_it_stands_in(tables):
    assert tables.rows[14].cells == ("外丁", "只一格")


def test_a_row_may_begin_in_a_later_column(tables):
    assert [row.cells for row in tables.rows[15:]] == [("", "k", "v"), ("k0", "k1", "v1")]
    assert not tables.rows[15].from_left


def test_text_is_put_together_from_its_pieces():
    data = word([Par("Rate “95%”…\r"), Par("预算\r")], pieces=[(5, 1, 0), (7, 1, 0), (3, 2, 0)])
    assert _text(data) == "Rate “95%”…|预算"


def test_what_a_piece_says_of_all_its_text_counts():
    deleted = 0x41 << 1 | 1 << 8
    assert _text(word([Par("留旧\r")], pieces=[(1, 2, 0), (1, 2, deleted), (1, 2, 0)])) == "留"
    listed = word([Par("留旧\r")], pieces=[(1, 2, 0), (1, 2, 3), (1, 2, 0)], lists=[b"", HIDDEN])
    assert _text(listed) == "留"


def test_word_marks_deleted_text_as_unlike_the_style():
    deleted = sprm(0x0800, UNLIKE_STYLE)
    data = word([Par("13,44430,000\r", looks=[(6, deleted), (6, sprm(0x0801, UNLIKE_STYLE))])])
    assert _text(data) == "30,000"
    assert isinstance(read(data, "x.doc").notes[0], Repair)


def test_a_deleted_paragraph_mark_joins_the_paragraphs():
    assert _text(word([Par("前\r", looks=[(1, b""), (1, DELETED)]), Par("后\r")])) == "前后"


def test_a_row_deleted_as_a_whole_is_left_out():
    gone = [Par("删\7", IN_TABLE, looks=[(2, DELETED)])]
    gone += [Par("\7", row((), row_shape([0, 900]))[0].modifiers, looks=[(1, DELETED)])]
    kept = row(["留"], row_shape([0, 900]))
    rows = _rows(word([*kept, *gone, *row(["留二"], row_shape([0, 900])), Par("\r")]))
    assert [(row.where, row.cells) for row in rows] == [
        ("表1第1行", ("留",)),
        ("表1第2行", ("留二",)),
    ]


def test_styles_hide_text_unless_it_says_otherwise():
    styles = [(1, 0xFFF, b""), (1, 0, HIDDEN), (2, 0xFFF, HIDDEN)]
    shown = [(1, b""), (1, sprm(0x083C, UNLIKE_STYLE)), (1, sprm(0x083C, b"\0"))]
    in_style = Par("甲乙丙\r", style=1, looks=shown)
    by_characters = Par("丁戊\r", looks=[(1, sprm(0x4A30, pack("<H", 2)))])
    assert _text(word([in_style, by_characters, PLAIN], styles=styles)) == "乙丙戊|项目绩效自评价"


def test_a_hidden_mark_joins_what_is_left_of_its_paragraph_to_the_next():
    styles = [(1, 0xFFF, b""), (1, 0, HIDDEN)]
    assert _text(word([Par("隐\r", style=1), PLAIN], styles=styles)) == "项目绩效自评价"


def test_signs_of_sign_fonts_are_read_as_they_look():
    fonts = ["宋体", "Wingdings"]
    symbol = (1, sprm(0x6A09, pack("<HH", 1, 0xF0FE)))
    private = (1, sprm(0x4A4F, pack("<H", 1)))
    data = word([Par("(是\uf0a8否\r", looks=[symbol, (1, b""), private])], fonts=fonts)
    assert _text(data) == "☑是□否"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("\x13 PAGE \x143\x15", "3"),
        ("\x13 TC 目录 \x15", ""),
        ("\x13 IF \x13 PAGE \x141\x15 \x14外\x13 PAGE \x142\x15\x15", "外2"),
        ("\x13 eq \\o\\ac(○,3)\x15", "③"),
        ("\x13 eq \\o\\ac(□,√)\x15", "☑"),
        ("\x13 没有完", " 没有完"),
        ("\x15\x14多余", "多余"),
    ],
)
def test_fields_are_read_by_their_results(field, text):
    assert _text(word([Par(f"甲{field}乙\r")])) == f"甲{text}乙"


def test_copies_of_a_content_control_are_read_once():
    field = "\x13 FORMTEXT \x01\x14是\x15"
    assert _text(word([Par(f"{field}是{field}\x05{field}\r")])) == "是"
    assert _text(word([Par(f"{field}或者{field}\r")])) == "是或者是"
    cells = row([field, field], row_shape([0, 500, 900]))
    assert _cells(word([*cells, Par("\r")])) == [("是", "是")]


def test_edges_that_nearly_meet_make_one_column():
    data = _two_columns(row_shape([0, 1000, 2000]), row_shape([-15, 1025, 2000]))
    assert _cells(data) == [("0甲", "0乙"), ("1甲", "1乙")]
    data = _two_columns(row_shape([0, 1000, 2000]), row_shape([0, 1200, 2000]))
    assert _cells(data) == [("0甲", "0乙", ""), ("1甲", "", "1乙")]


def test_the_shape_of_a_row_may_stand_in_the_data():
    shape = row_shape([0, 1000, 2000])
    data = b"\0\0\0\0" + pack("<H", len(shape)) + shape
    document = word(
        [
            *row(["甲", "乙"], sprm(0x646B, pack("<I", 4))),
            *row(["丙"], row_shape([0, 2000])),
            Par("\r"),
        ],
        data=data,
    )
    assert [(row.cells, set(row.from_left)) for row in _rows(document)] == [
        (("甲", "乙"), set()),
        (("丙", ""), {1}),
    ]


@pytest.mark.parametrize(("first", "merged"), [(1, 2), (2, 1)])
def test_cells_merged_across_are_one_cell(first, merged):
    flags = row_shape([0, 900, 1800, 2700], [first, merged, 0])
    data = word([*row(["甲", "", "乙"], flags), *row("丙丁戊", row_shape([0, 900, 1800, 2700]))])
    rows = _rows(data)
    assert [row.cells for row in rows] == [("甲", "", "乙"), ("丙", "丁", "戊")]
    assert rows[0].from_left == {1}
    assert rows[0].places[1:] == ("表1第1行第1格", "表1第1行第2格")


def test_rows_are_shaped_by_later_changes_too():
    grid = row_shape([0, 900, 1800, 2700])
    inserted = row_shape([0, 900]) + sprm(0x7621, pack("<BBh", 1, 2, 900))
    deleted = row_shape([0, 300, 1200, 2100, 3000]) + sprm(0x5622, bytes([3, 4]))
    widened = deleted + sprm(0x7623, pack("<BBh", 0, 3, 900))
    merged = grid + sprm(0x5624, bytes([1, 3])) + sprm(0x5624, bytes([0, 2]))
    split = merged + sprm(0x5625, bytes([0, 3]))
    shapes = (grid, inserted, widened, split)
    data = word([par for shape in shapes for par in row("甲乙丙", shape)])
    assert _cells(data) == [("甲", "乙", "丙")] * 4


def test_cells_merged_downwards_need_one_above():
    begins, goes_on = (row_shape([0, 900, 1800]) + sprm(0xD62B, bytes([0, f])) for f in (3, 1))
    rows = _rows(_two_columns(begins, goes_on, row_shape([0, 900, 1800]), goes_on))
    assert [row.cells[0] for row in rows] == ["0甲", "", "2甲", "3甲"]
    assert [set(row.from_above) for row in rows] == [set(), {0}, set(), set()]


def test_a_row_without_a_shape_keeps_its_cells():
    assert _cells(word([*row(["甲", "乙"], b""), Par("\r")])) == [("甲", "乙")]


def test_nothing_in_a_cell_can_harm_a_terminal():
    assert _text(word([Par("甲\x1b[31m乙\u202e\x02\x1f\r")])) == "甲乙"


REFUSED = {
    "nothing": (lambda: b"", "不是 Word 文档"),
    "a zip file": (lambda: b"PK\3\4" + b"\0" * 2000, "不是 Word 文档"),
    "a sheet": (lambda: compound({"Workbook": b""}), "不是 Word 文档"),
    "a locked docx": (lambda: compound({"EncryptedPackage": b""}), "去掉密码"),
    "locked": (lambda: word([PLAIN], flags=0x0100), "去掉密码"),
    "obscured": (lambda: word([PLAIN], flags=0x8100), "去掉密码"),
    "of Word 95": (lambda: word([PLAIN], version=0x68), "Word 95 或更早"),
    "blank": (lambda: word([Par("\r"), Par(" \x01\r")]), "没有文字"),
    "cut off": (lambda: MARKS.read_bytes()[:9000], "损坏"),
    "short of text": (lambda: _claiming(5_000), "损坏"),
    "far too short of text": (lambda: _claiming(4_000_000_000), "损坏"),
    "in tables without end": (lambda: word([Par("\r", sprm(0x6649, pack("<i", 99)))]), "损坏"),
    "of much text": (lambda: word([Par("字" * 500_000 + "\r")]), "太多"),
    "of many paragraphs": (lambda: word([Par("\r" * 100_001)]), "太多"),
    "of long rows": (lambda: word(row("甲" * 65, b"")), "太多"),
    "of many columns": (
        lambda: _two_columns(*(row_shape([step, 16_000 + 50 * step]) for step in range(250))),
        "太多",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_one_sentence(what):
    write, why = REFUSED[what]
    with pytest.raises(DocumentError) as refused:
        read(write(), "去年.doc")
    assert str(refused.value).startswith("「去年.doc」")
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


@given(name=st.sampled_from([MARKS, TABLES]), share=st.floats(0, 0.999))
@settings(max_examples=60, deadline=None)
def test_a_document_that_is_cut_off_is_read_whole_or_refused(name, share, marks, tables):
    data = name.read_bytes()
    try:
        rows = read(data[: int(len(data) * share)], "x.doc").rows
    except DocumentError:
        return
    assert rows == (marks if name == MARKS else tables).rows


BYTES = st.sampled_from([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"]) | st.binary(
    min_size=1, max_size=4
)


@given(
    name=st.sampled_from([MARKS, TABLES]),
    changes=st.lists(st.tuples(st.integers(0, 26_000), BYTES), min_size=1, max_size=20),
)
@settings(max_examples=120, deadline=None)
def test_damage_gives_a_grid_or_a_sentence(name, changes):
    data = bytearray(name.read_bytes())
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    try:
        grid = read(bytes(data), "x.doc")
    except DocumentError as refused:
        assert "x.doc" in str(refused)
    else:
        assert all(len(row.cells) < 250 for row in grid.rows)


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_damage_in_the_lists_of_modifiers_gives_a_grid_or_a_sentence(held):
    document = word([Par("甲\7", held), Par("\7", held, looks=[(1, held[:200])]), PLAIN])
    try:
        assert read(document, "x.doc").rows
    except DocumentError as refused:
        assert "x.doc" in str(refused)
