"""The header of a form: labels and what stands beside, behind or below them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from perftui.evaluation.fields import NARRATIVES
from perftui.readers.grid import Row
from perftui.readers.layout.labels import LONGEST_LABEL, Vocabulary, key, money_unit, unit_line
from perftui.readers.report import Note, Question, Repair, left_out, quoted

TEXTS = frozenset({"goal", *NARRATIVES})
_SENTENCE_END = tuple("。；;！!？?.")
_COLON = re.compile("[：:]")
_INNER_LABEL = re.compile(r"(?<=[\s，,；;])(?=[^\s：:，,；;]{2,20}[：:])")
_YEAR_LINE = re.compile(r"\(?\d{4}年度?\)?")
_LONGEST_LINE = 1000
_LONGEST_TEXT = 20_000
_OTHER_LABEL = re.compile(r"[^，。；、：:]{2,12}[：:]")


@dataclass(frozen=True)
class Entry:
    """What the document holds for a header field; `unit` is the 元 or 万元 of its label."""

    field: str
    text: str
    where: str
    unit: str = ""


@dataclass(frozen=True)
class Header:
    """The entries by field, and the 元 or 万元 the whole form counts in, if it says so."""

    entries: Mapping[str, Entry]
    unit: str = ""

    def text(self, field: str) -> str:
        """Return what stands for a field, nothing where it is missing."""
        return self.entries[field].text if field in self.entries else ""


def read_header(
    parts: Iterable[Sequence[Row]], words: Vocabulary
) -> tuple[Header, tuple[Note, ...]]:
    """Read the parts of a form around its table; what belongs to no label is reported.

    A text goes on below its label, but not from one part to the next.
    """
    entries: dict[str, Entry] = {}
    notes: list[Note] = []
    unit = ""
    for part in parts:
        notes += _read_part(part, entries, words)
        strays = (text for row in part for text in _entries_in(row, words)[1])
        unit = next((u for text in strays if (u := unit_line(text))), unit)
    return Header(MappingProxyType(entries), unit), tuple(notes)


def _read_part(rows: Iterable[Row], entries: dict[str, Entry], words: Vocabulary) -> list[Note]:
    """Add what the rows hold to the entries."""
    notes: list[Note] = []
    last = ""
    for row in rows:
        found, strays = _entries_in(row, words)
        for entry in found:
            notes += _put(entries, entry, words)
            last = entry.field
        if found:
            notes += [left_out(row.where, text) for text in strays if not unit_line(text)]
        elif _goes_on(row, entries.get(last), words):
            notes += _append(entries, last, row)
        elif not _is_printed(row, words):
            notes += [left_out(row.where, text) for text in strays if not unit_line(text)]
    return notes


def is_labelled(row: Row, words: Vocabulary) -> bool:
    """Whether a row holds a label of the header."""
    return bool(_entries_in(row, words)[0])


def _entries_in(row: Row, words: Vocabulary) -> tuple[list[Entry], list[str]]:
    """Return the entries of a row, and the cells before its first label."""
    found: list[Entry] = []
    strays: list[str] = []
    for cell in row.filled:
        label, awaits = words.field_of(cell), bool(found) and not found[-1].text
        if label:
            found.append(Entry(label, "", row.where, money_unit(cell)))
        elif not (awaits and found[-1].field in TEXTS) and (inline := _inline(cell, row, words)):
            found += inline
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {cell}".strip())
        else:
            strays.append(cell)
    return found, strays


def _inline(cell: str, row: Row, words: Vocabulary) -> list[Entry]:
    """Read a cell that holds labels and values: 项目名称：甲 预算单位：乙."""
    entries: list[Entry] = []
    while match := _COLON.search(cell):
        head, value = cell[: match.start()], cell[match.end() :]
        field = words.field_of(head)
        if field is None:
            break
        cut = len(value) if field in TEXTS else _next_label(value, words)
        entries.append(Entry(field, value[:cut].strip(), row.where, money_unit(head)))
        cell = value[cut:]
    return entries


def _next_label(value: str, words: Vocabulary) -> int:
    """Return where the next label begins in a line of several, its end if there is none."""
    if len(value) > _LONGEST_LINE:
        return len(value)
    starts = (match.start() for match in _INNER_LABEL.finditer(value))
    return next((s for s in starts if words.field_of(_COLON.split(value[s:], 1)[0])), len(value))


def _put(entries: dict[str, Entry], entry: Entry, words: Vocabulary) -> list[Note]:
    """Enter what was found; a second, different text for the same field is asked about."""
    before = entries.get(entry.field)
    if before is None or not before.text:
        entries[entry.field] = entry
        return []
    if not entry.text or entry.text == before.text:
        return []
    label = words.profile.label(entry.field)
    asked = f"「{label}」在{before.where}已经填过，这里又不同，以哪一处为准？"
    return [Question(entry.where, asked, (before.text, entry.text))]


def _goes_on(row: Row, last: Entry | None, words: Vocabulary) -> bool:
    """Whether a row without label is more of the text above it."""
    if last is None or last.field not in TEXTS or len(last.text) > _LONGEST_TEXT:
        return False
    if not row.only_cell or _is_printed(row, words) or words.is_note(row):
        return False
    return not last.text or not _OTHER_LABEL.match(row.only_cell)


def _append(entries: dict[str, Entry], field: str, row: Row) -> list[Note]:
    """Add a row to the text above it: a new paragraph, or the rest of a cell cut by a page."""
    entry = entries[field]
    if not entry.text:
        entries[field] = replace(entry, text=row.only_cell, where=row.where)
        return []
    is_cut = row.break_before and not row.at(0) and not entry.text.endswith(_SENTENCE_END)
    joined = entry.text + ("" if is_cut else "\n") + row.only_cell
    entries[field] = replace(entry, text=joined)
    return [Repair(row.where, f"{quoted(row.only_cell)}接在{entry.where}的文字后面")]


def _is_printed(row: Row, words: Vocabulary) -> bool:
    """Whether a row is a title, a year under it, or a note that is on every form."""
    is_year = len(row.only_cell) <= LONGEST_LABEL and _YEAR_LINE.fullmatch(key(row.only_cell))
    return words.is_title(row) or words.is_printed_note(row) or bool(is_year)
