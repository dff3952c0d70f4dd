"""Blocks -> rows of a grid: cells by their edges, merges, places; inner tables after their row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.word97 import TOO_LARGE, UnreadableError
from perftui.readers.formats.word97.blocks import Block, Table, TableRow
from perftui.readers.formats.word97.shapes import MOST_CELLS, CellShape, RowShape, starts_across
from perftui.readers.grid import Row

TOLERANCE = 30
"""Edges that lie so near, in twips, are one."""
MOST_COLUMNS = 200
MOST_ROWS = 20_000

_SOME_WIDTH = 1440


class Rows:
    """Makes rows of blocks, and counts the tables, paragraphs and rows it made."""

    def __init__(self) -> None:
        self._tables = count(1)
        self._made = count(1)

    def of(self, blocks: Iterable[Block]) -> Iterator[Row]:
        """Yield the rows of blocks; raises UnreadableError for far more than a form has."""
        paragraphs = count(1)
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif block.counts:
                where = f"第{next(paragraphs)}段"
                if block.text:
                    yield self._counted(Row((block.text,), where, block.break_before))

    def _table(self, table: Table) -> Iterator[Row]:
        name = f"表{next(self._tables)}"
        kept = [row for row in table.rows if not row.is_gone]
        lines = list(_lines(kept, name))
        _check_size(lines)
        for ready, row in zip(rows_of(lines, TOLERANCE), kept, strict=True):
            inner = [deeper for cell in row.cells for deeper in cell.tables]
            if ready.filled or not inner:
                yield self._counted(ready)
            for deeper in inner:
                yield from self._table(deeper)

    def _counted(self, row: Row) -> Row:
        if next(self._made) > MOST_ROWS:
            raise UnreadableError(TOO_LARGE)
        return row


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells merged across, or one cell: their texts, their edges, the shape of the first."""

    text: str
    left: int
    right: int
    shape: CellShape


def _lines(rows: Iterable[TableRow], name: str) -> Iterator[Line]:
    """Yield the lines of a table; what goes on from above must have something to go on from."""
    above: list[int] = []
    for number, row in enumerate(rows, 1):
        where = f"{name}第{number}行"
        groups = _groups(row)
        boxes = [_box(group, f"{where}第{index}格", above) for index, group in enumerate(groups, 1)]
        above = [group.left for group in groups if group.shape.down]
        yield Line(boxes, where, row.break_before)


def _box(group: _Group, place: str, above: Iterable[int]) -> Box:
    from_above = group.shape.is_from_above and any(
        abs(group.left - left) <= TOLERANCE for left in above
    )
    return Box("" if from_above else group.text, group.left, group.right, from_above, place)


def _groups(row: TableRow) -> list[_Group]:
    if len(row.cells) > MOST_CELLS:
        raise UnreadableError(TOO_LARGE)
    shape = row.shape or RowShape()
    missing = len(row.cells) - len(shape.cells)
    shapes = [*shape.cells, *(CellShape(_SOME_WIDTH) for _ in range(missing))]
    groups: list[_Group] = []
    left = shape.left
    for cell, of_cell, starts in zip(row.cells, shapes, starts_across(shapes), strict=False):
        text, right = cell.text, left + of_cell.width
        if starts:
            groups.append(_Group(text, left, right, of_cell))
        else:
            first = groups[-1]
            groups[-1] = replace(first, text=f"{first.text}\n{text}".strip(), right=right)
        left = right
    return groups


def _check_size(lines: Sequence[Line]) -> None:
    columns = {box.left // TOLERANCE for line in lines for box in line.boxes}
    if len(lines) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise UnreadableError(TOO_LARGE)
