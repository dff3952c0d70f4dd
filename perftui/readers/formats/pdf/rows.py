"""A page of a PDF -> what stands on it from the top down: rows of tables, and paragraphs."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perftui.readers.boxes import Box
from perftui.readers.formats.pdf.cells import Cell, Lattice, ruled_tables, tidy_lines
from perftui.readers.formats.pdf.gaps import bare_tables, flat_tables
from perftui.readers.formats.pdf.page import Char, Page
from perftui.readers.formats.pdf.text import cell_text, lines_of, paragraphs

_WIDE = 1.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of a table with its boxes, or a paragraph as a single box, and where it stands.

    `table` numbers the tables of a page from 1; it is 0 for text outside them.
    """

    boxes: tuple[Box, ...]
    top: float
    bottom: float
    size: float = 0.0
    table: int = 0


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
    strips = list(_paragraphs(outside, tables))
    for number, (table, chars) in enumerate(zip(tables, inside, strict=True), 1):
        strips += _rows(table, chars, number)
    return sorted(strips, key=lambda strip: (strip.top, strip.boxes[0].left))


def _without_frames(tables: Sequence[Lattice]) -> list[Lattice]:
    """Leave out single boxes that hold other tables, as a frame around the page."""

    def is_frame(table: Lattice) -> bool:
        others = (other.box for other in tables if other is not table)
        return len(table.cells) == 1 and any(table.holds(*box[:2]) for box in others)

    return [table for table in tables if not is_frame(table)]


def _sorted_out(
    chars: Iterable[Char], tables: Sequence[Lattice]
) -> tuple[list[list[Char]], list[Char]]:
    """Return the characters inside each table, the innermost one, and the others."""
    by_size = sorted(range(len(tables)), key=lambda index: _area(tables[index]))
    inside: list[list[Char]] = [[] for _ in tables]
    outside: list[Char] = []
    for char in chars:
        x, y = char.centre, char.middle
        home = next((inside[i] for i in by_size if tables[i].holds(x, y)), outside)
        home.append(char)
    return inside, outside


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
        yield Strip(boxes, table.rows[row], table.rows[row + 1], table=number)


def _text(table: Lattice, cell: Cell, chars: Sequence[Char]) -> str:
    return cell_text(chars, table.columns[cell.left], table.columns[cell.right])


def _box(table: Lattice, cell: Cell, text: str, row: int) -> Box:
    left, right = table.columns[cell.left], table.columns[cell.right]
    from_above = cell.top < row
    return Box("" if from_above else text, left, right, from_above)


def _paragraphs(chars: Sequence[Char], tables: Iterable[Lattice]) -> Iterator[Strip]:
    """Yield the paragraphs outside the tables; none goes on behind a table."""
    lines = lines_of(chars)
    if not lines:
        return
    boxes = [table.box for table in tables]
    left = min([line.left for line in lines] + [box[0] for box in boxes])
    right = max([line.right for line in lines] + [box[2] for box in boxes])
    tops = sorted(box[1] for box in boxes)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines):
            before, after = lines[index - 1], lines[index]
            is_same = bisect_right(tops, before.top) == bisect_right(tops, after.top)
            if is_same and abs(before.size - after.size) < 0.15 * after.size:
                continue
        for text, own in paragraphs(lines[start:index], left, right):
            box = Box(text, left, right)
            yield Strip((box,), own[0].top, own[-1].chars[0].bottom, own[0].size)
        start = index
