"""What a value must be, and what is odd about one: each a Chinese sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from perftui.evaluation import fields, totals
from perftui.evaluation.fields import bare_label, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.specification import AMOUNTS
from perftui.evaluation.values import CENT, FormDate, print_number, print_rate, round_half_up

_LARGEST = Decimal(10) ** 15
_MOST_POINTS = Decimal(100)
_MYRIAD = Decimal(10_000)
# How amounts of one form may be to each other once their units agree.
_LIKELY = {
    "executed": (Decimal("0.2"), Decimal("1.5")),
    "last_year_budget": (Decimal("0.1"), Decimal(10)),
}
_YEARS_BACK = 15


class Severity(StrEnum):
    """What a complaint does: the value is not taken, or it is taken and the oddity told."""

    REFUSED = "refused"
    ODD = "odd"


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a value, in one sentence."""

    severity: Severity
    text: str


@dataclass(frozen=True)
class Filled:
    """A form with a value in it, and what it is judged by."""

    form: Evaluation
    path: str
    profile: Profile
    today: date

    @property
    def value(self) -> object:
        """The value that is judged."""
        return fields.get(self.form, self.path)

    @property
    def name(self) -> str:
        """What the field is called."""
        return fields.name_of(self.form, self.path, self.profile)


def complaints(form: Evaluation, path: str, profile: Profile, today: date) -> tuple[Complaint, ...]:
    """Return what is wrong with the value that a form has at a path."""
    filled, step = Filled(form, path, profile, today), parse_path(path)
    found = (complain(filled) for complain in _CHECKS.get(step.sub or step.field, ()))
    return tuple(complaint for complaints in found for complaint in complaints)


def in_other_unit(form: Evaluation, path: str) -> Decimal | None:
    """Return the factor that brings an amount to the size of the others; None if it is there.

    It is 10000 where 万元 were typed as 元, its inverse the other way round.
    """
    value = fields.get(form, path)
    if not isinstance(value, Decimal) or value <= 0:
        return None
    for other in AMOUNTS:
        beside = fields.get(form, other)
        if other == path or not isinstance(beside, Decimal) or beside <= 0:
            continue
        ratio = _ratio(form, path, other)
        for factor in (_MYRIAD, 1 / _MYRIAD):
            if ratio is not None and _fits(path, other, ratio * factor):
                return factor
    return None


def _ratio(form: Evaluation, path: str, other: str) -> Decimal:
    return Decimal(fields.get(form, path)) / Decimal(fields.get(form, other))


def _fits(path: str, other: str, ratio: Decimal) -> bool:
    if path in _LIKELY and other == "budget":
        least, most = _LIKELY[path]
    elif path == "budget" and other in _LIKELY:
        least, most = _LIKELY[other]
        ratio = 1 / ratio
    else:
        least, most = _LIKELY["last_year_budget"]
    return least <= ratio <= most


def _amount(filled: Filled) -> Iterator[Complaint]:
    value = filled.value
    if not isinstance(value, Decimal):
        return
    if value < 0:
        yield _refused(f"{filled.name}不能是负数")
    elif value >= _LARGEST:
        yield _refused(f"{filled.name}超过15位，请核对")
    elif value != round_half_up(value, CENT):
        yield _refused(f"{filled.name}的金额只到分，最多两位小数")


def _budget_of_nothing(filled: Filled) -> Iterator[Complaint]:
    if filled.value == 0:
        yield _odd(f"{filled.name}是 0，{bare_label(filled.profile, 'execution_rate')}算不出来")


def _overspent(filled: Filled) -> Iterator[Complaint]:
    rate = totals.execution_rate(filled.form)
    if rate is None or rate <= totals.HUNDRED:
        return
    executed, budget = (bare_label(filled.profile, field) for field in ("executed", "budget"))
    yield _odd(
        f"{executed}超过{budget}，执行率{print_rate(rate)}；"
        "有追加或结转的要在文字中说明（PT006），填错了请改"
    )


def _recurring(filled: Filled) -> Iterator[Complaint]:
    if filled.form.recurring is True and filled.form.last_year_budget == 0:
        last = bare_label(filled.profile, "last_year_budget")
        yield _odd(f"经常性项目的{last}一般不是 0；当年新设的，要在文字中写明（PT033）")


def _date(filled: Filled) -> Iterator[Complaint]:
    day, year, bounds = filled.value, filled.form.known_year, filled.profile.thresholds
    if not isinstance(day, FormDate):
        return
    if date(day.year, day.month, day.day or 1) > filled.today:
        yield _odd(f"{filled.name} {day} 还没有到，请核对（PT031）")
    elif year is not None and day.year <= year:
        yield _odd(f"{filled.name} {day} 在{year}年度结束之前，自评在年度结束之后做（PT031）")
    elif year is not None and day.year != year + 1:
        yield _odd(f"{filled.name} {day} 不是{year}年度的次年，请核对年份（PT031）")
    elif year is not None and not bounds.first_month <= day.month <= bounds.last_month:
        due = f"{year + 1}年{bounds.first_month}月至{bounds.last_month}月"
        yield _odd(f"{filled.name} {day} 不在{due}之间，请核对（PT031）")


def _year(filled: Filled) -> Iterator[Complaint]:
    year = filled.value
    if isinstance(year, int) and year >= filled.today.year:
        yield _odd(f"{year}年还没有结束，自评在年度结束之后做")
    elif isinstance(year, int) and year < filled.today.year - _YEARS_BACK:
        yield _odd(f"评价年度是{year}年，请核对")


def _points(filled: Filled) -> Iterator[Complaint]:
    value = filled.value
    if isinstance(value, Decimal) and not 0 <= value <= _MOST_POINTS:
        yield _refused(f"{filled.name}要在 0 到 100 之间（PT004）")


def _score(filled: Filled) -> Iterator[Complaint]:
    weight = fields.get(filled.form, filled.path.removesuffix("score") + "weight")
    value = filled.value
    if isinstance(value, Decimal) and isinstance(weight, Decimal) and value > weight:
        yield _refused(f"{filled.name}不能高于权重{print_number(weight)}（PT004）")


def _odd(text: str) -> Complaint:
    return Complaint(Severity.ODD, text)


def _refused(text: str) -> Complaint:
    return Complaint(Severity.REFUSED, text)


_CHECKS: dict[str, tuple[Callable[[Filled], Iterator[Complaint]], ...]] = {
    "budget": (_amount, _budget_of_nothing, _overspent),
    "last_year_budget": (_amount, _recurring),
    "executed": (_amount, _overspent),
    "recurring": (_recurring,),
    "date": (_date,),
    "year": (_year,),
    "weight": (_points,),
    "score": (_points, _score),
}
