"""The header block as boxes on one grid, for the formats that draw cells: docx, xlsx, pdf, html.

The width of the block is 240 units. Where boxes begin and end are the edges of the grid's columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from perftui.writers.cell import Cell
from perftui.writers.cells import shares
from perftui.writers.header import Block, Entries, Money, Sides

WIDTH = 240
_MIDDLE = WIDTH // 2
_LABEL = 56
_AMOUNTS_FROM = _MIDDLE
_HALF = (_LABEL + WIDTH) // 2

Role = Literal["label", "value", "prose", "number"]


@dataclass(frozen=True)
class Box:
    """A cell of the header block from one unit of its width to another.

    `down` is how many rows it takes; in the rows below its first, it `continues`.
    """

    cell: Cell
    role: Role
    start: int
    end: int
    down: int = 1
    continues: bool = False


@dataclass(frozen=True)
class BoxRow:
    """A row of boxes that together take the whole width; a row of prose may part over pages."""

    boxes: tuple[Box, ...]
    is_prose: bool = False


def box_rows(header: Iterable[Block]) -> tuple[BoxRow, ...]:
    """Return the header block as rows of boxes."""
    return tuple(row for block in header for row in _rows(block))


def edges(rows: Iterable[BoxRow]) -> tuple[int, ...]:
    """Return where columns begin and end, from 0 to the whole width."""
    return tuple(sorted({at for row in rows for box in row.boxes for at in (box.start, box.end)}))


def columns_of(box: Box, at: Sequence[int]) -> range:
    """Return the columns between edges that a box takes."""
    return range(at.index(box.start), at.index(box.end))


def _rows(block: Block) -> Iterator[BoxRow]:
    match block:
        case Entries(entries):
            yield _pair(block) if len(entries) > 1 else _alone(block)
        case Sides(label, (left, right)):
            yield BoxRow(
                (
                    Box(Cell(label), "label", 0, _LABEL, down=2),
                    Box(Cell(left.label), "label", _LABEL, _HALF),
                    Box(Cell(right.label), "label", _HALF, WIDTH),
                )
            )
            yield BoxRow(
                (
                    Box(Cell(label), "label", 0, _LABEL, continues=True),
                    Box(left.value, "prose", _LABEL, _HALF),
                    Box(right.value, "prose", _HALF, WIDTH),
                ),
                is_prose=True,
            )
        case Money():
            yield from _money(block)


def _alone(block: Entries) -> BoxRow:
    (entry,) = block.entries
    label = Box(Cell(entry.label), "label", 0, _LABEL)
    return BoxRow((label, Box(entry.value, "prose", _LABEL, WIDTH)), is_prose=True)


def _pair(block: Entries) -> BoxRow:
    boxes: list[Box] = []
    for entry, start in zip(block.entries, (0, _MIDDLE), strict=True):
        boxes.append(Box(Cell(entry.label), "label", start, start + _LABEL))
        boxes.append(Box(entry.value, "value", start + _LABEL, start + _MIDDLE))
    return BoxRow(tuple(boxes))


def _money(block: Money) -> Iterator[BoxRow]:
    count = len(block.headings) - 1
    widths = shares((1,) * count, WIDTH - _AMOUNTS_FROM)
    at = [_LABEL, *(_AMOUNTS_FROM + sum(widths[:n]) for n in range(count + 1))]
    label = Box(Cell(block.label), "label", 0, _LABEL, down=len(block.rows) + 1)
    headings = map(Cell, block.headings)
    yield BoxRow((label, *_boxes(headings, at, "label", "label")))
    for cells in block.rows:
        below = replace(label, down=1, continues=True)
        yield BoxRow((below, *_boxes(cells, at, "value", "number")))


def _boxes(cells: Iterable[Cell], at: Sequence[int], first: Role, others: Role) -> Iterator[Box]:
    """Yield boxes between the edges, the first of one role and the others of another."""
    for cell, (start, end) in zip(cells, pairwise(at), strict=True):
        yield Box(cell, first if start == at[0] else others, start, end)
