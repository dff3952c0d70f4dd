"""`Overview`, many forms counted and added up: what the page, the workbook and the lines show."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from perftui.evaluation.model import ZERO
from perftui.evaluation.totals import per_cent
from perftui.writers.findings.tally import RuleCount, Tally
from perftui.writers.report.attention import Attention, attention_to
from perftui.writers.report.courses import Course, courses_of
from perftui.writers.report.forms import (
    FormKind,
    ReportedForm,
    ReportedTopic,
    Unread,
    cleaned,
)
from perftui.writers.report.losses import Losses, by_category, by_indicator


@dataclass(frozen=True)
class Money:
    """Budget and executed in all, and the rate over the forms that have both; amounts in 元."""

    budget: Decimal
    executed: Decimal
    rate: Decimal | None
    lacking: int

    @classmethod
    def of(cls, forms: Sequence[ReportedForm]) -> "Money":
        """Add up; `lacking` counts the forms that lack one of the amounts."""
        whole = [form for form in forms if form.budget is not None and form.executed is not None]
        rate = per_cent(_sum(f.executed for f in whole), _sum(f.budget for f in whole))
        return cls(
            _sum(form.budget for form in forms),
            _sum(form.executed for form in forms),
            rate,
            len(forms) - len(whole),
        )


@dataclass(frozen=True)
class Scores:
    """The scores of forms whose rows are all scored; None where there are none."""

    count: int
    average: Decimal | None = None
    median: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @classmethod
    def of(cls, forms: Iterable[ReportedForm]) -> "Scores":
        """Count the scores of some forms."""
        scores = sorted(form.score for form in forms if form.is_scored)
        if not scores:
            return cls(0)
        average = sum(scores, ZERO) / len(scores)
        return cls(len(scores), average, median(scores), scores[0], scores[-1])


@dataclass(frozen=True)
class GradeCount:
    """How many forms of a kind have a grade; `rank` is 0 for the best, None for not yet graded."""

    kind: FormKind
    label: str
    rank: int | None
    count: int


@dataclass(frozen=True)
class YearTotal:
    """The forms of one year added up; None is for forms whose year is not known."""

    year: int | None
    forms: int
    money: Money
    scores: Scores
    errors: int


@dataclass(frozen=True)
class TopicCount:
    """How many forms tell of a kind of problem."""

    topic: ReportedTopic
    forms: int


@dataclass(frozen=True)
class Overview:
    """Many forms in the order in which they are listed, and the files that could not be read."""

    forms: tuple[ReportedForm, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """The files the forms are from, and those that could not be read."""
        return frozenset((*(form.file for form in self.forms), *(one.file for one in self.unread)))

    @cached_property
    def kinds(self) -> tuple[FormKind, ...]:
        """The kinds of form there are, that of most forms first."""
        counts = Counter(form.kind.id for form in self.forms)
        kinds = {form.kind.id: form.kind for form in self.forms}
        return tuple(sorted(kinds.values(), key=lambda kind: (-counts[kind.id], kind.id)))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units, by name."""
        return tuple(sorted({form.unit for form in self.forms} - {""}))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years, the earliest first."""
        return tuple(sorted({form.year for form in self.forms if form.year is not None}))

    @cached_property
    def money(self) -> Money:
        """The money of all forms."""
        return Money.of(self.forms)

    @cached_property
    def scores(self) -> Scores:
        """The scores of all forms."""
        return Scores.of(self.forms)

    @cached_property
    def grades(self) -> tuple[GradeCount, ...]:
        """How many forms have each grade of their kind, best first; then those not yet graded."""
        return tuple(count for kind in self.kinds for count in _grades(kind, self.forms))

    @cached_property
    def tally(self) -> Tally:
        """The findings of all forms, by level and by rule."""
        tally = Tally()
        for form in self.forms:
            tally.add(form)
        return tally

    @cached_property
    def rules(self) -> tuple[RuleCount, ...]:
        """The rules that found fault, with most forms first."""
        return tuple(rule for rule in self.tally.rules if rule.forms)

    @cached_property
    def topics(self) -> tuple[TopicCount, ...]:
        """The kinds of problem that forms tell of, those of most forms first."""
        counts = Counter(topic for form in self.forms for topic in set(form.topics))
        ranked = sorted(counts, key=lambda topic: (-counts[topic], topic))
        return tuple(TopicCount(topic, counts[topic]) for topic in ranked)

    @cached_property
    def losses(self) -> tuple[Losses, ...]:
        """The indicators that lost points, most first."""
        return by_indicator(self.forms)

    @cached_property
    def categories(self) -> tuple[tuple[FormKind, tuple[Losses, ...]], ...]:
        """What the categories of each kind of form lost."""
        return tuple((kind, by_category(self.forms, kind)) for kind in self.kinds)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The projects that have forms of several years, the greatest fall first."""
        return courses_of(self.forms)

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        """The forms to be looked at first."""
        return attention_to(self.forms, self.courses)

    @cached_property
    def year_totals(self) -> tuple[YearTotal, ...]:
        """The forms of each year added up, those without a year last."""
        by_year: dict[int | None, list[ReportedForm]] = defaultdict(list)
        for form in self.forms:
            by_year[form.year].append(form)
        years = sorted(by_year, key=lambda year: (year is None, year or 0))
        return tuple(_year_total(year, by_year[year]) for year in years)

    @cached_property
    def repeated(self) -> tuple[tuple[ReportedForm, ...], ...]:
        """The forms of the same project and year, where there is more than one."""
        same: dict[tuple[int, int | None], list[ReportedForm]] = defaultdict(list)
        for form in self.forms:
            same[form.project, form.year].append(form)
        return tuple(tuple(forms) for forms in same.values() if len(forms) > 1)


def overview_of(
    forms: Iterable[ReportedForm], unread: Iterable[Unread] = (), order: str = "unit"
) -> Overview:
    """Return the overview of some forms in one of `ORDERS`."""
    listed = [cleaned(form) for form in forms]
    listed.sort(key=ORDERS[order])
    return Overview(tuple(listed), tuple(unread))


ORDERS: dict[str, Callable[[ReportedForm], tuple[object, ...]]] = {
    "unit": lambda form: (form.unit, form.name, form.year or 0),
    "score": lambda form: (form.score, form.name, form.year or 0),
    "errors": lambda form: (-form.levels["error"], form.score, form.name),
    "given": lambda form: (),
}
"""How the table of forms can be sorted."""


def _grades(kind: FormKind, forms: Sequence[ReportedForm]) -> list[GradeCount]:
    counts = Counter(form.rank for form in forms if form.kind.id == kind.id)
    graded = [
        GradeCount(kind, band.label, rank, counts[rank]) for rank, band in enumerate(kind.bands)
    ]
    waiting = [GradeCount(kind, "未评完", None, counts[None])] if counts[None] else []
    return graded + waiting


def _year_total(year: int | None, forms: Sequence[ReportedForm]) -> YearTotal:
    errors = sum(form.levels["error"] for form in forms)
    return YearTotal(year, len(forms), Money.of(forms), Scores.of(forms), errors)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)
