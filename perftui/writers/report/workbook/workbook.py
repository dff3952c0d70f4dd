"""The report as an Excel workbook: key figures, charts, and a list on each subject.

What stands in a form is written as text, never as a formula or a link; charts take their texts and
figures from cells.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_amount
from perftui.writers.findings.listed import LEVELS
from perftui.writers.findings.tally import RuleCount
from perftui.writers.properties import MADE, short
from perftui.writers.report.courses import Course
from perftui.writers.report.forms import ReportedForm
from perftui.writers.report.losses import Losses
from perftui.writers.report.notes import title_of
from perftui.writers.report.overview import Overview
from perftui.writers.report.workbook.charts import write_charts
from perftui.writers.report.workbook.summary import write_summary
from perftui.writers.xlsx.list_sheet import Column, Formula, ListSheet, Value
from perftui.writers.xlsx.numbers import fits, fraction

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_ABOUT = "项目绩效自评汇总"

_PROJECT = (Column("项目名称", 30), Column("预算单位", 20), Column("年度", 7, "centred"))
_RESULT = (
    Column("预算数（元）", 17, "money"),
    Column("执行数（元）", 17, "money"),
    Column("执行率", 10, "rate"),
    Column("总分", 8, "points"),
    Column("等级", 8, "centred"),
)
_LEVEL_COLUMNS = tuple(Column(label, 7, "centred") for label in LEVELS.values())
_FORM_COLUMNS = (
    Column("序号", 6, "centred"),
    *_PROJECT,
    *_RESULT,
    *_LEVEL_COLUMNS,
    Column("文件", 36),
)
_LOSS_COLUMNS = (
    Column("指标", 40),
    Column("一级指标", 14, "centred"),
    Column("自评表", 9, "centred"),
    Column("扣分的", 9, "centred"),
    Column("扣分合计", 10, "points"),
    Column("满分合计", 10, "points"),
    Column("失分率", 14, "share"),
)
_RULE_COLUMNS = (
    Column("规则", 9, "centred"),
    Column("问题", 40),
    Column("涉及自评表", 12, "centred"),
    Column("占比", 14, "share"),
    *_LEVEL_COLUMNS,
)
_TOPIC_COLUMNS = (
    Column("编号", 8, "centred"),
    Column("自评讲到的问题", 40),
    Column("自评表", 10, "centred"),
    Column("占比", 14, "share"),
)
_COURSE_COLUMNS = (
    *_PROJECT,
    *_RESULT,
    Column("总分比上年", 11, "change"),
    Column("执行率比上年", 12, "rate change"),
    Column("预算比上年", 12, "rate change"),
)
_CHANGE_COLUMNS = (
    *_PROJECT[:2],
    Column("指标", 36),
    Column("前一年度", 9, "centred"),
    Column("扣分", 8, "points"),
    Column("后一年度", 9, "centred"),
    Column("扣分", 8, "points"),
    Column("扣分增减", 10, "change"),
    Column("变化", 14, "centred"),
)
_UNREAD_COLUMNS = (Column("文件", 50), Column("原因", 70))
_RATE_AT = [column.heading for column in _FORM_COLUMNS].index("执行率")
_GRADE_AT = [column.heading for column in _FORM_COLUMNS].index("等级")
_LEVELS_AT = _GRADE_AT + 1
_MONEY_AT = _RATE_AT - 2
_TONES = {2: "warning", 3: "error"}


def render_book(overview: Overview) -> bytes:
    """Return the workbook, the same bytes for the same overview."""
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": short(title_of(overview)), "created": MADE})
        write_summary(book, overview)
        _write_lists(book, overview)
        write_charts(book, overview)
    return out.getvalue()


def _write_lists(book: Any, overview: Overview) -> None:
    _write_forms(book, overview)
    count = max(len(overview.forms), 1)
    _write(book, "失分指标", _LOSS_COLUMNS, map(_loss, overview.losses))
    _write(book, "填报问题", _RULE_COLUMNS, (_rule(rule, count) for rule in overview.rules))
    topics = (
        (one.topic.id, one.topic.name, one.forms, Decimal(one.forms) / count)
        for one in overview.topics
    )
    _write(book, "工作问题", _TOPIC_COLUMNS, topics)
    _write(book, "逐年比较", _COURSE_COLUMNS, _course_rows(overview.courses))
    _write(book, "扣分变化", _CHANGE_COLUMNS, _change_rows(overview.courses))
    unread = ((one.file, one.error) for one in overview.unread)
    _write(book, "没有读成", _UNREAD_COLUMNS, unread)


def _write(
    book: Any, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Add a sheet with these rows, none where there are none."""
    sheet: ListSheet | None = None
    for row in rows:
        sheet = sheet or ListSheet(book, name, columns, _ABOUT)
        sheet.add(row)
    if sheet:
        sheet.finish()


