"""A page of a PDF -> what stands on it from the top down: rows of tables, and paragraphs."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perftui.readers.boxes import Box
from perftui.readers.formats.pdf.cells import Cell, Lattice, ruled_tables, tidy_lines
from perftui.readers.formats.pdf.gaps import bare_tables, flat_tables
from perftui.readers.formats.pdf.page import Char, Page
from perftui.readers.formats.pdf.text import TextLine, cell_text, lines_of, paragraphs

_SAME_SIZE = 0.15
_HIGHEST_LINE = 30.0
_FEWEST_FULL = 2
_ALIGNED = 0.1
_NEXT_BEHIND = 0.3
_NEXT_BELOW = (0.8, 2.4)


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of a table with its boxes, or a paragraph as a single box with its lines.

    `table` numbers the tables of a page from 1, and `columns` are the edges of its columns; text
    outside the tables has 0 and none.
    """

    boxes: tuple[Box, ...]
    top: float
    table: int = 0
    columns: tuple[float, ...] = ()
    lines: tuple[TextLine, ...] = ()


def strips_of(page: Page) -> list[Strip]:
    """Return the rows and paragraphs of a page in the order they are read in."""
    across, down = tidy_lines(page.drawing.across), tidy_lines(page.drawing.down)
    tables = _without_frames(ruled_tables(across, down))
    inside, outside = _sorted_out(page.chars, tables)
    loose = [rule for rule in across if not any(t.holds(rule.start + 1, rule.at) for t in tables)]
    for find in (lambda chars: flat_tables(loose, chars), bare_tables):
        found = find(outside)
        held, outside = _sorted_out(outside, found)
        tables, inside = [*tables, *found], [*inside, *held]
    strips = list(_paragraphs(outside, tables, page.width))
    for number, (table, chars) in enumerate(zip(tables, inside, strict=True), 1):
        strips += _rows(table, chars, number)
    return sorted(strips, key=lambda strip: (strip.top, strip.boxes[0].left))


def _without_frames(tables: Sequence[Lattice]) -> list[Lattice]:
    """Leave out single boxes around other tables, as around a page, or around a line to fill in."""

    def is_frame(table: Lattice) -> bool:
        _, top, _, bottom = table.box
        others = (other.box for other in tables if other is not table)
        holds_others = any(table.holds(*box[:2]) for box in others)
        return len(table.cells) == 1 and (holds_others or bottom - top < _HIGHEST_LINE)

    return [table for table in tables if not is_frame(table)]


def _sorted_out(
    chars: Iterable[Char], tables: Sequence[Lattice]
) -> tuple[list[list[Char]], list[Char]]:
    """Return the characters inside each table, the innermost one, and the others.

    What runs on from a cell over the table's edge stays in the table.
    """
    by_size = sorted(range(len(tables)), key=lambda index: _area(tables[index]))
    inside: list[list[Char]] = [[] for _ in tables]
    outside: list[Char] = []
    home = outside
    for char in chars:
        x, y = char.centre, char.middle
        around = next((inside[i] for i in by_size if tables[i].holds(x, y)), None)
        if around is not None:
            home = around
        elif home is outside or not _runs_on(home[-1], char):
            home = outside
        home.append(char)
    return inside, outside


def _runs_on(before: Char, after: Char) -> bool:
    """Whether a character was set right behind or below the one before."""
    size = after.size
    is_behind = abs(after.base - before.base) < _ALIGNED * size and (
        abs(after.left - before.right) < _NEXT_BEHIND * size
    )
    is_below = abs(after.centre - before.centre) < _ALIGNED * size and (
        _NEXT_BELOW[0] * size < after.middle - before.middle < _NEXT_BELOW[1] * size
    )
    return is_behind or is_below


def _area(table: Lattice) -> float:
    left, top, right, bottom = table.box
    return (right - left) * (bottom - top)


def _rows(table: Lattice, chars: Sequence[Char], number: int) -> Iterator[Strip]:
    """Yield the rows of a table in which a cell begins."""
    at = {
        (row, column): index
        for index, cell in enumerate(table.cells)
        for row in range(cell.top, cell.bottom)
        for column in range(cell.left, cell.right)
    }
    held: list[list[Char]] = [[] for _ in table.cells]
    for char in chars:
        held[at[table.place(char.centre, char.middle)]].append(char)
    texts = [_text(table, *pair) for pair in zip(table.cells, held, strict=True)]
    for row in range(len(table.rows) - 1):
        crossing = [i for i, cell in enumerate(table.cells) if cell.top <= row < cell.bottom]
        if not any(table.cells[i].top == row for i in crossing):
            continue
        in_order = sorted(crossing, key=lambda i: table.cells[i].left)
        boxes = tuple(_box(table, table.cells[i], texts[i], row) for i in in_order)
        yield Strip(boxes, table.rows[row], number, table.columns)


def _text(table: Lattice, cell: Cell, chars: Sequence[Char]) -> str:
    return cell_text(chars, table.columns[cell.left], table.columns[cell.right])


def _box(table: Lattice, cell: Cell, text: str, row: int) -> Box:
    left, right = table.columns[cell.left], table.columns[cell.right]
    from_above = cell.top < row
    return Box("" if from_above else text, left, right, from_above)


def _paragraphs(chars: Sequence[Char], tables: Sequence[Lattice], width: float) -> Iterator[Strip]:
    """Yield the paragraphs outside the tables; none goes on behind a table or in another size."""
    lines = lines_of(chars)
    if not lines:
        return
    boxes = [table.box for table in tables]
    left, right = _edges(lines, boxes, width)
    for run in _runs(lines, sorted(box[1] for box in boxes)):
        for text, own in paragraphs(run, left, right):
            yield Strip((Box(text, left, right),), own[0].top, lines=tuple(own))


def _edges(
    lines: Sequence[TextLine], boxes: Sequence[tuple[float, ...]], width: float
) -> tuple[float, float]:
    """Return where the text of a page begins and ends: as tables do, or as several lines do."""
    left = min([line.left for line in lines] + [box[0] for box in boxes])
    right = max([line.right for line in lines] + [box[2] for box in boxes])
    full = sum(line.right > right - line.size for line in lines)
    return left, right if boxes or full >= _FEWEST_FULL else max(right, width - left)


def _runs(lines: Sequence[TextLine], tops: Sequence[float]) -> Iterator[list[TextLine]]:
    """Yield the lines that stand between two tables and are set in one size."""
    run: list[TextLine] = []
    for line in lines:
        if run and not _is_like(run[-1], line, tops):
            yield run
            run = []
        run.append(line)
    yield run


def _is_like(before: TextLine, after: TextLine, tops: Sequence[float]) -> bool:
    is_same = abs(before.size - after.size) < _SAME_SIZE * after.size
    return is_same and bisect_right(tops, before.top) == bisect_right(tops, after.top)
