"""Where the columns and rows of tables lie in character cells, so that all text has room.

Each edge lies as near as can be to its place on paper, where a Han character takes two cells;
columns whose text needs more cells than paper, as closely set marks do, are made wider.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from perftui.writers.paged.lines import Line
from perftui.writers.paged.tables import NEAR, Box, Table, merged
from perftui.writers.pdf import measures

CELL = measures.SIZE / 2
"""The width of a character cell in points."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with the lines of text in its boxes."""

    table: Table
    lines: Mapping[Box, Sequence[Line]]


class Columns:
    """Where on the grid an edge lies, by its place in points; one for all tables of a document."""

    def __init__(self, tables: Iterable[Filled]) -> None:
        tables = list(tables)
        self._edges = merged(place for filled in tables for place in filled.table.columns)
        self._put = self._laid_out(list(self._needs(tables)))

    @property
    def width(self) -> int:
        """How many cells wide the widest table is, its lines included."""
        return self._put[-1] + 1 if self._put else round(measures.TEXT_WIDTH / CELL)

    @property
    def start(self) -> float:
        """Where the first column begins on paper."""
        return self._edges[0] if self._edges else measures.SIDE

    @property
    def end(self) -> float:
        """Where the last column ends on paper."""
        return self._edges[-1] if self._edges else measures.SIDE + measures.TEXT_WIDTH

    def __getitem__(self, place: float) -> int:
        return self._put[self._index(place)]

    def near(self, place: float) -> int:
        """Return the cell that is nearest to a place anywhere on the page."""
        share = (place - self.start) / (self.end - self.start)
        return round(share * (self.width - 1))

    def _index(self, place: float) -> int:
        return next(n for n, edge in enumerate(self._edges) if place - edge <= NEAR)

    def _needs(self, tables: Iterable[Filled]) -> Iterable[tuple[int, int, int]]:
        """Yield from which edge to which one there must be how many cells."""
        for filled in tables:
            columns = filled.table.columns
            for box in filled.table.boxes:
                widest = max((line.width for line in filled.lines.get(box, ())), default=1)
                left, right = columns[box.left], columns[box.right]
                yield self._index(left), self._index(right), widest + 1

    def _laid_out(self, needs: Sequence[tuple[int, int, int]]) -> list[int]:
        put: list[int] = []
        for index, edge in enumerate(self._edges):
            room = [put[left] + least for left, right, least in needs if right == index]
            wanted = round((edge - self._edges[0]) / CELL)
            put.append(max([wanted, *room, *put[-1:]]))
        return put


def heights(filled: Filled) -> list[int]:
    """Return how many lines of text each row of a table has room for."""
    high = [1] * (len(filled.table.rows) - 1)
    for box in sorted(filled.table.boxes, key=lambda box: box.bottom - box.top):
        needed = count(filled.lines.get(box, ()))
        inside = sum(high[box.top : box.bottom]) + box.bottom - box.top - 1
        high[box.bottom - 1] += max(needed - inside, 0)
    return high


def count(lines: Sequence[Line]) -> int:
    """Return how many lines of the grid lines of text take, with the empty ones between them."""
    return sum(1 + line.above for line in lines)


def offset(before: float, after: float, free: int) -> int:
    """Return how many of some free cells come first, by the room on paper on both sides."""
    before, after = max(before, 0), max(after, 0)
    if free <= 0 or before <= NEAR:
        return 0
    if abs(before - after) <= 2 * NEAR:  # in the middle: the same in each row, rounded or not
        return free // 2
    return free if after <= NEAR else round(free * before / (before + after))
