"""A form as it is printed, said line by line: label and value, a row of the table a line."""

from collections.abc import Iterator

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.writers.cell import Cell
from perftui.writers.header import Block, Entry, Money, Sides
from perftui.writers.printed import DRAFT_LINE, Form, Group, printed

_COLON = "："


def spoken_form(form: Evaluation, profile: Profile, *, draft: bool) -> Iterator[str]:
    """Yield the lines of a form, with nothing that only lies in columns."""
    page = printed(form, profile, draft=draft)
    yield page.title
    yield from filter(None, (page.subtitle, DRAFT_LINE if draft else ""))
    for block in page.header:
        yield from _block(block)
    number = 1
    for group in page.groups:
        yield f"{group.label}{_COLON}{len(group.rows)}项"
        yield from _rows(page, group, number)
        number += len(group.rows)
    headings = [heading.label for heading in page.headings[page.total_span :]]
    yield f"{page.total_label}{_COLON}{_pairs(headings, page.total)}"
    yield from page.notes


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Money):
        for name, *cells in block.rows:
            yield f"{block.label} {_flat(name.text)}{_COLON}{_pairs(block.headings[1:], cells)}"
        return
    before = f"{block.label}（" if isinstance(block, Sides) else ""
    for entry in block.entries:
        yield from _entry(entry, before)


def _entry(entry: Entry, before: str) -> Iterator[str]:
    """Yield a label with its value; a text of several lines goes on below."""
    label = f"{before}{entry.label}）" if before else entry.label.rstrip(_COLON)
    first, *others = entry.value.lines
    yield f"{label}{_COLON}{first or '（空）'}"
    yield from others


def _rows(page: Form, group: Group, start: int) -> Iterator[str]:
    headings = [heading.label for heading in page.headings[1:]]
    names = [place for place, heading in enumerate(page.headings[1:]) if heading.field == "name"]
    for number, row in enumerate(group.rows, start):
        name = "".join(_flat(row[place].text) for place in names) or "未命名"
        others = [place for place in range(len(row)) if place not in names]
        pairs = _pairs([headings[place] for place in others], [row[place] for place in others])
        yield f"{number} {name}" + (f"{_COLON}{pairs}" if pairs else "")


def _pairs(labels: "list[str] | tuple[str, ...]", cells: "list[Cell] | tuple[Cell, ...]") -> str:
    """Say cells with their labels; blank ones are left out."""
    pairs = zip(labels, (_flat(cell.text) for cell in cells), strict=True)
    return "；".join(f"{label} {text.rstrip('。；')}" for label, text in pairs if text)


def _flat(text: str) -> str:
    return " ".join(text.split())
