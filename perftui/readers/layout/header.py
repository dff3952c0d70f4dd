"""The header of a form: labels and what stands beside, behind or below them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from perftui.evaluation.fields import TEXTS
from perftui.readers.grid import Row
from perftui.readers.layout.entries import SENTENCE_END, Entry, entries_in
from perftui.readers.layout.funds import Source
from perftui.readers.layout.labels import LONGEST_LABEL, Vocabulary, heading, key, unit_line
from perftui.readers.layout.matrix import read_matrix
from perftui.readers.report import Note, Question, Repair, left_out, quoted

_YEAR_LINE = re.compile(r"\(?\d{4}年度?\)?")
_LONGEST_TEXT = 20_000
_LONGEST_HEADING = 20
_SIGNED = re.compile(
    r"\(?(?:填报|填表|填写|制表|审核|复核|联系|经办|单位|项目|部门|财务|主管|分管)?(?:单位|部门)?"
    r"(?:负责人|人员|人|电话|方式|日期|时间|盖章|公章|签章|签字|领导)(?:\([^()]*\))?(?::|\)?$)"
)
_CAPTION = re.compile(r"[^，。；：、]*(?:指标|自评|评分|评价|得分)[^，。；：、]*")


@dataclass(frozen=True)
class Header:
    """The entries by field, and the 元 or 万元 the whole form counts in, if it says so.

    `scored` has the weight and score of the execution rate where they stand with the money,
    `funds` the sources of the money.
    """

    entries: Mapping[str, Entry]
    unit: str = ""
    scored: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    funds: tuple[Source, ...] = ()

    def text(self, field: str) -> str:
        """Return what stands for a field, nothing where it is missing."""
        return self.entries[field].text if field in self.entries else ""


def read_header(
    parts: Iterable[Sequence[Row]], words: Vocabulary
) -> tuple[Header, tuple[Note, ...]]:
    """Read the parts of a form around its table; what belongs to no label is reported.

    A text goes on below its label, but not from one part to the next.
    """
    reading = _Reading(words)
    for part in parts:
        reading.read(part)
    header = Header(
        MappingProxyType(reading.entries), reading.unit, reading.scored, tuple(reading.funds)
    )
    return header, tuple(reading.notes)


def is_labelled(row: Row, words: Vocabulary) -> bool:
    """Whether a row holds a label of the header."""
    return bool(entries_in(row, words)[0])


@dataclass
class _Reading:
    """What was read so far; `last` is the field whose text may go on in the next row."""

    words: Vocabulary
    entries: dict[str, Entry] = field(default_factory=dict)
    scored: dict[str, Entry] = field(default_factory=dict)
    funds: list[Source] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unit: str = ""
    last: str = ""

    def read(self, rows: Sequence[Row]) -> None:
        """Read one part of a form."""
        self.last = ""
        index = 0
        while index < len(rows):
            matrix = read_matrix(rows, index, self.words)
            if matrix is None:
                self._read_row(rows[index], is_last=index == len(rows) - 1)
                index += 1
            else:
                self.scored.update(matrix.scored)
                self.funds += matrix.funds
                self.notes += matrix.notes
                self._put(matrix.entries)
                self.last = ""
                index += matrix.size

    def _read_row(self, row: Row, is_last: bool) -> None:
        found, strays = entries_in(row, self.words)
        if self._is_cut(row) or (not found and self._goes_on(row, is_last)):
            self._append(row)
            return
        self.unit = next((u for _, text in strays if (u := unit_line(text))), self.unit)
        if found:
            self._put(found)
            self.last = found[-1].field
        elif _is_printed(row, self.words):
            return
        elif heading(row.only_cell):
            self.last = ""
        self.notes += [left_out(where, text) for where, text in strays if not unit_line(text)]

    def _put(self, found: Iterable[Entry]) -> None:
        """Enter what was found; a second, different text for the same field is asked about."""
        for entry in found:
            before = self.entries.get(entry.field)
            if before is None or not before.text:
                self.entries[entry.field] = entry
            elif entry.text and entry.text != before.text:
                label = self.words.profile.label(entry.field)
                asked = f"「{label}」在{before.where}已经填过，这里又不同，以哪一处为准？"
                choices = (before.text, entry.text)
                self.notes.append(Question(entry.where, asked, choices, entry.field))

    def _is_cut(self, row: Row) -> bool:
        """Whether a row is what a page's end cut off a text, whatever that says of labels."""
        last = self.entries.get(self.last)
        is_running = last is not None and last.field in TEXTS and bool(last.text)
        return is_running and row.break_before and not row.at(0) and bool(row.only_cell)

    def _goes_on(self, row: Row, is_last: bool) -> bool:
        """Whether a row without label is more of the text above it."""
        last = self.entries.get(self.last)
        if last is None or last.field not in TEXTS or len(last.text) > _LONGEST_TEXT:
            return False
        text = row.only_cell
        if not text or _is_printed(row, self.words) or self.words.is_note(row):
            return False
        if not last.text:
            return True
        head = key(text[:LONGEST_LABEL])
        is_short = len(text) <= _LONGEST_HEADING and not text.endswith(SENTENCE_END)
        is_caption = is_last and is_short and _CAPTION.fullmatch(head) is not None
        is_next = is_short and last.heading is not None and _follows(last.heading, heading(text))
        return not (is_caption or is_next or _SIGNED.match(head))

    def _append(self, row: Row) -> None:
        """Add a row to the text above it: a new paragraph, or the rest of a cell cut by a page."""
        entry, text = self.entries[self.last], row.only_cell
        place = row.place(row.cells.index(text))
        if not entry.text:
            self.entries[self.last] = replace(entry, text=text, where=place)
            return
        is_cut = row.break_before and not row.at(0) and not entry.text.endswith(SENTENCE_END)
        self.entries[self.last] = replace(entry, text=entry.text + ("" if is_cut else "\n") + text)
        what = f"{quoted(text)}接在{entry.where}的文字后面"
        self.notes.append(Repair(place, what, self.last))


def _follows(heading: tuple[str, int | None], other: tuple[str, int | None] | None) -> bool:
    """Whether another heading is the next one: 四、 after 三、."""
    return other is not None and other == (heading[0], (heading[1] or 0) + 1)


def _is_printed(row: Row, words: Vocabulary) -> bool:
    """Whether a row is a title, a year under it, or a note that is on every form."""
    is_year = len(row.only_cell) <= LONGEST_LABEL and _YEAR_LINE.fullmatch(key(row.only_cell))
    return words.is_title(row) or words.is_printed_note(row) or bool(is_year)
