"""Tables drawn with lines, of box characters or of + - |, in text without tabs.

Bars and crossings give the columns, rules the rows. A rule that leaves out a column lets the cell
there go on: it is merged with the one below.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise

from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.text.columns import (
    is_cut,
    is_wrapped,
    rejoined,
    text_width,
    unwrapped,
    width_of,
)
from perftui.readers.grid import Row

_BARS = frozenset("|│┃║╎┆┊╏┇┋")
_RULES = frozenset("-=─━═╌┄┈╍┅┉")
_CROSSINGS = frozenset("+┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╰╯╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫┠┨┯┷┿┝┥┰┸╂")
_FEWEST_LINES = 3
_LONGEST_LINE = 2000
_NEAR = 2


@dataclass
class _Cell:
    """A cell between two of the table's edges, with its lines as far as they were met."""

    first: int
    end: int
    lines: list[str] = field(default_factory=list)
    above: "_Cell | None" = None

    @property
    def top(self) -> "_Cell":
        """The cell in which this one began, rows above."""
        return self.above.top if self.above else self


@dataclass
class _Line:
    """A line of a table: its number in the text, and its characters with where each stands."""

    number: int
    text: str
    places: list[int] = field(default_factory=list)


def drawn_rows(text: str) -> list[Row] | None:
    """Return the rows of a text with tables drawn in it, None for one without."""
    lines = [_Line(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    drawn = sum(_is_drawn(line.text) for line in lines)
    if drawn < _FEWEST_LINES or not any(_is_rule(line.text) for line in lines):
        return None
    width = max(text_width(line.text) for line in lines if _is_drawn(line.text))
    rows: list[Row] = []
    broken = False
    for is_drawn, grouped in groupby(lines, lambda line: _is_drawn(line.text)):
        block = list(grouped)
        rows += _table_rows(block, broken) if is_drawn else _texts(block, width, broken)
        broken = not block[-1].text
    return rows


def _texts(lines: Iterable[_Line], width: int, broken: bool) -> list[Row]:
    """Return the texts outside the tables, those joined that were wrapped to their width."""
    rows: list[Row] = []
    before = ""
    for line in lines:
        if before and line.text and is_wrapped(before, line.text, width):
            cut = is_cut(before, line.text, width)
            rows[-1] = replace(rows[-1], cells=(rejoined(rows[-1].cells[0], line.text, cut),))
        elif line.text:
            rows.append(Row((line.text,), f"第{line.number}行", broken))
        before, broken = line.text, not line.text
    return rows


def _is_drawn(line: str) -> bool:
    ends = line[:1] + line[-1:]
    return 1 < len(line) < _LONGEST_LINE and all(end in _BARS or end in _CROSSINGS for end in ends)


def _is_rule(line: str) -> bool:
    return len(line) > 1 and line[0] in _CROSSINGS and set(line) <= _RULES | _CROSSINGS


def _table_rows(lines: list[_Line], after_break: bool) -> tuple[Row, ...]:
    _place(lines)
    edges = _edges(lines)
    if len(edges) < 2:
        return tuple(Row((line.text,), f"第{line.number}行") for line in lines)
    found = list(_cells(lines, edges))  # a cell may go on below, so all must be there first
    rows = rows_of([_line(number, cells, edges) for number, cells in found])
    return tuple(replace(row, break_before=after_break and row is rows[0]) for row in rows)


def _place(lines: Iterable[_Line]) -> None:
    """Say where the characters of the lines stand.

    Box characters and quotes are as wide as makes the lines most alike in length: fonts differ.
    """
    spread = {w: len({text_width(line.text, w) for line in lines}) for w in (1, 2)}
    of_ambiguous = 2 if spread[2] < spread[1] else 1
    for line in lines:
        widths = (width_of(char, of_ambiguous) for char in line.text)
        line.places = list(accumulate(widths, initial=0))[:-1]


def _edges(lines: Iterable[_Line]) -> list[int]:
    """Return where the table's columns begin and end: at the crossings of its rules."""
    rules = (line for line in lines if _is_rule(line.text))
    return sorted(
        {
            place
            for line in rules
            for char, place in zip(line.text, line.places, strict=True)
            if char in _CROSSINGS
        }
    )


def _cells(lines: Sequence[_Line], edges: list[int]) -> Iterator[tuple[int, list[_Cell]]]:
    """Yield each row's first line and its cells; those that go on know the cell above."""
    row: list[_Cell] = []
    start = 0
    before: list[_Cell] = []
    drawn: set[int] = set()
    for line, pieces in zip(lines, _cut(lines, edges), strict=True):
        ruled = _ruled_columns(line, edges)
        if ruled:
            if row:
                yield start, row
                before, row, drawn = row, [], set()
            drawn |= ruled
            _go_on(before, line, edges, drawn)
            continue
        if not row and pieces:
            start = line.number
            row = [_Cell(first, end) for first, end, _ in pieces]
            for cell in row:
                cell.above = _cell_above(cell, before, drawn)
        for cell, (_, _, text) in zip(_matching(row, pieces), pieces, strict=True):
            cell.top.lines.append(text)
    if row:
        yield start, row


def _cut(lines: Sequence[_Line], edges: list[int]) -> Iterator[list[tuple[int, int, str]]]:
    """Yield the pieces of each line, none for a rule.

    In a row of several lines, an edge without bars in most of them is none: there one stands in
    a text.
    """
    for is_ruled, grouped in groupby(lines, lambda line: bool(_ruled_columns(line, edges))):
        row = list(grouped)
        if is_ruled or len(row) < _FEWEST_LINES:
            yield from ([] if is_ruled else _pieces(line, edges) for line in row)
            continue
        found = Counter(first for line in row for first, _, _ in _pieces(line, edges))
        common = frozenset(edge for edge, count in found.items() if 2 * count > len(row))
        yield from (_pieces(line, edges, at=common) for line in row)


def _ruled_columns(line: _Line, edges: list[int]) -> set[int]:
    """Return the columns across which a line draws a rule, none for a line of texts."""
    if not any(char in _CROSSINGS for char in line.text):
        return set()
    found: dict[int, list[str]] = {}
    for char, place in zip(line.text, line.places, strict=True):
        column = bisect_right(edges, place) - 1
        if 0 <= column < len(edges) - 1 and place > edges[column]:
            found.setdefault(column, []).append(char)
    return {c for c, chars in found.items() if set(chars) <= _RULES | _CROSSINGS}


def _go_on(before: Iterable[_Cell], line: _Line, edges: list[int], drawn: set[int]) -> None:
    """Give the texts between the rules of a line to the cells that it lets go on."""
    for first, _, text in _pieces(line, edges, _BARS | _CROSSINGS):
        cell = next((c for c in before if c.first <= first < c.end), None)
        if cell and text and drawn.isdisjoint(range(cell.first, cell.end)):
            cell.top.lines.append(text)


def _pieces(
    line: _Line,
    edges: list[int],
    marks: frozenset[str] = _BARS,
    at: frozenset[int] | None = None,
) -> list[tuple[int, int, str]]:
    """Cut a line at the marks that stand at edges: the columns of each piece, and its text.

    Of several marks near an edge it is the nearest; others belong to a text. `at` are the edges
    that count, all unless told.
    """
    nearest: dict[int, tuple[int, int]] = {}
    for index, (char, place) in enumerate(zip(line.text, line.places, strict=True)):
        if char in marks:
            edge = _nearest(edges, place)
            far = abs(edges[edge] - place)
            if far <= _NEAR and (at is None or edge in at):
                nearest[edge] = min(nearest.get(edge, (far, index)), (far, index))
    cuts = [(0, _nearest(edges, line.places[0]))]
    for edge, (_, index) in sorted(nearest.items()):
        if index > cuts[-1][0] and edge > cuts[-1][1]:
            cuts.append((index, edge))
    last = (len(line.text) - 1, len(edges) - 1)
    ends = [cut for cut in cuts if cut[0] < last[0] and cut[1] < last[1]]
    return [
        (first, end, line.text[start + 1 : stop].rstrip())
        for (start, first), (stop, end) in pairwise([*ends, last])
    ]


def _nearest(edges: list[int], place: int) -> int:
    after = min(bisect_left(edges, place), len(edges) - 1)
    return min((max(after - 1, 0), after), key=lambda edge: abs(edges[edge] - place))


def _matching(row: list[_Cell], pieces: Iterable[tuple[int, int, str]]) -> Iterator[_Cell]:
    for first, _, _ in pieces:
        yield next((cell for cell in row if cell.first <= first < cell.end), row[-1])


def _cell_above(cell: _Cell, before: Iterable[_Cell], drawn: set[int]) -> _Cell | None:
    """Return the cell that goes on in this one: as wide, and no rule between them."""
    if not drawn.isdisjoint(range(cell.first, cell.end)):
        return None
    return next((c for c in before if (c.first, c.end) == (cell.first, cell.end)), None)


def _line(number: int, cells: Iterable[_Cell], edges: list[int]) -> Line:
    boxes = [
        Box(
            "" if cell.above else unwrapped(cell.lines, edges[cell.end] - edges[cell.first] - 3),
            edges[cell.first],
            edges[cell.end],
            from_above=cell.above is not None,
        )
        for cell in cells
    ]
    return Line(boxes, f"第{number}行")
