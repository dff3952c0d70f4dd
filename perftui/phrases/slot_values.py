"""What the form knows: the values of the slots that no one needs to be asked for."""

from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import print_amount, print_number, print_rate
from perftui.phrases.names import row_name


def slot_values(
    evaluation: Evaluation, profile: Profile, indicator: Indicator | None = None
) -> dict[str, str]:
    """Return the known slots by name; `indicator` is the row a suggestion is about."""
    known = _of_form(evaluation, profile) | (_of_row(indicator) if indicator else {})
    return {name: value for name, value in known.items() if value}


def _of_form(evaluation: Evaluation, profile: Profile) -> dict[str, str]:
    return {
        "年度": str(evaluation.known_year or ""),
        "项目": evaluation.name,
        "预算单位": evaluation.unit,
        "科室": evaluation.department,
        "预算数": _amount(evaluation.budget),
        "执行数": _amount(evaluation.executed),
        "执行率": _rate(totals.execution_rate(evaluation)),
        "结余": _amount(totals.unspent(evaluation)),
        "上年预算数": _amount(evaluation.last_year_budget),
        "增幅": _rate(totals.budget_growth(evaluation)),
        "总分": print_number(totals.total_score(evaluation)),
        "等级": totals.grade(evaluation, profile) or "",
    }


def _of_row(row: Indicator) -> dict[str, str]:
    return {
        "指标": row_name(row),
        "扣分": print_number(row.lost) if row.lost else "",
        "分类": row.category,
        "目标值": row.target or "",
        "实际值": row.actual or "",
    }


def _amount(value: object) -> str:
    return print_amount(value) if isinstance(value, Decimal) and value >= 0 else ""


def _rate(value: Decimal | None) -> str:
    return "" if value is None else print_rate(value)
