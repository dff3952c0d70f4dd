"""The WordprocessingML of tables: cells that are merged across and down, rows, fixed columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from perftui.writers.docx.ooxml import Element, element, paragraph, text_run
from perftui.writers.docx.styles import CELL_MARGIN, SHADE, TABLE

ROW_HEIGHT = 380
"""The least height of a row, in twips; two rows hold the two lines of a category cell."""


@dataclass(frozen=True)
class TableCell:
    """A cell to be drawn: its lines, their paragraph style, and how many columns it spans.

    `merge` is "restart" where a cell merged over rows begins and "continue" where it goes on.
    `content` stands in place of the lines where it is more than text.
    """

    lines: Sequence[str] = ("",)
    style: str = ""
    span: int = 1
    merge: str = ""
    shaded: bool = False
    content: Sequence[Element] = ()


def table(
    widths: Sequence[int], rows: Iterable[Element], caption: str, *, is_list: bool = False
) -> Element:
    """Make a table of fixed column widths in twips; its caption is for those who do not see it.

    A list begins with a row of headings.
    """
    properties = element(
        "tblPr",
        element("tblStyle", val=TABLE),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        *([_look()] if is_list else []),
        element("tblCaption", val=caption),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *rows)


def table_row(
    cells: Iterable[TableCell],
    widths: Sequence[int],
    *,
    may_split: bool = False,
    is_heading: bool = False,
    keep: bool = False,
) -> Element:
    """Make a row; a heading row is repeated on each page, one to `keep` stays with the next."""
    properties = element("trPr")
    if not may_split:
        properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=ROW_HEIGHT, hRule="atLeast"))
    if is_heading:
        properties.append(element("tblHeader"))
    row = element("tr", properties)
    edges = [0, *accumulate(widths)]
    column = 0
    for cell in cells:
        end = column + cell.span
        row.append(_cell(cell, edges[end] - edges[column], keep))
        column = end
    return row


def room_in(width: int) -> int:
    """Return how many twips of a cell's width are left for its text."""
    return width - 2 * CELL_MARGIN


def _look() -> Element:
    """Say that the table style draws the first row in its own way."""
    parts = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    return element("tblLook", val="0620", **parts, noHBand=1, noVBand=1)


def _cell(cell: TableCell, width: int, keep: bool) -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(element("gridSpan", val=cell.span))
    if cell.merge:
        properties.append(element("vMerge", val=cell.merge))
    if cell.shaded:
        properties.append(element("shd", val="clear", color="auto", fill=SHADE))
    properties.append(element("vAlign", val="center"))
    made = element("tc", properties)
    if cell.content:
        made.append(paragraph(cell.style, *cell.content, keep=keep))
        return made
    for line in cell.lines:
        made.append(paragraph(cell.style, *([text_run(line)] if line else []), keep=keep))
    return made
