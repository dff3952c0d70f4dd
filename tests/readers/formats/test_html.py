"""Web pages: tables with merged cells, text around them, and what of a page is not text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.html import read
from perftui.readers.report import DocumentError


def _rows(page):
    return read(page.encode(), "x.html").rows


def test_merged_cells_stand_in_their_first_column_and_row():
    rows = _rows(
        "<table><tr><td rowspan=2>产出目标</td><td colspan=2>甲</td></tr>"
        "<tr><td>乙</td><td>丙</td></tr></table>"
    )
    assert [row.cells for row in rows] == [("产出目标", "甲", ""), ("", "乙", "丙")]
    assert rows[0].from_left == {2}
    assert rows[1].from_above == {0}
    assert rows[1].place(2) == "表1第2行第2格"


def test_text_outside_tables_comes_in_its_order():
    rows = _rows("<h1>项目绩效自评价</h1><table><tr><td>项目名称<td>甲</table><p>说明<p>其二")
    assert [row.cells for row in rows] == [
        ("项目绩效自评价",),
        ("项目名称", "甲"),
        ("说明",),
        ("其二",),
    ]


def test_line_breaks_stay_and_blanks_of_the_source_do_not():
    (row,) = _rows("<table><tr><td>主要\n   绩效</td><td><p>1、甲</p><div>2、乙<br>丙</div></td>")
    assert row.cells == ("主要绩效", "1、甲\n2、乙\n丙")


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>甲</script>",
        "<style>甲</style>",
        '<p style="display:none">甲</p>',
        "<!-- 甲 -->",
        "<p hidden>甲</p>",
        "<template>甲</template>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden):
    assert [row.cells for row in _rows(f"<body>{hidden}<p>乙</p>")] == [("乙",)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["", '<meta charset="{}">'])
def test_encodings_are_known_with_and_without_a_declaration(encoding, declared):
    page = f"<html><head>{declared.format(encoding)}</head><body><p>项目绩效自评价</p></body>"
    assert read(page.encode(encoding), "x.html").rows[0].cells == ("项目绩效自评价",)


def test_entities_and_escapes_are_made_plain():
    (row,) = _rows("<p>R&amp;D&nbsp;&#30002;\u202e&lt;b&gt;</p>")
    assert " ".join(row.cells[0].split()) == "R&D 甲<b>"


def test_spans_beyond_measure_are_bounded():
    rows = _rows('<table><tr><td colspan=900000 rowspan="99999999">甲</td></tr></table>')
    assert rows[0].cells[0] == "甲"
    assert len(rows[0].cells) <= 1000


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' tdrpbale甲1&;!-", max_size=200))
def test_any_soup_is_read_or_refused(soup):
    try:
        read(f"<table>{soup}".encode(), "x.html")
    except DocumentError as error:
        assert "x.html" in str(error)


def test_a_table_in_a_cell_follows_the_row_of_that_cell():
    rows = _rows(
        "<table><tr><td>外<table><tr><td>内</table><td>右</tr><tr><td>下</table><table><tr><td>二"
    )
    assert [(row.where, row.filled) for row in rows] == [
        ("表1第1行", ("外", "右")),
        ("表2第1行", ("内",)),
        ("表1第2行", ("下",)),
        ("表3第1行", ("二",)),
    ]


@pytest.mark.parametrize(
    "page_break",
    [
        '<br clear=all style="page-break-before:always">',
        '<p><span><br style="break-before: page"></span></p>',
        '<div style="page-break-after: always"></div>',
    ],
)
def test_a_page_break_is_kept(page_break):
    rows = _rows(f"<p>甲</p>{page_break}<table><tr><td>乙</tr><tr><td>丙</table>")
    assert [row.break_before for row in rows] == [False, True, False]


def test_a_page_break_in_a_table_is_kept():
    rows = _rows('<table><tr><td>甲</tr><tr style="page-break-before:always"><td>乙</table>')
    assert [row.break_before for row in rows] == [False, True]


def test_a_rowspan_beside_short_rows_leaves_its_columns_in_place():
    rows = _rows(
        "<table><tr><td rowspan=3>甲<td>1<td rowspan=2 colspan=2>乙</tr><tr><td>2</tr>"
        "<tr><td>3<td>4</table>"
    )
    assert [row.cells for row in rows] == [
        ("甲", "1", "乙", ""),
        ("", "2", "", ""),
        ("", "3", "4", ""),
    ]
    assert [row.from_above for row in rows] == [frozenset(), {0, 2, 3}, {0}]
    assert [row.from_left for row in rows] == [{3}, {3}, frozenset()]


def test_styles_of_the_page_say_what_is_hidden_and_where_lines_end():
    rows = _rows(
        "<style>@media print { p { display: none } } td, th { white-space: pre-line }"
        " .x, caption { display: none }</style><table><caption>隐</caption>"
        "<tr class='a x'><td>隐</tr><tr><td>一\n二</table><p>显"
    )
    assert [row.cells for row in rows] == [("一\n二",), ("显",)]


def test_what_is_hidden_is_told():
    grid = read("<p>显<span style='display:none'>隐<b>隐</b></span><del>删".encode(), "x.html")
    assert grid.rows[0].cells == ("显",)
    assert ["有2处隐藏" in note.what for note in grid.notes] == [True]


def test_controls_of_a_page_hold_what_was_typed_and_chosen():
    (row,) = _rows(
        "<table><tr><td><input value='甲'><td><textarea>乙\n丙</textarea><td><select>"
        "<option>丁<option selected>戊</select><td><input type=checkbox checked>是"
        "<input type=radio>否<input type=hidden value=隐><input type=submit value=报送>"
    )
    assert row.cells == ("甲", "乙\n丙", "戊", "☑是□否")


def test_items_of_a_numbered_list_have_their_numbers():
    assert [row.cells for row in _rows("<ol start=2><li>甲<li>乙</ol><ul><li>丙</ul>")] == [
        ("2.甲",),
        ("3.乙",),
        ("丙",),
    ]


def test_a_page_says_its_encoding_where_it_is_a_rare_one():
    page = '<meta charset="big5"><p>項目名稱'.encode("big5")
    assert read(page, "x.html").rows[0].cells == ("項目名稱",)


@pytest.mark.parametrize("page", ["<b>" * 300 + "甲", "<p>" + "甲" * 11_000_000])
def test_a_page_too_deep_or_too_long_is_refused_and_not_cut(page):
    with pytest.raises(DocumentError, match="层次太深或文字太长"):
        read(page.encode(), "x.html")


@pytest.mark.parametrize(
    "page",
    ["<tr><td colspan=150 rowspan=9999>1" * 3000, "<p>1" * 30_000, "<tr>" + "<td>1" * 300],
    ids=["spans", "lines", "columns"],
)
def test_a_page_with_far_too_many_rows_or_columns_is_refused(page):
    with pytest.raises(DocumentError, match="太多"):
        read(f"<table>{page}".encode() if page.startswith("<tr") else page.encode(), "x.html")


def test_nothing_outside_the_page_is_asked_for():
    page = (
        '<!DOCTYPE html SYSTEM "file:///etc/passwd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        '<link rel=stylesheet href="file:///etc/passwd"><p>甲&a;<img src="file:///etc/passwd">'
    )
    text = "".join(cell for row in _rows(page) for cell in row.cells)
    assert "甲&a;" in text
    assert "root" not in text
