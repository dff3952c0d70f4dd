"""Doubts about what was read: figures of a form that tell of one another and do not agree.

The form itself may be wrong, which the rules say; a misread cell shows in the same way.
"""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.values import UnreadableError, attempt, read_number, read_rate
from perftui.readers.report import Question

_WHOLE_PER_CENT = Decimal("0.51")


def doubts(evaluation: Evaluation, on_total: str, on_money: str) -> Iterator[Question]:
    """Yield what does not agree; the places are those of the 合计 row and of the money."""
    yield from _sums(evaluation, on_total)
    yield from _rate(evaluation, on_money)


def rate_agrees(budget: object, executed: object, printed: str) -> bool | None:
    """Whether a printed rate is that of two amounts; None where that cannot be computed."""
    rate, computed = attempt(read_rate, printed), totals.per_cent(executed, budget)
    if computed is None or not isinstance(rate, Decimal):
        return None
    return abs(computed - rate) <= _WHOLE_PER_CENT


def _sums(evaluation: Evaluation, where: str) -> Iterator[Question]:
    stated = evaluation.stated
    if stated is None:
        return
    weights, scores = totals.total_weight(evaluation), totals.total_score(evaluation)
    rows = evaluation.indicators
    for name, printed, total, typed in (
        ("权重", stated.total_weight, weights, any(row.weight is not None for row in rows)),
        ("自评分", stated.total_score, scores, any(row.score is not None for row in rows)),
    ):
        known = _number(printed) if typed else None
        if known is not None and known != total:
            asked = f"各行{name}加起来是{total}，原表合计印的是{printed}，请核对有没有读错、漏读"
            yield Question(where, asked, field="indicators")


def _rate(evaluation: Evaluation, where: str) -> Iterator[Question]:
    printed = (evaluation.stated and evaluation.stated.execution_rate) or ""
    if rate_agrees(evaluation.budget, evaluation.executed, printed) is not False:
        return
    asked = (
        f"预算数、执行数和印出的执行率「{printed}」对不上，请核对金额和单位（元、万元）有没有读错"
    )
    yield Question(where, asked, field="executed")


def _number(text: str | None) -> Decimal | None:
    try:
        return read_number(text or "")
    except UnreadableError:
        return None
