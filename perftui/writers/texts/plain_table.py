"""A form and a cover as ruled lines of plain text, aligned by character cells."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import accumulate, zip_longest

from perftui.writers.cell import texts_of
from perftui.writers.cells import align_right, cell_width, centre, fold_label, pad, shares, wrap
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.header import Entries, Entry, Money
from perftui.writers.printed import Form, Group
from perftui.writers.texts.plain import stacked
from perftui.writers.texts.wrapping import cell_lines

WIDTH = 106
"""The width of every line, in character cells."""

Placing = Callable[[str, int], str]

_LABEL = 20
_LEAST_NAME = 14
_PAIR = (_LABEL, 27, _LABEL, 26)
_NARROW = 8
_ALONE = (_LABEL, WIDTH - 4 - 3 - _LABEL)


def header_lines(form: Form) -> Iterator[str]:
    """Yield the header block: labels with their values, texts abreast one below the other."""
    above = ""
    blocks = list(stacked(form.header))
    edges = frozenset(edge for block in blocks for edge in _edges(_widths(block)))
    for block in blocks:
        lines = list(_block_lines(block, edges))
        yield _joined(above, lines[0]) if above else lines[0]
        yield from lines[1:-1]
        above = lines[-1]
    yield above


def table_lines(form: Form) -> Iterator[str]:
    """Yield the indicator table; a category's label stands beside its first row."""
    widths = _inner(tuple(heading.width for heading in form.headings))
    yield _rule(widths)
    yield from _heading_row((heading.label for heading in form.headings), widths)
    for group in form.groups:
        yield _rule(widths)
        yield from _group_lines(form, group, widths)
    yield from _total_lines(form, widths)


def cover_lines(cover: Cover) -> Iterator[str]:
    """Yield the table of a cover."""
    widths = _cover_widths(cover)
    places = {"left": pad, "centre": centre, "right": align_right}
    placing = tuple(places[column.align] for column in COLUMNS)
    yield _rule(widths)
    yield from _heading_row((column.label for column in COLUMNS), widths)
    for row in (*cover.rows, cover.total):
        yield _rule(widths)
        yield from _row(texts_of(row), widths, *placing)
    yield _rule(widths)


def _cover_widths(cover: Cover) -> tuple[int, ...]:
    """Return the widths of a cover's columns: what is not at the left has room on one line."""
    rows = (*cover.rows, cover.total)
    needed = [max(cell_width(row[n].text) for row in rows) for n in range(len(COLUMNS))]
    fixed = [
        0 if column.align == "left" else max(width, min(cell_width(column.label), _NARROW))
        for column, width in zip(COLUMNS, needed, strict=True)
    ]
    free = tuple(column.width for column in COLUMNS if column.align == "left")
    shared = iter(shares(free, max(WIDTH - 3 * len(COLUMNS) - 1 - sum(fixed), 4 * len(free))))
    return tuple(width or next(shared) for width in fixed)


def _widths(block: Entries | Money) -> tuple[int, ...]:
    if isinstance(block, Entries):
        return _ALONE if len(block.entries) == 1 else _PAIR
    amounts = len(block.headings) - 1
    longest = max(cell_width(cell.text) for row in block.rows for cell in row[1:])
    room = WIDTH - 3 * (amounts + 2) - 1 - _PAIR[0]
    name = max(min(_PAIR[1], room - amounts * longest), _LEAST_NAME)
    return (_PAIR[0], name, *shares((1,) * amounts, room - name))


def _edges(widths: Sequence[int]) -> tuple[int, ...]:
    """Return where the lines of a row stand, in cells from the left."""
    return tuple(accumulate((width + 3 for width in widths), initial=0))


def _block_lines(block: Entries | Money, edges: Set[int]) -> Iterator[str]:
    """Yield the lines of a block of the header, from the rule above it to that below."""
    widths = _widths(block)
    yield _rule(widths)
    if isinstance(block, Money):
        yield from _money_lines(block, widths)
    else:
        yield from _entry_lines(block.entries, widths, edges)
    yield _rule(widths)


