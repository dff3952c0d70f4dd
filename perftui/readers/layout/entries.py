"""`Entry`, what a document holds for a field of the header, and how one row's cells give them."""

import re
from dataclasses import dataclass, replace

from perftui.evaluation.fields import TEXTS
from perftui.readers.grid import Row
from perftui.readers.layout.labels import Vocabulary, heading, money_unit

SENTENCE_END = tuple("。；;！!？?.")

_COLON = re.compile("[：:]")
_INNER_LABEL = re.compile(r"(?<=[\s，,；;])(?=[^\s：:，,；;]{2,20}[：:])")
_BLANK_BEHIND = re.compile(r"(\S{2,20})\s+(?=\S)")
_LONGEST_LINE = 1000


@dataclass(frozen=True)
class Entry:
    """What the document holds for a header field.

    `where` is the place of its value, or of its label where it has none, `unit` the 元 or 万元 of
    the label, `heading` its number if it is one of numbered headings: 一、主要绩效.
    """

    field: str
    text: str
    where: str
    unit: str = ""
    heading: tuple[str, int | None] | None = None


def entries_in(row: Row, words: Vocabulary) -> tuple[list[Entry], list[tuple[str, str]]]:
    """Return the entries of a row, and the cells before its first label with their places."""
    found: list[Entry] = []
    strays: list[tuple[str, str]] = []
    for index, cell in enumerate(row.cells):
        if not cell:
            continue
        label, awaits = words.field_of(cell), bool(found) and not found[-1].text
        if label:
            entry = Entry(label, "", row.place(index), money_unit(cell), heading(cell))
            found.append(entry)
        elif not (awaits and found[-1].field in TEXTS) and (
            inline := _inline(cell, row.place(index), words)
        ):
            found += inline
        elif awaits:
            found[-1] = replace(found[-1], text=cell, where=row.place(index))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {cell}")
        else:
            strays.append((row.place(index), cell))
    return found, strays


def _inline(cell: str, where: str, words: Vocabulary) -> list[Entry]:
    """Read a cell that holds labels and values: 项目名称：甲 预算单位：乙."""
    entries: list[Entry] = []
    while match := _COLON.search(cell):
        head, value = cell[: match.start()], cell[match.end() :]
        field = words.field_of(head)
        if field is None:
            break
        cut = len(value) if field in TEXTS else _next_label(value, words)
        text = value[:cut].strip()
        entries.append(Entry(field, text, where, money_unit(head), heading(head)))
        cell = value[cut:]
    return entries or _behind_a_blank(cell, where, words)


def _behind_a_blank(cell: str, where: str, words: Vocabulary) -> list[Entry]:
    """Read a cell with one label and its value behind a blank: 项目名称 甲."""
    match = _BLANK_BEHIND.match(cell)
    field = words.field_of(match[1]) if match else None
    if match is None or field is None:
        return []
    return [Entry(field, cell[match.end() :], where, money_unit(match[1]), heading(cell))]


def _next_label(value: str, words: Vocabulary) -> int:
    """Return where the next label begins in a line of several, its end if there is none."""
    if len(value) > _LONGEST_LINE:
        return len(value)
    starts = (match.start() for match in _INNER_LABEL.finditer(value))
    return next((s for s in starts if words.starts_with_label(value[s:])), len(value))
