"""Which forms a chart has, and how much of a list: with many, those that matter most."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perftui.writers.report.forms import ReportedForm

MOST_BARS = 40
"""With more forms than this only the lowest are drawn, beside how all are spread."""

LOWEST = 30
MOST_INDICATORS = 15
MOST_PROBLEMS = 12


@dataclass(frozen=True)
class Ranking:
    """Forms from the lowest up, all or the lowest of them, and what a chart of them is called."""

    heading: str
    forms: tuple[ReportedForm, ...]
    highest: ReportedForm
    count: int


def by_score(forms: Iterable[ReportedForm]) -> Ranking:
    """Rank forms, of which there is one at least, by their total."""
    return _ranking("总分", sorted(forms, key=lambda form: (form.score, *_name(form))))


def by_rate(forms: Iterable[ReportedForm]) -> Ranking:
    """Rank forms, of which there is one at least, by their execution rate."""
    return _ranking(
        "预算执行率", sorted(forms, key=lambda form: (form.rate or Decimal(0), *_name(form)))
    )


def _ranking(what: str, ranked: list[ReportedForm]) -> Ranking:
    if len(ranked) <= MOST_BARS:
        return Ranking(f"各项目{what}", tuple(ranked), ranked[-1], len(ranked))
    lowest = tuple(ranked[:LOWEST])
    return Ranking(f"{what}最低的 {LOWEST} 份", lowest, ranked[-1], len(ranked))


def _name(form: ReportedForm) -> tuple[str, int]:
    return form.name, form.year or 0
