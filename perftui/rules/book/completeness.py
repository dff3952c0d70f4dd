"""Rules about what is missing or cannot be read."""

from collections.abc import Iterator

from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.values import Unread, attempt, read_number, read_rate
from perftui.rules.finding import Fix, Found, Level
from perftui.rules.form import Form
from perftui.rules.registry import rule

_HEADER_VALUES = ("year", "recurring", "budget", "last_year_budget", "executed", "date")
_ROW_TEXTS = ("category", "name")
_ROW_NUMBERS = ("weight", "score")
_KEPT = "内容已按原样保留，请改成能读懂的写法。"


@rule("PT008", level="error", title="必填项没有填")
def required_fields(form: Form) -> Iterator[Found]:
    """表式要求的各项都要填写，指标表每行都要有一级指标、名称、权重和自评分。

    总分低于100时，主要问题和改进措施也必须填写；印了总分的上海表式还要印绩效等级。指标表中空着的同一栏
    合为一条。
    处室（科室）没有填只作提醒。
    错：总分99分，改进措施空着。
    对：总分99分，改进措施针对扣分写明做法。
    """
    yield from (_blank(form, field) for field in _due_fields(form) if _is_blank(form, field))
    if "department" in form.profile.labels and _is_blank(form, "department"):
        yield _blank(form, "department", Level.WARNING)
    if _lacks_grade(form):
        earned = totals.grade(form.evaluation, form.profile)
        fix = Fix("stated.grade", earned, f"填「{earned}」", certain=True) if earned else None
        yield _blank(form, "grade", fix=fix)
    if not form.evaluation.indicators:
        yield Found("indicators", "指标表还没有一行指标。", "请填写各项指标及其权重和自评分。")
    yield from _blank_cells(form)


@rule("PT009", level="error", title="数字、日期或是否读不懂")
def unreadable(form: Form) -> Iterator[Found]:
    """金额、比率、分数、日期和是否，都要能确切读出一个值。

    读不懂或有两种读法的内容按原样保留，不猜测，也不参加计算。原表所印的执行率、等级和合计也一样。
    错：当年预算数填「约120万」；自评时间填「20-4-20」。
    对：当年预算数填「124.55万」或「1,245,505.00」；自评时间填「2020-04-20」。
    """
    for field in _HEADER_VALUES:
        yield from _unread(form, field, getattr(form.evaluation, field))
    yield from _unread_stated(form)
    for place, row in form.rows:
        for field in (*_ROW_NUMBERS, "direction"):
            yield from _unread(form, cell(place, field), getattr(row, field))
    for place, fund in enumerate(form.evaluation.funds):
        for field in ("budget", "executed"):
            yield from _unread(form, f"funds[{place}].{field}", getattr(fund, field))


def _due_fields(form: Form) -> list[str]:
    required = [field for field in form.profile.required if field not in ("department", "grade")]
    lost_points = form.is_scored and totals.total_score(form.evaluation) < totals.HUNDRED
    answers = ("problems", "measures") if lost_points else ()
    return [*required, *(field for field in answers if field not in required)]


def _is_blank(form: Form, field: str) -> bool:
    value = getattr(form.evaluation, field, None)
    return value is None or (isinstance(value, str) and not value.strip())


def _lacks_grade(form: Form) -> bool:
    """Whether a document printed its totals but no grade; a form born here computes it."""
    is_printed = bool((form.stated.total_score or "").strip())
    return "grade" in form.profile.required and is_printed and not (form.stated.grade or "").strip()


def _blank(form: Form, field: str, level: Level | None = None, fix: Fix | None = None) -> Found:
    name = form.name_of(field)
    if field in ("problems", "measures") and field not in form.profile.required:
        return Found(field, f"总分低于100，{name}不能空着。", f"请针对扣分的指标填写{name}。")
    return Found(field, f"{name}没有填。", f"请填写{name}。", fix, level)


def _blank_cells(form: Form) -> Iterator[Found]:
    for field in (*_ROW_TEXTS, *_ROW_NUMBERS):
        values = [getattr(row, field) for row in form.evaluation.indicators]
        places = [n for n, value in enumerate(values) if value is None or not str(value).strip()]
        if places:
            label = form.column(field)
            message = f"还有{len(places)}行没有{label}。"
            yield Found(cell(places[0], field), message, f"请把各行的{label}填全。")


def _unread(form: Form, path: str, value: object) -> Iterator[Found]:
    if isinstance(value, Unread):
        yield Found(path, f"{form.name_of(path)}：{value.reason}。", _KEPT)


def _unread_stated(form: Form) -> Iterator[Found]:
    stated = form.stated
    yield from _unread(form, "execution_rate", attempt(read_rate, stated.execution_rate or ""))
    grade = (stated.grade or "").strip()
    if grade and form.profile.grade_named(grade) is None:
        labels = "、".join(band.label for band in form.profile.grades)
        reason = f"原表所印「{grade}」不是{labels}之一"
        yield from _unread(form, "grade", Unread(grade, reason))
    for text in (stated.total_weight, stated.total_score):
        total = attempt(read_number, text or "")
        if isinstance(total, Unread):
            message = f"原表所印{form.profile.total_label}：{total.reason}。"
            yield Found("indicators", message, _KEPT)
