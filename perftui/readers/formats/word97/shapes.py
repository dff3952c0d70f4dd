"""The shape of a table row: the edges of its cells in twips, and how they are merged."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from struct import unpack, unpack_from

from perftui.readers.formats.word97.modifiers import (
    DEFINE_ROW,
    DEFINE_ROW_BRIEFLY,
    Modifier,
)

MOST_CELLS = 64

_INSERT, _DELETE, _WIDTH = 0x7621, 0x5622, 0x7623
_MERGE, _SPLIT, _MERGE_DOWN = 0x5624, 0x5625, 0xD62B
_ACROSS, _DOWN_SHIFT = 3, 5
_IS_MERGED, _IS_FIRST = 1, 2


@dataclass(slots=True)
class CellShape:
    """A cell of a row: its width in twips, and the bits of its merges across and down."""

    width: int
    across: int = 0
    down: int = 0

    @property
    def is_from_above(self) -> bool:
        """Whether the cell is the rest of one that began in a row above."""
        return self.down & (_IS_MERGED | _IS_FIRST) == _IS_MERGED


@dataclass(slots=True)
class RowShape:
    """A row: the left edge of its first cell in twips from the margin, and its cells."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)


def row_shape(said: Iterable[Modifier]) -> RowShape:
    """Apply the modifiers of a row, in their order; raises struct.error for broken ones."""
    shape = RowShape()
    for code, operand in said:
        if change := _CHANGES.get(code):
            change(shape, operand)
    del shape.cells[MOST_CELLS:]
    return shape


def starts_across(cells: Iterable[CellShape]) -> Iterator[bool]:
    """Tell for each cell whether it stands for itself: not merged into the cell on its left.

    Word 97 and the later description number the first and the merged cells of a group the other
    way round; either way the first differs from the others.
    """
    first = 0
    for cell in cells:
        if cell.across and first and cell.across != first:
            yield False
        else:
            first = cell.across
            yield True


def _define(shape: RowShape, operand: bytes, entry_size: int) -> None:
    count = operand[0]
    left, *rights = unpack_from(f"<{count + 1}h", operand, 1)
    widths = [right - before for before, right in pairwise((left, *rights))]
    flags = operand[1 + 2 * (count + 1) :]
    shape.left = left
    shape.cells = [
        _cell(width, flags[index * entry_size : index * entry_size + 2])
        for index, width in enumerate(widths)
    ]


def _cell(width: int, flags: bytes) -> CellShape:
    bits = int.from_bytes(flags, "little")
    return CellShape(max(width, 0), bits & _ACROSS, bits >> _DOWN_SHIFT & 3)


def _define_row(shape: RowShape, operand: bytes) -> None:
    _define(shape, operand, 20)


def _define_row_briefly(shape: RowShape, operand: bytes) -> None:
    _define(shape, operand, 10)


def _insert(shape: RowShape, operand: bytes) -> None:
    first, count, width = unpack("<BBh", operand)
    shape.cells[first:first] = [CellShape(max(width, 0)) for _ in range(min(count, MOST_CELLS))]


def _delete(shape: RowShape, operand: bytes) -> None:
    del shape.cells[operand[0] : operand[1]]


def _widen(shape: RowShape, operand: bytes) -> None:
    first, end, width = unpack("<BBh", operand)
    for cell in shape.cells[first:end]:
        cell.width = max(width, 0)


def _merge(shape: RowShape, operand: bytes) -> None:
    for index, cell in enumerate(shape.cells[operand[0] : operand[1]]):
        cell.across = _IS_MERGED if index else _IS_FIRST


def _split(shape: RowShape, operand: bytes) -> None:
    for cell in shape.cells[operand[0] : operand[1]]:
        cell.across = 0


def _merge_down(shape: RowShape, operand: bytes) -> None:
    for cell in shape.cells[operand[0] : operand[0] + 1]:
        cell.down = operand[1]


_CHANGES: Mapping[int, Callable[[RowShape, bytes], None]] = {
    DEFINE_ROW: _define_row,
    DEFINE_ROW_BRIEFLY: _define_row_briefly,
    _INSERT: _insert,
    _DELETE: _delete,
    _WIDTH: _widen,
    _MERGE: _merge,
    _SPLIT: _split,
    _MERGE_DOWN: _merge_down,
}
