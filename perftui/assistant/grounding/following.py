"""The figures that follow from a form: its rates, sums, differences and counts, by their unit."""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import attempt, read_rate

Figure = tuple[str, Decimal]
"""A unit and a value: 元, %, 分 or 项."""


def figures_of(form: Evaluation, profile: Profile) -> Iterator[Figure]:
    """Yield every figure of a form that has no words of its own, or follows from others."""
    for unit, values in (
        ("元", _amounts(form)),
        ("%", _rates(form)),
        ("分", _points(form, profile)),
        ("项", _counts(form)),
    ):
        yield from ((unit, value) for value in values if isinstance(value, Decimal))


def _amounts(form: Evaluation) -> Iterator[object]:
    yield from (form.budget, form.last_year_budget, form.executed, totals.unspent(form))
    if isinstance(form.budget, Decimal) and isinstance(form.last_year_budget, Decimal):
        yield abs(form.budget - form.last_year_budget)
    for fund in form.funds:
        yield from (fund.budget, fund.executed)


def _rates(form: Evaluation) -> Iterator[object]:
    rate, growth = totals.execution_rate(form), totals.budget_growth(form)
    stated = attempt(read_rate, (form.stated and form.stated.execution_rate) or "")
    yield from (rate, stated, growth)
    if growth is not None:
        yield abs(growth)
    if rate is not None:
        yield totals.HUNDRED - rate
    for fund in form.funds:
        yield totals.per_cent(fund.executed, fund.budget)


def _points(form: Evaluation, profile: Profile) -> Iterator[object]:
    weight, score = totals.total_weight(form), totals.total_score(form)
    yield from (weight, score, weight - score)
    for row in form.indicators:
        yield from (row.weight, row.score, row.lost)
    for subtotal in totals.subtotals(form, profile):
        yield from (subtotal.weight, subtotal.score, subtotal.weight - subtotal.score)


def _counts(form: Evaluation) -> Iterator[object]:
    lost = sum(1 for row in form.indicators if row.lost)
    scored = sum(1 for row in form.indicators if row.is_scored)
    yield from map(Decimal, (len(form.indicators), lost, scored - lost))
