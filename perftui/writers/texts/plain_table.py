"""A form's header block and indicator table as ruled lines of plain text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from perftui.writers.cells import centre, fold_label, pad, shares, wrap
from perftui.writers.printed import Entry, Form, Group

WIDTH = 106
"""The width of every line, in character cells."""

_PAIR = (20, 27, 20, 26)
_ALONE = (20, sum(_PAIR[1:]) + 6)


def header_lines(form: Form) -> Iterator[str]:
    """Yield the header block, one or two labels with their values between rules."""
    above = _rule(_header_widths(form.header[0]))
    for entries in form.header:
        widths = _header_widths(entries)
        yield _joined(above, _rule(widths))
        yield from _row(_header_texts(entries), widths)
        above = _rule(widths)
    yield above


def table_lines(form: Form) -> Iterator[str]:
    """Yield the indicator table; a category's label stands beside its first row."""
    widths = shares(tuple(h.width for h in form.headings), WIDTH - 3 * len(form.headings) - 1)
    yield _rule(widths)
    yield from _row((h.label for h in form.headings), widths, centre)
    for group in form.groups:
        yield _rule(widths)
        yield from _group_lines(form, group, widths)
    yield from _total_lines(form, widths)


def _header_widths(entries: tuple[Entry, ...]) -> tuple[int, ...]:
    return _ALONE if len(entries) == 1 else _PAIR


def _header_texts(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield fold_label(entry.label, _PAIR[0])
        yield entry.value.text


def _group_lines(form: Form, group: Group, widths: tuple[int, ...]) -> Iterator[str]:
    rows = list(_row_lines(form, group, widths[1:]))
    empty = "".join("|" if mark == "+" else " " for mark in _rule(widths[1:]))
    label = wrap(group.label_on_two_lines, widths[0])
    for n, line in enumerate(rows + [empty] * (len(label) - len(rows))):
        yield f"| {pad(label[n] if n < len(label) else '', widths[0])} {line}"


def _row_lines(form: Form, group: Group, widths: tuple[int, ...]) -> Iterator[str]:
    """Yield the rows of a category without its label column, rules between them."""
    columns = tuple(centre if h.is_centred else pad for h in form.headings[1:])
    for n, row in enumerate(group.rows):
        if n:
            yield _rule(widths)
        yield from _row((cell.text for cell in row), widths, *columns)


def _total_lines(form: Form, widths: tuple[int, ...]) -> Iterator[str]:
    span = form.total_span
    merged = (sum(widths[:span]) + 3 * (span - 1), *widths[span:])
    texts = (form.total_label, *(cell.text for cell in form.total))
    yield _joined(_rule(widths), _rule(merged))
    yield from _row(texts, merged, centre)
    yield _rule(merged)


def _row(
    texts: Iterable[str], widths: Sequence[int], *placing: Callable[[str, int], str]
) -> Iterator[str]:
    """Yield the lines of one row; `placing` puts a text in its width, one for all or each."""
    places = placing * len(widths) if len(placing) == 1 else placing or (pad,) * len(widths)
    columns = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        placed = (
            place(part, width) for place, part, width in zip(places, parts, widths, strict=True)
        )
        yield f"| {' | '.join(placed)} |"


def _rule(widths: Sequence[int]) -> str:
    return f"+{'+'.join('-' * (width + 2) for width in widths)}+"


def _joined(above: str, below: str) -> str:
    """Return the rule that has the crossings of both rules."""
    return "".join("+" if "+" in pair else "-" for pair in zip(above, below, strict=True))
