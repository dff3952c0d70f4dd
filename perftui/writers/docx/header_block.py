"""The header block of a form as a table on the grid of all its boxes."""

from collections.abc import Sequence
from itertools import pairwise

from perftui.writers.boxes import WIDTH, Box, BoxRow, Role, box_rows, columns_of, edges
from perftui.writers.cells import fold_label
from perftui.writers.docx.ooxml import Element
from perftui.writers.docx.page import TEXT_WIDTH
from perftui.writers.docx.styles import AMOUNT, LABEL, PROSE, VALUE
from perftui.writers.docx.tables import TableCell, room_in, table, table_row
from perftui.writers.header import Block

_STYLES: dict[Role, str] = {
    "label": LABEL.id,
    "value": VALUE.id,
    "prose": PROSE.id,
    "number": AMOUNT.id,
}
_HALF_CHARACTER = round(LABEL.size * 20 / 2)
"""The width of a character cell of a label, in twips."""


def header_block(header: Sequence[Block]) -> Element:
    """Draw the block; a row above cells that go on below stays with the next row."""
    rows = box_rows(header)
    at = edges(rows)
    widths = [_twips(end) - _twips(start) for start, end in pairwise(at)]
    drawn = (
        table_row(
            (_cell(box, len(columns_of(box, at))) for box in row.boxes),
            widths,
            may_split=row.is_prose,
            keep=_goes_on(row, below),
        )
        for row, below in pairwise((*rows, BoxRow(())))
    )
    return table(widths, drawn, "项目概况")


def _goes_on(row: BoxRow, below: BoxRow) -> bool:
    return not row.is_prose and any(box.continues for box in below.boxes)


def _cell(box: Box, span: int) -> TableCell:
    merge = "continue" if box.continues else "restart" if box.down > 1 else ""
    is_label = box.role == "label"
    return TableCell(_lines(box), _STYLES[box.role], span, merge, shaded=is_label)


def _lines(box: Box) -> Sequence[str]:
    if box.continues:
        return ("",)
    if box.role == "label":
        room = room_in(_twips(box.end) - _twips(box.start))
        return (fold_label(box.cell.text, room // _HALF_CHARACTER),)
    return box.cell.lines


def _twips(edge: int) -> int:
    return TEXT_WIDTH * edge // WIDTH
