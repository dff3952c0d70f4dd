"""Rules about time: promises already past, years that are not the form's, the form's own date."""

from collections.abc import Iterator
from datetime import date

from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.periods import Period
from perftui.evaluation.values import FormDate
from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.reading.promises import Promise, promises
from perftui.rules.reading.texts import place_of
from perftui.rules.reading.years import far_from, reported_for_another, strange_to_goal
from perftui.rules.registry import rule
from perftui.rules.requirements import Requirement

_YEARS = range(1900, 2100)
_MOST_QUOTED = 3


def _year(form: Form) -> int | None:
    return form.year if form.year in _YEARS else None


def _is_dated(form: Form) -> bool:
    is_date = isinstance(form.evaluation.date, FormDate)
    return is_date and form.evaluation.known_year in _YEARS


YEAR = Requirement("评价年度，或者自评时间", lambda form: _year(form) is not None)
YEAR_AND_DATE = Requirement("评价年度和自评时间", _is_dated)


@rule("PT029", level="warning", title="承诺的时限已经过去", needs=YEAR)
def past_promise(form: Form) -> Iterator[Found]:
    """改进措施承诺的时限，应晚于自评时间。

    一句话里有几个时间的看最晚的一个，写明年份和「前」的逐个看，没有写年份的按自评那一年算。
    已经做完的事、「针对2019年……的问题」和「自2020年1月起」不算承诺；没有自评时间的，看评价年度是否结束。
    错：自评时间2020-04-17，改进措施写「在2020年第一季度完成验收」。
    对：自评时间2020-04-17，改进措施写「在2020年6月底前完成验收」。
    """
    moment = _moment(form)
    measures = form.passage("measures")
    made = promises(measures, _year_of_measures(form))
    past = [promise for promise in made if promise.is_past(moment)]
    if past:
        field = f"measures[{past[0].point}]"
        place = field if len({promise.point for promise in past}) == 1 else "measures"
        said = "、".join(_said(promise) for promise in past[:_MOST_QUOTED])
        message = f"{form.name_of(place)}承诺的时限{said}{_already_past(form)}。"
        hint = "请写明是否已经完成，没有完成的改为自评时间以后的时限，并写上年份。"
        evidence = tuple(measures.evidence(*promise.span) for promise in past)
        yield Found(field, message, hint, evidence=evidence)


@rule("PT030", level="hint", title="写的不是本年度", needs=YEAR)
def wrong_year(form: Form) -> Iterator[Found]:
    """总目标和文字部分说的应是评价年度的事，不是从别的年度的表里抄来的。

    总目标写了年份而都不是评价年度的，主要绩效只写上一年或下一年全年情况的，以及文字中离评价年度两年
    以上的年份（主要绩效写到以后年份已完成的事也算），都作提示。成立、立项、购置的年份，「自2015年起」、与往年的比较、书名号里的年份不算。
    错：2019年度的表，主要绩效写「2017年度举办招聘会12场」。
    对：2019年度的表，主要绩效写「2019年度举办招聘会12场，比2017年多3场」。
    """
    year = _year(form) or 0
    hint = f"请核对年份；是从别的年度的表里抄来的，请改成{year}年度的内容。"
    goal = form.passage("goal")
    wrong = strange_to_goal(goal, year)
    if wrong:
        name, years = form.name_of("goal"), _years_in(goal, wrong)
        message = f"{name}写的是{years}，没有说到本表评价的{year}年度。"
        yield Found("goal", message, hint, evidence=_evidence(goal, wrong))
    for field in NARRATIVES:
        passage = form.passage(field)
        wrong = _wrong_years(form, passage, year)
        if wrong:
            path = place_of(passage, [(period.start, period.end) for period in wrong])
            years = _years_in(passage, wrong)
            message = f"{form.name_of(path)}写的是{years}，本表评价的是{year}年度。"
            yield Found(path, message, hint, evidence=_evidence(passage, wrong))


@rule("PT031", level="warning", title="自评时间不合适", needs=YEAR_AND_DATE)
def self_evaluation_date(form: Form) -> Iterator[Found]:
    """自评在评价年度结束之后做，自评时间应在第二年上半年，也不能晚于今天。

    起止月份由表式规定，上海表式为1月至6月。
    错：2019年度的表，自评时间填2019-04-20或2020-09-10。
    对：2019年度的表，自评时间填2020-04-20。
    """
    day, year = form.evaluation.date, form.evaluation.known_year
    if not isinstance(day, FormDate) or year is None:
        return
    bounds, name = form.thresholds, form.name_of("date")
    today = form.beside.today
    if today and date(day.year, day.month, day.day or 1) > today:
        message = f"{name}{day}晚于今天（{today}）。"
        yield Found("date", message, f"请核对{name}。")
    elif day.year != year + 1 or not bounds.first_month <= day.month <= bounds.last_month:
        due = f"{year + 1}年{bounds.first_month}月至{bounds.last_month}月"
        message = f"{name}{day}不在{due}之间，与{year}年度的自评对不上。"
        yield Found("date", message, f"请核对{name}和评价年度。")


def _moment(form: Form) -> date:
    """Return the day by which a promise must not be over: that of the form, else its year's end."""
    day = form.evaluation.date
    if isinstance(day, FormDate):
        return date(day.year, day.month, day.day or 1)
    return date(_year(form) or 1, 12, 31)


def _year_of_measures(form: Form) -> int:
    """Return what 今年 means to someone who writes measures: the year after the one evaluated."""
    day = form.evaluation.date
    return day.year if isinstance(day, FormDate) else (_year(form) or 0) + 1


def _already_past(form: Form) -> str:
    day = form.evaluation.date
    if isinstance(day, FormDate):
        return f"，到{form.name_of('date')}{day}已经过去"
    return f"，到{_year(form)}年度结束已经过去"


def _said(promise: Promise) -> str:
    return f"「{promise.said}」{'' if promise.period.names_year else '（没有写年份）'}"


def _wrong_years(form: Form, passage: Passage, year: int) -> tuple[Period, ...]:
    far = far_from(passage, year)
    if passage.field == "achievements":
        return far + reported_for_another(passage, year)
    if passage.field == "measures" and far:
        # A promise for a year long past is PT029's, and one for a later year may be meant.
        told = [promise.span for promise in promises(passage, _year_of_measures(form))]
        past = [period for period in far if period.last.year < year]
        return tuple(p for p in past if not any(start <= p.start < end for start, end in told))
    return far


def _years_in(passage: Passage, wrong: tuple[Period, ...]) -> str:
    said = dict.fromkeys(passage.text[period.start : period.end] for period in wrong)
    return "、".join(f"「{text}」" for text in list(said)[:_MOST_QUOTED])


def _evidence(passage: Passage, wrong: tuple[Period, ...]) -> tuple[Evidence, ...]:
    return tuple(passage.evidence(period.start, period.end) for period in wrong)