def _write_forms(book: Any, overview: Overview) -> None:
    sheet = ListSheet(book, "项目", _FORM_COLUMNS, _ABOUT)
    for number, form in enumerate(overview.forms, 1):
        levels = form.levels
        counts = tuple(levels[level] for level in LEVELS)
        sheet.add((number, *_project(form), *_result(form), *counts, form.file), _tones(form))
    sheet.finish(_total(overview))


def _project(form: ReportedForm) -> tuple[Value, ...]:
    return form.name, form.unit, form.year


def _result(form: ReportedForm) -> tuple[Value, ...]:
    amounts = (_amount(form.budget), _amount(form.executed))
    return *amounts, fraction(form.rate), form.score, form.grade or "未评完"


def _amount(amount: Decimal | None) -> Value:
    """Return an amount as a number, or as a text where a spreadsheet would round it."""
    return amount if amount is None or fits(amount) else print_amount(amount)


def _tones(form: ReportedForm) -> dict[int, str]:
    """Return the styles of what stands out in a form's row, by place."""
    tones = {_LEVELS_AT: "error"} if form.levels["error"] else {}
    if form.rank in _TONES:
        tones[_GRADE_AT] = _TONES[form.rank]
    if form.rate is not None and not form.kind.low_rate <= form.rate <= HUNDRED:
        tones[_RATE_AT] = "low rate"
    return tones


def _total(overview: Overview) -> tuple[Value, ...]:
    """Return the last row: sums of the rows that a filter shows."""
    last = len(overview.forms) + 1
    money = overview.money

    def shown(function: int, place: int, value: Decimal) -> Formula:
        column = xl_col_to_name(place)
        return Formula(f"=SUBTOTAL({function},{column}2:{column}{last})", value)

    budget, executed = xl_col_to_name(_MONEY_AT), xl_col_to_name(_MONEY_AT + 1)
    row = last + 1
    rate: Value = None
    if money.rate is not None and not money.lacking and money.budget:
        rate = Formula(
            f"=IF({budget}{row}=0,0,{executed}{row}/{budget}{row})", money.rate / HUNDRED
        )
    counts = (
        shown(109, place, Decimal(overview.tally.counts[level]))
        for place, level in enumerate(LEVELS, _LEVELS_AT)
    )
    return (
        *("合计", f"{len(overview.forms)} 份", None, None),
        shown(109, _MONEY_AT, money.budget),
        shown(109, _MONEY_AT + 1, money.executed),
        rate,
        *(None, None),
        *counts,
        None,
    )


def _rule(rule: RuleCount, forms: int) -> tuple[Value, ...]:
    counts = (rule.counts[level] for level in LEVELS)
    return (rule.code, rule.title, len(rule.forms), Decimal(len(rule.forms)) / forms, *counts)


def _loss(losses: Losses) -> tuple[Value, ...]:
    return (
        losses.name,
        losses.category,
        losses.forms,
        losses.losing,
        losses.lost,
        losses.weight,
        losses.share / HUNDRED,
    )


def _course_rows(courses: Iterable[Course]) -> Iterator[tuple[Value, ...]]:
    for course in courses:
        first, *_ = course.forms
        yield *_project(first), *_result(first), None, None, None
        for before, form in pairwise(course.forms):
            since = Course((before, form))
            changes = (
                since.score_change,
                fraction(since.rate_change),
                fraction(since.budget_growth),
            )
            yield *_project(form), *_result(form), *changes


def _change_rows(courses: Iterable[Course]) -> Iterator[tuple[Value, ...]]:
    for course in courses:
        for one in course.changes:
            yield (
                *(course.name, course.unit, one.indicator),
                *(one.year_before, one.before, one.year_after, one.after),
                *(one.by, one.what),
            )
