"""When a topic is offered for a form: the conditions a trigger can have, and the reason given."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from perftui.evaluation import totals
from perftui.evaluation.model import ZERO, Evaluation, Indicator
from perftui.evaluation.scoring import read_quantity, read_target
from perftui.evaluation.values import UnreadableError, print_number, print_rate
from perftui.phrases.bank import Trigger


@dataclass(frozen=True)
class Match:
    """A trigger that holds: how strongly (0 to 1), why in words, and the row it is about."""

    strength: float
    reason: str
    indicator: Indicator | None = None


Outcome = tuple[str, Indicator | None] | None
Condition = Callable[[Evaluation, Any], Outcome]


def match_triggers(
    triggers: Iterable[Trigger], evaluation: Evaluation, found: Collection[str] = ()
) -> tuple[Match, ...]:
    """Return the triggers that hold for a form, strongest first; `found` are broken rules."""
    conditions: dict[str, Condition] = {**_CONDITIONS, "found": partial(_found, found)}
    matches = (_match(trigger, evaluation, conditions) for trigger in triggers)
    return tuple(sorted((m for m in matches if m), key=lambda match: -match.strength))


def _match(
    trigger: Trigger, evaluation: Evaluation, conditions: Mapping[str, Condition]
) -> Match | None:
    wanted = getattr(trigger, trigger.condition)
    outcome = conditions[trigger.condition](evaluation, wanted)
    return Match(float(trigger.weight), *outcome) if outcome else None


def _found(found: Collection[str], _: Evaluation, codes: Iterable[str]) -> Outcome:
    code = next((code for code in codes if code in found), None)
    return (f"检查发现 {code}", None) if code else None


def _lost(evaluation: Evaluation, names: Iterable[str]) -> Outcome:
    rows = [row for row in evaluation.indicators if _named(row, names) and row.lost > 0]
    worst = max(rows, key=lambda row: row.lost, default=None)
    return (f"「{worst.name}」扣{print_number(worst.lost)}分", worst) if worst else None


def _zero(evaluation: Evaluation, names: Iterable[str]) -> Outcome:
    rows = (r for r in evaluation.indicators if _named(r, names) and r.lost > 0 and r.score == 0)
    row = next(rows, None)
    return (f"「{row.name}」得0分", row) if row else None


def _rows(evaluation: Evaluation, names: Iterable[str]) -> Outcome:
    row = next((row for row in evaluation.indicators if _named(row, names)), None)
    return (f"表中有「{row.name}」", row) if row else None


def _words(evaluation: Evaluation, words: Iterable[str]) -> Outcome:
    text = "\n".join(_texts(evaluation))
    word = next((word for word in words if word in text), None)
    return (f"文中提到「{word}」", None) if word else None


def _rate_below(evaluation: Evaluation, bound: Decimal) -> Outcome:
    rate = totals.execution_rate(evaluation)
    if rate is None or rate >= bound:
        return None
    return (f"预算执行率{print_rate(rate)}，低于{print_number(bound)}%", None)


def _rate_above(evaluation: Evaluation, bound: Decimal) -> Outcome:
    rate = totals.execution_rate(evaluation)
    if rate is None or rate <= bound:
        return None
    return (f"预算执行率{print_rate(rate)}，高于{print_number(bound)}%", None)


def _unspent(evaluation: Evaluation, _: bool) -> Outcome:
    left = totals.unspent(evaluation)
    return (f"尚有{left:,.2f}元未支出", None) if left and left > 0 else None


def _growth(evaluation: Evaluation, bound: Decimal) -> Outcome:
    growth = totals.budget_growth(evaluation)
    return (f"预算较上年增长{print_rate(growth)}", None) if growth and growth >= bound else None


def _new_project(evaluation: Evaluation, _: bool) -> Outcome:
    return ("上年没有预算，是新增项目", None) if evaluation.last_year_budget == ZERO else None


def _row_weight(evaluation: Evaluation, bound: Decimal) -> Outcome:
    heavy = (
        r for r in evaluation.indicators if isinstance(r.weight, Decimal) and r.weight >= bound
    )
    row = next(heavy, None)
    return (f"「{row.name}」一项占{row.weight:f}分", row) if row else None


def _retired(evaluation: Evaluation, _: bool) -> Outcome:
    row = next((row for row in evaluation.indicators if row.weight == 0), None)
    return (f"「{row.name}」权重为0", row) if row else None


def _lost_rows(evaluation: Evaluation, bound: int) -> Outcome:
    lost = [row for row in evaluation.indicators if row.lost > 0]
    return (f"有{len(lost)}项指标扣分", lost[0]) if len(lost) >= bound else None


def _over_target(evaluation: Evaluation, bound: Decimal) -> Outcome:
    for row in evaluation.indicators:
        reached = _per_cent_of_target(row)
        if reached is not None and reached >= bound:
            return (f"「{row.name}」完成指标值的{print_rate(reached)}", row)
    return None


def _common(_: Evaluation, __: bool) -> Outcome:
    return ("各单位常写", None)


_CONDITIONS: dict[str, Condition] = {
    "lost": _lost,
    "zero": _zero,
    "rows": _rows,
    "words": _words,
    "rate_below": _rate_below,
    "rate_above": _rate_above,
    "unspent": _unspent,
    "growth_at_least": _growth,
    "new_project": _new_project,
    "row_weight_at_least": _row_weight,
    "retired_rows": _retired,
    "lost_rows_at_least": _lost_rows,
    "over_target_at_least": _over_target,
    "common": _common,
}


def _named(row: Indicator, names: Iterable[str]) -> bool:
    return any(name in row.name for name in names)


def _texts(evaluation: Evaluation) -> tuple[str, ...]:
    remarks = tuple(row.remark for row in evaluation.indicators)
    narratives = (evaluation.achievements, evaluation.problems, evaluation.measures)
    return (evaluation.name, evaluation.goal, *narratives, *remarks)


def _per_cent_of_target(row: Indicator) -> Decimal | None:
    try:
        target = read_target(row.target or "").value
        return read_quantity(row.actual or "") / target * 100 if target > 0 else None
    except UnreadableError:
        return None
