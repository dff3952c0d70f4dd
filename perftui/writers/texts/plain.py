"""A form and a cover as what a template may see: strings, numbers, tuples and dicts."""

from collections.abc import Iterable, Iterator
from typing import Any

from perftui.writers.cell import texts_of
from perftui.writers.cells import shares
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.header import Block, Entries, Entry, Money, Sides
from perftui.writers.printed import Form, Group

Plain = dict[str, Any]


def plain_form(form: Form) -> Plain:
    """Return a form; `width` of a heading is its share of the table in per cent."""
    widths = shares(tuple(heading.width for heading in form.headings), 100)
    return {
        "profile": form.profile,
        "title": form.title,
        "subtitle": form.subtitle,
        "name": form.name,
        "unit": form.unit,
        "year": form.year,
        "draft": form.draft,
        "header": tuple(map(_block, form.header)),
        "headings": tuple(
            {"label": heading.label, "width": width, "centred": heading.is_centred}
            for heading, width in zip(form.headings, widths, strict=True)
        ),
        "groups": tuple(map(_group, form.groups)),
        "total_label": form.total_label,
        "total_span": form.total_span,
        "total": texts_of(form.total),
        "notes": form.notes,
    }


def plain_cover(cover: Cover) -> Plain:
    """Return a cover; `width` of a column is its share of the table in per cent."""
    widths = shares(tuple(column.width for column in COLUMNS), 100)
    return {
        "title": cover.title,
        "columns": tuple(
            {"label": column.label, "width": width, "align": column.align}
            for column, width in zip(COLUMNS, widths, strict=True)
        ),
        "rows": tuple(map(texts_of, cover.rows)),
        "total": texts_of(cover.total),
    }


def stacked(header: Iterable[Block]) -> Iterator[Entries | Money]:
    """Yield the blocks of a header, texts that stand abreast one below the other."""
    for block in header:
        if isinstance(block, Sides):
            for entry in block.entries:
                yield Entries((Entry(f"{block.label}（{entry.label}）：", entry.value),))
        else:
            yield block


def _block(block: Block) -> Plain:
    match block:
        case Money(label, headings, rows):
            rows_of_texts = tuple(map(texts_of, rows))
            return {"kind": "money", "label": label, "headings": headings, "rows": rows_of_texts}
        case Sides(label, entries):
            return {"kind": "sides", "label": label, "entries": _entries(entries)}
        case Entries(entries):
            return {"kind": "entries", "label": "", "entries": _entries(entries)}


def _entries(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.label, entry.value.text) for entry in entries)


def _group(group: Group) -> Plain:
    return {
        "name": group.name,
        "points": group.points,
        "label": group.label,
        "rows": tuple(map(texts_of, group.rows)),
    }
