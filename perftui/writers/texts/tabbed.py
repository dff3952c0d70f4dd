"""A form and a cover as rows of cells between tabs, laid out as forms were published."""

from collections.abc import Iterator

from perftui.writers.cell import texts_of
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.header import Block, Entries, Money, Sides
from perftui.writers.printed import Form, Group

_HEADER_CELLS = 4

TextRow = tuple[str, ...]


def form_rows(form: Form) -> Iterator[TextRow]:
    """Yield the rows of a form, an empty one where a blank line stands.

    A category is named once, in the first of its rows.
    """
    yield _filled(form.title)
    if form.subtitle:
        yield _filled(form.subtitle)
    for block in form.header:
        yield from _block_rows(block)
    yield ()
    yield tuple(heading.label for heading in form.headings)
    for group in form.groups:
        for number, row in enumerate(group.rows):
            yield (_label(group) if number == 0 else "", *texts_of(row))
    yield (form.total_label, *[""] * (form.total_span - 1), *texts_of(form.total))
    for note in form.notes:
        yield ()
        yield (note,)


def cover_rows(cover: Cover) -> Iterator[TextRow]:
    """Yield the rows of a cover."""
    yield (cover.title, *[""] * (len(COLUMNS) - 1))
    yield tuple(column.label for column in COLUMNS)
    yield from map(texts_of, (*cover.rows, cover.total))


def _block_rows(block: Block) -> Iterator[TextRow]:
    match block:
        case Entries(entries):
            texts = (text for entry in entries for text in (entry.label, entry.value.text))
            yield _filled(*texts)
        case Sides(label, (left, right)):
            yield _filled(label, left.label, right.label)
            yield _filled("", left.value.text, right.value.text)
        case Money(label, headings, rows):
            yield (label, *headings)
            yield from (("", *texts_of(row)) for row in rows)


def _label(group: Group) -> str:
    """Return the label of a category as it was published: 产出目标 (34分)."""
    points = group.points.translate(str.maketrans("（）", "()"))
    return f"{group.name} {points}" if points else group.name


def _filled(*texts: str) -> TextRow:
    return (*texts, *[""] * (_HEADER_CELLS - len(texts)))
