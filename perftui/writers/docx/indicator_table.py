"""The table of indicators: a category cell merged over its rows, the total at the end."""

from collections.abc import Iterable, Iterator, Sequence

from perftui.writers.cell import Cell
from perftui.writers.cells import cell_width, shares
from perftui.writers.docx.ooxml import Element
from perftui.writers.docx.page import TEXT_WIDTH
from perftui.writers.docx.styles import CENTRED, LABEL, VALUE
from perftui.writers.docx.tables import TableCell, room_in, table, table_row
from perftui.writers.printed import Form, Group

_MOST_LINES = 24
"""A row of more lines than stand on half a page may part over pages."""

_SHORT_GROUP = 12
"""The rows of a category of no more lines stay on one page, so that its label stands there."""


def indicator_table(form: Form) -> Element:
    """Draw the table; its heading is repeated on each page, its rows do not part."""
    widths = shares(tuple(heading.width for heading in form.headings), TEXT_WIDTH)
    return table(widths, _rows(form, widths), "绩效指标", is_list=True)


def _rows(form: Form, widths: Sequence[int]) -> Iterator[Element]:
    headings = [TableCell((heading.label,), LABEL.id) for heading in form.headings]
    yield table_row(headings, widths, is_heading=True, keep=True)
    for group in form.groups:
        lines = [_lines_of(row, widths[1:]) for row in group.rows]
        kept = len(lines) - 1 if sum(lines) <= _SHORT_GROUP else 1
        for n, row in enumerate(group.rows):
            is_last = group is form.groups[-1] and n == len(lines) - 1
            yield table_row(
                _cells(form, group, row, n),
                widths,
                may_split=lines[n] > _MOST_LINES,
                keep=is_last or n < min(kept, len(lines) - 1),
            )
    yield table_row(_total(form), widths, keep=bool(form.notes))


def _cells(form: Form, group: Group, row: tuple[Cell, ...], n: int) -> Iterable[TableCell]:
    """Return the cells of a row; the label is one paragraph, which is not torn over pages."""
    if n == 0:
        merge = "restart" if len(group.rows) > 1 else ""
        yield TableCell((group.label_on_two_lines,), LABEL.id, merge=merge)
    else:
        yield TableCell(style=LABEL.id, merge="continue")
    for heading, cell in zip(form.headings[1:], row, strict=True):
        yield TableCell(cell.lines, (CENTRED if heading.is_centred else VALUE).id)


def _total(form: Form) -> Iterable[TableCell]:
    yield TableCell((form.total_label,), LABEL.id, span=form.total_span)
    for cell in form.total:
        yield TableCell(cell.lines, LABEL.id)


def _lines_of(row: Iterable[Cell], widths: Iterable[int]) -> int:
    """Return how many lines a row takes at least."""
    return max(_lines_in(cell, width) for cell, width in zip(row, widths, strict=True))


def _lines_in(cell: Cell, width: int) -> int:
    room = max(room_in(width) // round(VALUE.size * 20 / 2), 1)
    if len(cell.text) * 2 <= room and "\n" not in cell.text:
        return 1
    return sum(max(-(-cell_width(line) // room), 1) for line in cell.lines)