def _entry_lines(entries: Iterable[Entry], widths: Sequence[int], edges: Set[int]) -> Iterator[str]:
    columns: list[list[str]] = []
    values = zip(entries, widths[1::2], _edges(widths)[1::2], strict=True)
    for entry, width, start in values:
        columns.append(wrap(fold_label(entry.label, _LABEL), _LABEL))
        inside = frozenset(edge - start - 2 for edge in edges)
        columns.append(cell_lines(entry.value.text, width, inside))
    for parts in zip_longest(*columns, fillvalue=""):
        placed = (pad(part, width) for part, width in zip(parts, widths, strict=True))
        yield f"| {' | '.join(placed)} |"


def _money_lines(block: Money, widths: Sequence[int]) -> Iterator[str]:
    places = (pad, *[align_right] * (len(widths) - 2))
    lines = list(_heading_row(block.headings, widths[1:]))
    for row in block.rows:
        lines += [_rule(widths[1:]), *_row(texts_of(row), widths[1:], *places)]
    yield from _labelled(fold_label(block.label, _LABEL), lines, widths)


def _group_lines(form: Form, group: Group, widths: tuple[int, ...]) -> Iterator[str]:
    rows = list(_row_lines(form, group, widths[1:]))
    yield from _labelled(group.label_on_two_lines, rows, widths)


def _labelled(label: str, rows: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield ruled lines with a label in a column of its own to the left of all of them."""
    empty = "".join("|" if mark == "+" else " " for mark in _rule(widths[1:]))
    parts = wrap(label, widths[0])
    for line, part in zip_longest(rows, parts):
        yield f"| {pad(part or '', widths[0])} {line or empty}"


def _row_lines(form: Form, group: Group, widths: tuple[int, ...]) -> Iterator[str]:
    """Yield the rows of a category without its label column, rules between them."""
    columns = tuple(centre if h.is_centred else pad for h in form.headings[1:])
    for n, row in enumerate(group.rows):
        if n:
            yield _rule(widths)
        yield from _row(texts_of(row), widths, *columns)


def _total_lines(form: Form, widths: tuple[int, ...]) -> Iterator[str]:
    span = form.total_span
    merged = (sum(widths[:span]) + 3 * (span - 1), *widths[span:])
    yield _joined(_rule(widths), _rule(merged))
    yield from _row((form.total_label, *texts_of(form.total)), merged, centre)
    yield _rule(merged)


def _heading_row(labels: Iterable[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row of headings, each in the middle, its brackets on a line below."""
    folded = (fold_label(label, width) for label, width in zip(labels, widths, strict=True))
    columns = [wrap(label, width) for label, width in zip(folded, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        placed = (centre(part, width) for part, width in zip(parts, widths, strict=True))
        yield f"| {' | '.join(placed)} |"


def _row(texts: Iterable[str], widths: Sequence[int], *placing: Placing) -> Iterator[str]:
    """Yield the lines of one row; `placing` puts a text in its width, one for all or each.

    A text of several lines stands at the left of its cell.
    """
    places = placing * len(widths) if len(placing) == 1 else placing or (pad,) * len(widths)
    columns = [cell_lines(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        placed = (
            (place if len(lines) == 1 else pad)(part, width)
            for place, lines, part, width in zip(places, columns, parts, widths, strict=True)
        )
        yield f"| {' | '.join(placed)} |"


def _inner(widths: tuple[int, ...]) -> tuple[int, ...]:
    """Return how wide the texts of columns are in a table of the whole width."""
    return shares(widths, WIDTH - 3 * len(widths) - 1)


def _rule(widths: Sequence[int]) -> str:
    return f"+{'+'.join('-' * (width + 2) for width in widths)}+"


def _joined(above: str, below: str) -> str:
    """Return the rule that has the crossings of both rules."""
    return "".join("+" if "+" in pair else "-" for pair in zip(above, below, strict=True))
