"""A pdf of ours as pages of character cells: its page breaks, tables and texts, none left out.

Lines of text stay as they are broken on paper. Only small type, of which more goes on a line than
the cells can hold, is wrapped anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perftui.writers.cells import cell_width, wrap
from perftui.writers.paged.canvas import Canvas, Role, Sheet
from perftui.writers.paged.fitting import Columns, Filled, count, heights, offset
from perftui.writers.paged.lines import PITCH, Line, lines_of
from perftui.writers.paged.standing import Area, Letter, Standing, standing_on
from perftui.writers.paged.tables import Box, Table, tables_of
from perftui.writers.pdf import measures

_HANGING = "    "
_CENTRED = 2.0
_RISE = 0.3
"""How far above its base line the middle of a letter is, in sizes of it."""


def pages_of(pdf: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a pdf; raises ExportError for what is none."""
    pages = [_page(standing) for standing in standing_on(pdf)]
    columns = Columns(filled for page in pages for filled in page.tables)
    return tuple(_drawn(page, columns) for page in pages)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its tables, the lines outside of them, its shaded areas, and its middle."""

    tables: tuple[Filled, ...]
    outside: tuple[Line, ...]
    shaded: tuple[Area, ...]
    middle: float


def _page(standing: Standing) -> _Page:
    tables = tables_of(standing.across, standing.down)
    inside: dict[tuple[int, Box] | None, list[Letter]] = {}
    for letter in standing.letters:
        inside.setdefault(_home(letter, tables), []).append(letter)
    outside = lines_of(inside.pop(None, ()))
    lines: list[dict[Box, Sequence[Line]]] = [{} for _ in tables]
    for home, letters in inside.items():
        assert home is not None
        lines[home[0]][home[1]] = lines_of(letters)
    filled = tuple(map(Filled, tables, lines))
    return _Page(filled, tuple(outside), standing.shaded, standing.width / 2)


def _home(letter: Letter, tables: Sequence[Table]) -> tuple[int, Box] | None:
    """Return the box a letter stands in, with the number of its table."""
    x, y = (letter.left + letter.right) / 2, letter.base - _RISE * letter.size
    for number, table in enumerate(tables):
        box = table.box_at(x, y)
        if box is not None:
            return number, box
    return None


def _drawn(page: _Page, columns: Columns) -> Sheet:
    """Draw a page from its top to its bottom."""
    canvas, row, below = Canvas(), 0, 0.0
    blocks: list[Filled | list[Line]] = [*page.tables, *_paragraphs(page.outside)]
    for block in sorted(blocks, key=_reach):
        top, bottom = _reach(block)
        row += max(round((top - below) / PITCH), 0) if below else 0
        below = bottom
        if isinstance(block, Filled):
            row = _draw_table(canvas, block, row, columns, page.shaded)
        else:
            row = _draw_paragraph(canvas, block, row, columns, page.middle)
    return canvas.sheet(columns.width)


def _reach(block: Filled | Sequence[Line]) -> tuple[float, float]:
    """Return where a table or a paragraph begins and ends."""
    if isinstance(block, Filled):
        return block.table.rows[0], block.table.rows[-1]
    return min(line.top for line in block), max(line.bottom for line in block)


# Tables.


def _draw_table(
    canvas: Canvas, filled: Filled, row: int, columns: Columns, shaded: Sequence[Area]
) -> int:
    """Draw a table and return the row below it."""
    table = filled.table
    edges = [row]
    for high in heights(filled):
        edges.append(edges[-1] + high + 1)
    for box in table.boxes:
        rows = range(edges[box.top] + 1, edges[box.bottom])
        left, right = table.columns[box.left], table.columns[box.right]
        cells = range(columns[left] + 1, columns[right])
        is_label = any(area.holds((left + right) / 2, _middle(table, box)) for area in shaded)
        canvas.frame(rows.start - 1, cells.start - 1, rows.stop, cells.stop)
        _write(canvas, filled, box, rows, cells, Role.LABEL if is_label else Role.TEXT)
        if is_label:
            canvas.shade(rows, cells)
    return edges[-1] + 1


def _middle(table: Table, box: Box) -> float:
    return (table.rows[box.top] + table.rows[box.bottom]) / 2


def _write(canvas: Canvas, filled: Filled, box: Box, rows: range, cells: range, role: Role) -> None:
    """Write the lines of a box where they stand in it on paper."""
    lines, table = filled.lines.get(box, ()), filled.table
    if not lines:
        return
    left = table.columns[box.left] + measures.BESIDE
    right = table.columns[box.right] - measures.BESIDE
    before, after = lines[0].top - table.rows[box.top], table.rows[box.bottom] - lines[-1].bottom
    row = rows.start + offset(before, after, len(rows) - count(lines))
    for line in lines:
        row += line.above
        free = len(cells) - line.width
        column = cells.start + offset(line.left - left, right - line.right, free)
        canvas.write(row, column, line.text, role)
        row += 1


# What stands outside of tables: titles, notes, the number of the page.


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield lines, each with those below it that are indented as what goes on."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(paragraph: Sequence[Line], line: Line) -> bool:
    first, above = paragraph[0], paragraph[-1]
    is_next = line.base - above.base < 2 * line.size
    return line.base == above.base or (
        is_next and line.size == first.size and line.left > first.left + line.size
    )


def _draw_paragraph(
    canvas: Canvas, lines: Sequence[Line], row: int, columns: Columns, middle: float
) -> int:
    """Draw lines outside of tables and return the row below them."""
    role = _role_of(lines[0])
    if max(line.width for line in lines) > columns.width:
        for text in _wrapped(lines, columns.width):
            canvas.write(row, 0, text, role)
            row += 1
        return row
    for line, above in zip(lines, (None, *lines), strict=False):
        row += above is not None and above.base != line.base
        is_centred = abs((line.left + line.right) / 2 - middle) < _CENTRED
        column = (columns.width - line.width) // 2 if is_centred else columns.near(line.left)
        canvas.write(row, column, line.text, role)
    return row + 1


def _wrapped(lines: Sequence[Line], width: int) -> Iterator[str]:
    """Yield a paragraph in lines of so many cells, all but the first of them indented."""
    text = lines[0].text
    for line in lines[1:]:
        is_latin = text[-1].isascii() and line.text[0].isascii()
        text += f" {line.text}" if is_latin else line.text
    first, *_ = wrap(text, width)
    yield first
    rest = text[len(first) :].strip()
    for part in wrap(rest, width - cell_width(_HANGING)) if rest else ():
        yield _HANGING + part


def _role_of(line: Line) -> Role:
    if line.size > measures.SIZE:
        return Role.TITLE
    return Role.SMALL if line.size < measures.SIZE else Role.TEXT
