"""The cover of many forms in a unit's template, which needs no style of it."""

from collections.abc import Iterator, Sequence

from perftui.writers.cell import texts_of
from perftui.writers.cells import shares
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.docx.ooxml import Element, element
from perftui.writers.docx.own.direct_formatting import formatted

_WIDTH = 9600
"""The width of the table, in twips."""

_SIDES = ("top", "left", "bottom", "right")


def cover_page(cover: Cover) -> Iterator[Element]:
    """Yield the title of a cover and its table."""
    yield formatted(cover.title, "center", 36, bold=True, after=240)
    widths = shares(tuple(column.width for column in COLUMNS), _WIDTH)
    lines = (*_SIDES, "insideH", "insideV")
    properties = element(
        "tblPr",
        element("tblW", w=_WIDTH, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(element(side, val="single", sz=4, space=0) for side in lines)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=50, type="dxa") for side in _SIDES)),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    headings = _row([column.label for column in COLUMNS], widths, is_heading=True)
    rows = (_row(texts_of(row), widths) for row in (*cover.rows, cover.total))
    yield element("tbl", properties, grid, headings, *rows)


def _row(texts: Sequence[str], widths: Sequence[int], *, is_heading: bool = False) -> Element:
    properties = element("trPr", element("cantSplit"))
    if is_heading:
        properties.append(element("tblHeader"))
    row = element("tr", properties)
    for text, width, column in zip(texts, widths, COLUMNS, strict=True):
        align = "center" if is_heading or column.align == "centre" else column.align
        cell = element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="center"))
        row.append(element("tc", cell, formatted(text, align, 18, bold=is_heading)))
    return row
