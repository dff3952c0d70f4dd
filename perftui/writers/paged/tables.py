"""The tables on a page by the lines drawn on it, and the boxes of each."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perftui.writers.paged.standing import Rule

NEAR = 1.0
"""Edges so near one another, in points, are the same."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table from one row and column of it to another, the ends not included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """Where the columns and rows of a table begin and the last ones end; its boxes."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]

    def box_at(self, x: float, y: float) -> Box | None:
        """Return the box that holds a point, if one does."""
        row = bisect_right(self.rows, y) - 1
        column = bisect_right(self.columns, x) - 1
        inside = (b for b in self.boxes if b.top <= row < b.bottom and b.left <= column < b.right)
        return next(inside, None)


def tables_of(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[Table, ...]:
    """Return the tables of a page, the first one first."""
    edges = merged(rule.at for rule in across)
    tables, begun = [], 0
    for index, (above, below) in enumerate(pairwise(edges), 1):
        if not any(rule.start < (above + below) / 2 < rule.end for rule in down):
            tables += _table(edges[begun:index], across, down)
            begun = index
    return (*tables, *_table(edges[begun:], across, down))


def merged(places: Iterator[float]) -> list[float]:
    """Return places in order, those that count as the same once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def _table(rows: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> list[Table]:
    """Return the table between some rows; nothing where no lines go down from them."""
    if len(rows) < 2:
        return []
    beside = [rule for rule in down if rule.end > rows[0] and rule.start < rows[-1]]
    columns = merged(rule.at for rule in beside)
    if len(columns) < 2:
        return []
    return [Table(tuple(columns), tuple(rows), tuple(_boxes(rows, columns, across, beside)))]


def _boxes(
    rows: Sequence[float], columns: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[Box]:
    """Yield the boxes, each of all the places that no line parts."""
    height, width = len(rows) - 1, len(columns) - 1
    free = {(row, column) for row in range(height) for column in range(width)}
    while free:
        row, column = min(free)
        right = column + 1
        while right < width and not _is_drawn(down, columns[right], rows[row], rows[row + 1]):
            right += 1
        bottom = row + 1
        while bottom < height and not _is_drawn(
            across, rows[bottom], columns[column], columns[column + 1]
        ):
            bottom += 1
        # What does not make up a rectangle is parted at what is taken already.
        while {(row, n) for n in range(column, right)} - free:
            right -= 1
        free -= {(n, m) for n in range(row, bottom) for m in range(column, right)}
        yield Box(row, column, bottom, right)


def _is_drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line runs between two neighbouring places."""
    middle = (start + end) / 2
    return any(abs(rule.at - at) <= NEAR and rule.start < middle < rule.end for rule in rules)
