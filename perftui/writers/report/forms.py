"""What a report takes of each form: little enough to keep of a thousand.

Whoever has checked forms makes `ReportedForm`s of them. What they hold is not trusted: texts are
cleaned here, and escaped where they are shown.
"""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from perftui.evaluation.profile import GradeBand
from perftui.evaluation.totals import per_cent
from perftui.writers.cell import on_one_line


class ReportedRow(NamedTuple):
    """An indicator that has weight and score, and the points it lost."""

    category: str
    name: str
    weight: Decimal
    lost: Decimal

    @property
    def key(self) -> str:
        """The name without blanks, by which rows of several forms are told to be the same."""
        return "".join(self.name.split())


class ReportedFinding(NamedTuple):
    """A finding by its rule and level; where and why is for the list of findings to say."""

    code: str
    title: str
    level: str


class ReportedTopic(NamedTuple):
    """A kind of problem that a form tells of: P01 with its name."""

    id: str
    name: str


@dataclass(frozen=True)
class FormKind:
    """A kind of form: its name, categories and grade bands, best first; rates to take note of."""

    id: str
    name: str
    categories: tuple[str, ...]
    bands: tuple[GradeBand, ...]
    low_rate: Decimal
    very_low_rate: Decimal

    def rank(self, score: Decimal) -> int:
        """Return the place of a score's band, 0 for the best."""
        earned = (rank for rank, band in enumerate(self.bands) if score >= band.at_least)
        return next(earned, len(self.bands) - 1)


@dataclass(frozen=True)
class ReportedForm:
    """A form as reports count it; amounts in 元.

    Forms of one project have the same `project`, whatever their year. While rows are not scored
    (`is_scored` is False) `score` is what there is so far, and there is no grade.
    """

    file: str
    name: str
    unit: str
    year: int | None
    kind: FormKind
    project: int
    budget: Decimal | None
    executed: Decimal | None
    score: Decimal
    is_scored: bool
    grade: str
    rows: tuple[ReportedRow, ...] = ()
    findings: tuple[ReportedFinding, ...] = ()
    topics: tuple[ReportedTopic, ...] = ()
    suppressed: tuple[ReportedFinding, ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """Executed / budget in per cent; None where it cannot be computed."""
        return per_cent(self.executed, self.budget)

    @property
    def rank(self) -> int | None:
        """The place of its grade, 0 for the best; None while rows are not scored."""
        return self.kind.rank(self.score) if self.is_scored else None

    @property
    def levels(self) -> Counter[str]:
        """How many findings of each level it has."""
        return Counter(finding.level for finding in self.findings)


@dataclass(frozen=True)
class Unread:
    """A file that could not be read, and the sentence saying why."""

    file: str
    error: str


def cleaned(form: ReportedForm) -> ReportedForm:
    """Return the form with texts fit to be shown, each on one line; one without a name says so."""
    rows = (
        row._replace(category=on_one_line(row.category), name=on_one_line(row.name))
        for row in form.rows
    )
    return replace(
        form,
        file=on_one_line(form.file),
        name=on_one_line(form.name) or "（未命名）",
        unit=on_one_line(form.unit),
        rows=tuple(rows),
    )
