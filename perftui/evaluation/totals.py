"""What a form computes from itself: totals, subtotals, execution rate, growth and grade."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation.model import ZERO, Evaluation, Indicator, points
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import Unread

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Subtotal:
    """Points of one category: `due` by the profile, and the sums of its rows."""

    category: str
    due: Decimal
    weight: Decimal
    score: Decimal


def total_weight(evaluation: Evaluation) -> Decimal:
    """Sum the weights that are numbers."""
    return _sum(row.weight for row in evaluation.indicators)


def total_score(evaluation: Evaluation) -> Decimal:
    """Sum the scores that are numbers."""
    return _sum(row.score for row in evaluation.indicators)


def subtotals(evaluation: Evaluation, profile: Profile) -> tuple[Subtotal, ...]:
    """Return one subtotal a category of the profile, in its order."""
    return tuple(
        _subtotal(category.name, category.points, rows_of(evaluation, category.name))
        for category in profile.categories
    )


def rows_of(evaluation: Evaluation, category: str) -> tuple[Indicator, ...]:
    """Return the indicators of a category in the order of the form."""
    return tuple(row for row in evaluation.indicators if row.category == category)


def execution_rate(evaluation: Evaluation) -> Decimal | None:
    """Return executed / budget in per cent, unrounded; None where it cannot be computed."""
    return per_cent(evaluation.executed, evaluation.budget)


def budget_growth(evaluation: Evaluation) -> Decimal | None:
    """Return the growth over last year's budget in per cent; None without a last year."""
    ratio = per_cent(evaluation.budget, evaluation.last_year_budget)
    return None if ratio is None else ratio - HUNDRED


def unspent(evaluation: Evaluation) -> Decimal | None:
    """Return budget less executed in 元; None where either is not a number."""
    if isinstance(evaluation.budget, Decimal) and isinstance(evaluation.executed, Decimal):
        return evaluation.budget - evaluation.executed
    return None


def grade(evaluation: Evaluation, profile: Profile) -> str | None:
    """Return the label of the band the total falls in; None while rows are not scored."""
    if not evaluation.indicators or not all(row.is_scored for row in evaluation.indicators):
        return None
    return profile.grade_of(total_score(evaluation))


def _subtotal(name: str, due: Decimal, rows: tuple[Indicator, ...]) -> Subtotal:
    return Subtotal(name, due, _sum(r.weight for r in rows), _sum(r.score for r in rows))


def _sum(values: Iterable[Decimal | Unread | None]) -> Decimal:
    return sum(map(points, values), ZERO)


def per_cent(part: object, whole: object) -> Decimal | None:
    """Return part / whole in per cent, unrounded; None where it cannot be computed."""
    if isinstance(part, Decimal) and isinstance(whole, Decimal) and whole > 0:
        return part / whole * HUNDRED
    return None
