"""`Course`, a project over the years: its forms, and what they lost that they had not before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from perftui.evaluation.model import ZERO
from perftui.evaluation.totals import per_cent
from perftui.writers.report.forms import ReportedForm


@dataclass(frozen=True)
class Change:
    """Points that an indicator lost in one year and in the next; None where it was not a row."""

    indicator: str
    before: Decimal | None
    after: Decimal | None
    year_before: int
    year_after: int

    @property
    def by(self) -> Decimal:
        """How many points more are lost; negative for fewer."""
        return (self.after or ZERO) - (self.before or ZERO)

    @property
    def what(self) -> str:
        """What became of it, in a word."""
        if self.before is None:
            return "新列指标扣分"
        if self.after is None:
            return "不再列为指标"
        if not self.before:
            return "新扣分"
        if not self.after:
            return "不再扣分"
        return "扣得更多" if self.by > 0 else "扣得更少"


@dataclass(frozen=True)
class Course:
    """A project that has forms of several years, one a year, the earliest first."""

    forms: tuple[ReportedForm, ...]

    @property
    def name(self) -> str:
        """Its name in the last year."""
        return self.forms[-1].name

    @property
    def unit(self) -> str:
        """Its unit in the last year."""
        return self.forms[-1].unit

    @property
    def years(self) -> tuple[int, ...]:
        """The years it has forms of."""
        return tuple(form.year for form in self.forms if form.year is not None)

    def of(self, year: int) -> ReportedForm | None:
        """Return its form of a year."""
        return next((form for form in self.forms if form.year == year), None)

    @property
    def score_change(self) -> Decimal | None:
        """The points won since the first year; None where a score of the two is not complete."""
        first, last = self.forms[0], self.forms[-1]
        return last.score - first.score if first.is_scored and last.is_scored else None

    @property
    def rate_change(self) -> Decimal | None:
        """The change of the execution rate since the first year, in percentage points."""
        first, last = self.forms[0].rate, self.forms[-1].rate
        return None if first is None or last is None else last - first

    @property
    def budget_growth(self) -> Decimal | None:
        """The growth of the budget since the first year in per cent."""
        ratio = per_cent(self.forms[-1].budget, self.forms[0].budget)
        return None if ratio is None else ratio - 100

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed in lost points from each year to the next, the last years first.

        Only years whose rows are all scored are compared; within them the greatest change is first.
        """
        scored = [form for form in self.forms if form.is_scored]
        return tuple(change for pair in [*pairwise(scored)][::-1] for change in _changes(*pair))


def courses_of(forms: Iterable[ReportedForm]) -> tuple[Course, ...]:
    """Return the projects that have forms of several years; of two of a year the first counts.

    Those that lost most points come first, those that cannot be compared last.
    """
    by_project: dict[int, dict[int, ReportedForm]] = defaultdict(dict)
    for form in forms:
        if form.year is not None:
            by_project[form.project].setdefault(form.year, form)
    courses = (
        Course(tuple(years[year] for year in sorted(years)))
        for years in by_project.values()
        if len(years) > 1
    )
    return tuple(sorted(courses, key=_order))


def _order(course: Course) -> tuple[bool, Decimal, str]:
    change = course.score_change
    return change is None, change or ZERO, course.name


def _changes(before: ReportedForm, after: ReportedForm) -> list[Change]:
    names = {row.key: row.name for form in (before, after) for row in form.rows}
    was, now = _lost(before), _lost(after)
    changes = (
        Change(name, was.get(key), now.get(key), before.year or 0, after.year or 0)
        for key, name in names.items()
    )
    changed = (change for change in changes if change.by)
    return sorted(changed, key=lambda change: (-abs(change.by), -change.by, change.indicator))


def _lost(form: ReportedForm) -> dict[str, Decimal]:
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for row in form.rows:
        lost[row.key] += row.lost
    return lost
