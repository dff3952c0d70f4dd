"""The cover of many forms: a title, and a table that leads to each of them."""

from collections.abc import Iterator, Sequence
from typing import Literal

from perftui.writers.cell import Cell
from perftui.writers.cells import shares
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.docx.ooxml import Element, link, paragraph, text_run
from perftui.writers.docx.page import TEXT_WIDTH
from perftui.writers.docx.styles import (
    COVER_TITLE,
    GAP,
    LINK,
    LIST_AMOUNT,
    LIST_CENTRED,
    LIST_LABEL,
    LIST_SUM,
    LIST_TEXT,
)
from perftui.writers.docx.tables import TableCell, table, table_row

_STYLES: dict[Literal["left", "centre", "right"], str] = {
    "left": LIST_TEXT.id,
    "centre": LIST_CENTRED.id,
    "right": LIST_AMOUNT.id,
}
_NAME = next(n for n, column in enumerate(COLUMNS) if column.label == "项目名称")


def bookmark_of(number: int) -> str:
    """Return the bookmark at the form of this number, the first being 1."""
    return f"form_{number}"


def cover_page(cover: Cover) -> Iterator[Element]:
    """Yield the blocks of the cover, a paragraph last."""
    yield paragraph(COVER_TITLE.id, text_run(cover.title))
    widths = shares(tuple(column.width for column in COLUMNS), TEXT_WIDTH)
    yield table(widths, _rows(cover, widths), "自评表一览", is_list=True)
    yield paragraph(GAP.id)


def _rows(cover: Cover, widths: Sequence[int]) -> Iterator[Element]:
    labels = [TableCell((column.label,), LIST_LABEL.id) for column in COLUMNS]
    yield table_row(labels, widths, is_heading=True, keep=True)
    for number, row in enumerate(cover.rows, 1):
        is_last = number == len(cover.rows)
        cells = [_cell(n, cell, number) for n, cell in enumerate(row)]
        yield table_row(cells, widths, keep=is_last)
    sums = (column.align == "right" for column in COLUMNS)
    total = [
        TableCell(cell.lines, (LIST_SUM if is_sum else LIST_LABEL).id)
        for cell, is_sum in zip(cover.total, sums, strict=True)
    ]
    yield table_row(total, widths)


def _cell(column: int, cell: Cell, number: int) -> TableCell:
    style = _STYLES[COLUMNS[column].align]
    if column == _NAME:
        return TableCell(style=style, content=[link(bookmark_of(number), cell.text, LINK)])
    return TableCell(cell.lines, style)
