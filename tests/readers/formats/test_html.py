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


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/=\"' tdrpbale甲1&;!-", max_size=200))
def test_any_soup_is_read_or_refused(soup):
    try:
        read(f"<table>{soup}".encode(), "x.html")
    except DocumentError as error:
        assert "x.html" in str(error)
