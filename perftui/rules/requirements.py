"""What some rules need to judge at all; where it is lacking they say so and stay silent."""

from collections.abc import Callable
from dataclasses import dataclass

from perftui.rules.form import Form


@dataclass(frozen=True)
class Requirement:
    """Something a form must have: `what` says it in Chinese."""

    what: str
    is_met: Callable[[Form], bool]


def _has_targets(form: Form) -> bool:
    return any(row.target and row.actual for row in form.evaluation.indicators)


TARGETS = Requirement("指标表中的年度指标值和实际完成值", _has_targets)
LAST_YEAR = Requirement("本项目上年的自评表", lambda form: form.beside.last_year is not None)
SISTERS = Requirement(
    "同一文件夹中其他项目的自评表", lambda form: form.beside.sisters.are_beside(form.evaluation)
)
FUNDS = Requirement("资金来源各行的金额", lambda form: bool(form.evaluation.funds))
TOPICS = Requirement("读得出的短语库", lambda form: bool(form.bank.topics))
