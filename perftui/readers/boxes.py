"""Cells that know where they stand across the page -> rows whose cells share common columns."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perftui.readers.grid import Row


@dataclass(frozen=True, slots=True)
class Box:
    """A cell between two edges, in whatever unit its document measures.

    `from_above` marks the rest of a cell that began in a row above; it holds no text of its own.
    `place` names the cell for people.
    """

    text: str
    left: float
    right: float
    from_above: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The boxes of one row, from left to right, and where the row stands."""

    boxes: Sequence[Box]
    where: str
    break_before: bool = False


def rows_of(lines: Sequence[Line], tolerance: float = 0) -> tuple[Row, ...]:
    """Set lines into columns: one begins at each left edge, edges within the tolerance are one."""
    columns = tuple(_edges((box.left for line in lines for box in line.boxes), tolerance))
    return tuple(_row(line, columns, tolerance) for line in lines)


def _edges(lefts: Iterable[float], tolerance: float) -> Iterator[float]:
    """Yield the left edge of each column, the leftmost of those that count as one."""
    last: float | None = None
    for left in sorted(lefts):
        if last is None or left > last + tolerance:
            last = left
            yield left


def _row(line: Line, columns: Sequence[float], tolerance: float) -> Row:
    cells = [""] * len(columns)
    places = [""] * len(columns)
    from_left: set[int] = set()
    from_above: set[int] = set()
    for box in line.boxes:
        first = bisect_left(columns, box.left - tolerance)
        end = max(bisect_left(columns, box.right - tolerance), first + 1)
        cells[first] = f"{cells[first]}\n{box.text}".strip()
        places[first:end] = [box.place] * (end - first)
        from_left.update(range(first + 1, end))
        if box.from_above:
            from_above.update(range(first, end))
    named = tuple(places) if all(places) else ()
    return Row(
        tuple(cells),
        line.where,
        line.break_before,
        frozenset(from_left),
        frozenset(from_above),
        named,
    )
