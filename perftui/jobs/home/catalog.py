"""The forms of a shelf as a list shows them: read first, spelled and examined later.

A form is read again only when its file has changed; what rules found of it is kept as long.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.evaluation.progress import next_step, steps
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import print_number
from perftui.jobs.guidance import to_do
from perftui.rules.finding import Finding, Level
from perftui.storage.workspace import Entry, read_entry

if TYPE_CHECKING:
    from perftui.jobs.rulebook import RuleBook

Stamp = tuple[int, int]
"""When a file was last written, in nanoseconds, and its size."""


@dataclass(frozen=True)
class Line:
    """A form of the list. `findings` is None until the rules have run, `pinyin` until spelled."""

    entry: Entry
    stamp: Stamp
    score: Decimal | None = None
    grade: str = ""
    rate: Decimal | None = None
    done: int = 0
    parts: int = 0
    wants: str = ""
    findings: tuple[Finding, ...] | None = None
    pinyin: str | None = None

    @property
    def path(self) -> Path:
        """The file of the form."""
        return self.entry.path

    @property
    def evaluation(self) -> Evaluation | None:
        """The form, None where it cannot be read."""
        return self.entry.evaluation

    @property
    def name(self) -> str:
        """The name of the project on one line; of what cannot be read, that of the file."""
        form = self.entry.evaluation
        name = self.path.name if form is None else form.name
        return " ".join(safe_text(name).split()) or "（未命名）"

    @property
    def year(self) -> str:
        """The year as it is written in the form."""
        form = self.entry.evaluation
        return "" if form is None or form.year is None else " ".join(str(form.year).split())

    @property
    def modified(self) -> datetime:
        """When its file was last written."""
        return datetime.fromtimestamp(self.stamp[0] // 10**9)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, and no error is known."""
        return bool(self.parts) and not self.wants and not self.count(Level.ERROR)

    def count(self, level: Level) -> int:
        """Return how many findings of a level there are."""
        return sum(finding.level is level for finding in self.findings or ())

    @cached_property
    def searched(self) -> str:
        """What a filter looks into, in small letters."""
        form = self.entry.evaluation
        parts = (
            *(self.year, self.name, self.grade, self.wants and f"待填{self.wants}"),
            *((form.unit, form.department) if form else (self.entry.error,)),
            "" if self.score is None else print_number(self.score),
            *(level.label for level in Level if self.count(level)),
            self.path.name,
        )
        return "\n".join(parts).casefold()

    @property
    def next_place(self) -> str:
        """The path of the field where there is something to do; "" if there is nothing."""
        form = self.entry.evaluation
        if form is None:
            return ""
        profile = load_profile(form.profile)
        things = to_do(form, profile, self.findings or (), exported=True)
        return things[0].path if things else ""


class Catalog:
    """Reads forms, and remembers what it read of files that have not changed."""

    def __init__(self) -> None:
        self._lines: dict[Path, Line] = {}
        self._book: RuleBook | None = None

    def read(self, paths: Iterable[Path]) -> list[Line]:
        """Return the lines of some forms; one that has gone meanwhile is left out."""
        return [line for path in paths if (line := self._line(path)) is not None]

    def use(self, book: "RuleBook") -> None:
        """Examine by these rules from now on; what others found is forgotten."""
        if book != self._book:
            self._book = book
            lines = tuple(self._lines.items())  # another thread may be adding some
            self._lines = {path: replace(line, findings=None) for path, line in lines}

    def current(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines with what is known of them by now."""
        return [self._lines.get(line.path, line) for line in lines]

    def examine(self, line: Line, today: date) -> Line:
        """Return a form's line with what the rules say of it, which takes a moment."""
        form = line.evaluation
        if form is not None and self._book is not None and line.findings is None:
            from perftui.rules.surroundings import Surroundings

            report = self._book.examine(form, Surroundings(today=today))
            line = self._keep(replace(self._known(line), findings=tuple(report.findings)))
        return line

    def spell(self, line: Line) -> Line:
        """Return a form's line with its name in pinyin."""
        if line.pinyin is None:
            from perftui.phrases.pinyin import pinyin_of  # a table of all characters

            line = self._keep(replace(self._known(line), pinyin=pinyin_of(line.name)))
        return line

    def _line(self, path: Path) -> Line | None:
        try:
            status = path.stat()
        except OSError:
            self._lines.pop(path, None)
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._lines.get(path)
        if known is None or known.stamp != stamp:
            known = self._keep(_read(path, stamp))
        return known

    def _known(self, line: Line) -> Line:
        """Return the line as it is kept, which may know more by now."""
        kept = self._lines.get(line.path)
        return kept if kept is not None and kept.stamp == line.stamp else line

    def _keep(self, line: Line) -> Line:
        self._lines[line.path] = line
        return line


def _read(path: Path, stamp: Stamp) -> Line:
    entry = read_entry(path)
    form = entry.evaluation
    if form is None:
        return Line(entry, stamp)
    parts, step = steps(form), next_step(form)
    is_begun = any(row.is_scored for row in form.indicators)
    return Line(
        entry,
        stamp,
        score=totals.total_score(form) if is_begun else None,
        grade=totals.grade(form, load_profile(form.profile)) or "",
        rate=totals.execution_rate(form),
        done=sum(part.done for part in parts),
        parts=len(parts),
        wants=step.name if step else "",
    )
