"""Lines drawn on a page -> the tables they make up, and the cells of each.

The edges of a table's lines cut it into a lattice; neighbours in the lattice with no line between
them are one cell. Lines count as drawn through where they are set piece by piece or twice, and a
table that is open at its sides ends where its lines end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perftui.readers.formats.pdf.drawing import Ruling, TooMuch

_ON_LINE = 0.6
_SAME_LINE = 3.2
_WIDEST_LINE = 6.0
_GAP = 3.2
_TOUCH = 3.5
_SHORTEST = 7.0
_SMALLEST_TABLE = 14.0
_FEWEST_INNER, _MANY_INNER = 3, 5
_MOST_LINES = 2000
_MOST_PLACES = 120_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from one row and column of its table to another, the ends not included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table: where its columns and rows begin and the last ones end, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its left, top, right and bottom."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside the table."""
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Return the row and the column of a point inside the table."""
        column = min(bisect_right(self.columns, x), len(self.columns) - 1) - 1
        row = min(bisect_right(self.rows, y), len(self.rows) - 1) - 1
        return max(row, 0), max(column, 0)


def tidy_lines(lines: Iterable[Ruling]) -> list[Ruling]:
    """Return lines that lie on or beside one another as one, and leave out mere dots.

    The dots of a line are put together before lines beside one another are: those of a line
    across the page are none of a line down it.
    """
    drawn = _put_together(lines, _ON_LINE, _ON_LINE)
    done = _put_together(drawn, _SAME_LINE, _WIDEST_LINE)
    if len(done) > _MOST_LINES:
        raise TooMuch("线条太多")
    return done


def _put_together(lines: Iterable[Ruling], nearest: float, widest: float) -> list[Ruling]:
    """Join lines that lie near one place, end to end or one over the other, but for dots."""
    done: list[Ruling] = []
    for bundle in _bundles(sorted(lines), nearest, widest):
        at = (bundle[0].at + bundle[-1].at) / 2
        pieces = sorted(bundle, key=lambda line: line.start)
        start, end = pieces[0].start, pieces[0].end
        for line in pieces:
            if line.start > end + _GAP:
                done.append(Ruling(at, start, end))
                start, end = line.start, line.end
            end = max(end, line.end)
        done.append(Ruling(at, start, end))
    return [line for line in done if line.end - line.start >= _SHORTEST]


def ruled_tables(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Lattice]:
    """Return the tables that tidied lines across and down the page make up together."""
    tables = (_table(*group) for group in _groups(across, down))
    return [part for table in tables if table is not None for part in _parted(table)]


def lattice(
    columns: Sequence[float],
    rows: Sequence[float],
    left_edges: Iterable[tuple[int, int]],
    top_edges: Iterable[tuple[int, int]],
) -> Lattice:
    """Return a table by the edges between its places (row, column).

    `left_edges` are the places with a line to their left, `top_edges` those with one above.
    """
    if len(columns) * len(rows) > _MOST_PLACES:
        raise TooMuch("线条太多")
    left, top = set(left_edges), set(top_edges)
    height, width = len(rows) - 1, len(columns) - 1
    cells: list[Cell] = []
    begun: dict[tuple[int, int], int] = {}
    for row in range(height + 1):
        runs = list(_runs(row, width, left)) if row < height else []
        going_on = {run for run in runs if run in begun and not _is_shut(row, run, columns, top)}
        ended = [run for run in begun if run not in going_on]
        cells += [Cell(begun.pop(run), run[0], row, run[1]) for run in ended]
        begun |= {run: row for run in runs if run not in going_on}
    in_order = sorted(cells, key=lambda cell: (cell.top, cell.left))
    return Lattice(tuple(columns), tuple(rows), tuple(in_order))


def _runs(row: int, width: int, left: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a lattice row begin and end."""
    start = 0
    for column in range(1, width + 1):
        if column == width or (row, column) in left:
            yield start, column
            start = column


def _is_shut(
    row: int, run: tuple[int, int], columns: Sequence[float], top: set[tuple[int, int]]
) -> bool:
    """Whether a line runs over most of a cell."""
    drawn = sum(columns[c + 1] - columns[c] for c in range(*run) if (row, c) in top)
    return 2 * drawn > columns[run[1]] - columns[run[0]]


