"""Which forms are to be looked at first, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number, print_rate
from perftui.writers.report.courses import Course
from perftui.writers.report.forms import ReportedForm

_GOOD_BANDS = 2
_LARGE_FALL = Decimal(5)

_Reason = tuple[int, str]
"""How much a reason weighs against others, and the reason."""


@dataclass(frozen=True)
class Attention:
    """A form to be looked at, and the reasons; `weight` is how much they weigh together."""

    form: ReportedForm
    reasons: tuple[str, ...]
    weight: int


def attention_to(forms: Iterable[ReportedForm], courses: Iterable[Course]) -> tuple[Attention, ...]:
    """Return the forms that there is a reason to look at, those with the gravest first."""
    falls = {id(course.forms[-1]): course for course in courses if _fell(course)}
    found = (_attention(form, falls.get(id(form))) for form in forms)
    return tuple(sorted((one for one in found if one.reasons), key=_order))


def _attention(form: ReportedForm, fall: Course | None) -> Attention:
    reasons = tuple(_reasons(form, fall))
    return Attention(form, tuple(why for _, why in reasons), sum(weight for weight, _ in reasons))


def _reasons(form: ReportedForm, fall: Course | None) -> Iterator[_Reason]:
    if not form.is_scored:
        yield 3, "还没有评完"
    if errors := form.levels["error"]:
        yield 2, f"{errors} 处错误"
    if form.rank is not None and form.rank >= _GOOD_BANDS:
        yield form.rank + 1, f"总分 {print_number(form.score)}，{form.grade}"
    yield from _rate_reasons(form)
    if fall and fall.score_change is not None:
        fallen = print_number(-fall.score_change)
        yield 2, f"总分比 {fall.forms[0].year} 年低 {fallen} 分"


def _rate_reasons(form: ReportedForm) -> Iterator[_Reason]:
    if form.rate is None:
        yield 1, "算不出预算执行率"
    elif form.rate < form.kind.very_low_rate:
        yield 2, f"执行率只有 {print_rate(form.rate)}"
    elif form.rate < form.kind.low_rate:
        yield 1, f"执行率 {print_rate(form.rate)}"
    elif form.rate > HUNDRED:
        yield 2, f"执行数超出预算，执行率 {print_rate(form.rate)}"


def _fell(course: Course) -> bool:
    return course.score_change is not None and course.score_change <= -_LARGE_FALL


def _order(one: Attention) -> tuple[int, int, Decimal, str]:
    return -one.weight, -one.form.levels["error"], one.form.score, one.form.name