def _bundles(lines: Sequence[Ruling], nearest: float, widest: float) -> Iterator[list[Ruling]]:
    """Yield lines, sorted by where they lie, in bundles that count as lying in one place."""
    bundle: list[Ruling] = []
    for line in lines:
        if bundle and (line.at - bundle[-1].at > nearest or line.at - bundle[0].at > widest):
            yield bundle
            bundle = []
        bundle.append(line)
    if bundle:
        yield bundle


def _groups(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Return the lines in groups that touch one another, each with lines of both directions."""
    leader = list(range(len(across) + len(down)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = index = leader[leader[index]]
        return index

    for i, flat in enumerate(across):
        for j, steep in enumerate(down, len(across)):
            if _touch(flat, steep):
                leader[find(i)] = find(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(leader)):
        flats, steeps = groups.setdefault(find(index), ([], []))
        if index < len(across):
            flats.append(across[index])
        else:
            steeps.append(down[index - len(across)])
    return [(flats, steeps) for flats, steeps in groups.values() if flats and steeps]


def _touch(flat: Ruling, steep: Ruling) -> bool:
    return (
        flat.start - _TOUCH <= steep.at <= flat.end + _TOUCH
        and steep.start - _TOUCH <= flat.at <= steep.end + _TOUCH
    )


def _table(across: Sequence[Ruling], down: Sequence[Ruling]) -> Lattice | None:
    """Return the table of lines that touch one another; None if they are a box in a text."""
    columns = _edges([line.at for line in down], across)
    rows = _edges([line.at for line in across], down)
    if columns[-1] - columns[0] < _SMALLEST_TABLE or rows[-1] - rows[0] < _SMALLEST_TABLE:
        return None
    left = {place for line in down for place in _beside(line, columns, rows)}
    top = {(row, column) for line in across for column, row in _beside(line, rows, columns)}
    return lattice(columns, rows, left, top)


def _parted(table: Lattice) -> Iterator[Lattice]:
    """Part a table where rows of quite other columns begin, as where two tables touch."""
    outer = {0, len(table.columns) - 1}
    start, inner = 0, set[int]()
    for row in range(len(table.rows) - 1):
        cells = [cell for cell in table.cells if cell.top <= row < cell.bottom]
        own = {edge for cell in cells for edge in (cell.left, cell.right)} - outer
        if all(cell.top == row for cell in cells) and _are_apart(own, inner):
            yield _part(table, start, row)
            start, inner = row, set()
        inner |= own
    yield _part(table, start, len(table.rows) - 1)


def _are_apart(own: set[int], inner: set[int]) -> bool:
    """Whether columns have no edges in common, or as many columns one edge by chance."""
    by_chance = len(own) == len(inner) >= _MANY_INNER and len(own & inner) == 1
    return min(len(own), len(inner)) >= _FEWEST_INNER and (by_chance or not own & inner)


def _part(table: Lattice, start: int, end: int) -> Lattice:
    """Return some rows of a table as a table of its own, with the columns they have."""
    cells = [cell for cell in table.cells if start <= cell.top < end]
    edges = sorted({edge for cell in cells for edge in (cell.left, cell.right)})
    at = {edge: index for index, edge in enumerate(edges)}
    own = (Cell(c.top - start, at[c.left], c.bottom - start, at[c.right]) for c in cells)
    columns = tuple(table.columns[edge] for edge in edges)
    return Lattice(columns, table.rows[start : end + 1], tuple(own))


def _edges(places: Iterable[float], crossing: Iterable[Ruling]) -> list[float]:
    """Return where lines lie, and where those that cross them end, if it is further out."""
    ends = [end for line in crossing for end in (line.start, line.end)]
    edges = sorted({*places})
    if min(ends) < edges[0] - _WIDEST_LINE:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + _WIDEST_LINE:
        edges.append(max(ends))
    return edges


def _beside(
    line: Ruling, places: Sequence[float], crossed: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Yield the places (index along the line, index of the line) that a line bounds."""
    index = bisect_left(places, line.at)
    for step in range(len(crossed) - 1):
        middle = (crossed[step] + crossed[step + 1]) / 2
        if line.start <= middle <= line.end:
            yield step, index
