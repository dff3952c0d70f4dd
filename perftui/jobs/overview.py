"""The overview of many forms as plots: bars a row, each with the forms behind it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from perftui.evaluation.model import ZERO
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number
from perftui.jobs.checking import Order
from perftui.jobs.opening import Progress
from perftui.jobs.reporting import report_on, write_report
from perftui.storage.workspace import safe_stem
from perftui.writers.cell import on_one_line
from perftui.writers.findings.listed import LEVELS
from perftui.writers.findings.tally import RuleCount
from perftui.writers.report.courses import Course
from perftui.writers.report.forms import FormKind, ReportedForm
from perftui.writers.report.losses import Losses
from perftui.writers.report.notes import title_of
from perftui.writers.report.overview import Overview
from perftui.writers.report.printing import called, change, in_words, points, rate

WAITING = "未评完"
_PASSED = Decimal(60)
_MOST_NAMED = 3
_WIDEST_RATE = Decimal(150)
_REPORTS = ("html", "xlsx")


@dataclass(frozen=True)
class Mark:
    """A line across the bars of a plot, and what it means to be beyond it, in full and in brief."""

    at: Decimal
    label: str
    brief: str


@dataclass(frozen=True)
class Bar:
    """A row of a plot: what it is of, how long its bar, its figure and what that means in a word.

    `tone` is good, fair or bad, or empty; `is_faint` where the figure is not final. Behind it is
    one form, to be opened, or several, `listed` in a plot of their own.
    """

    label: str
    value: Decimal | None
    shown: str
    word: str = ""
    tone: str = ""
    is_faint: bool = False
    forms: tuple[ReportedForm, ...] = ()
    listed: "Callable[[], Plot] | None" = None


@dataclass(frozen=True)
class Plot:
    """Bars under one another from `bottom` to `top`, with a sentence that says what they show.

    `empty` is what is said where there are none.
    """

    title: str
    headline: str
    top: Decimal
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()
    empty: str = ""
    bottom: Decimal = ZERO


def gather(paths: Iterable[Path], progress: Progress | None = None) -> Overview:
    """Read and check forms and return them counted, as the report does; raises StorageError.

    What `progress` raises stops it.
    """
    return report_on(paths, Order(today=date.today()), "unit", progress)


def paths_by_file(paths: Iterable[Path]) -> dict[str, Path]:
    """Return the paths of forms by the names that the overview has for their files."""
    return {on_one_line(str(path)): path for path in paths}


def write_reports(overview: Overview, folder: Path) -> tuple[Path, ...]:
    """Write the report as page and workbook under a name that is free; raises StorageError."""
    stem, number = safe_stem(title_of(overview)), 1
    name = stem
    while any((folder / f"{name}.{ending}").exists() for ending in _REPORTS):
        number += 1
        name = f"{stem}-{number}"
    files = tuple(folder / f"{name}.{ending}" for ending in _REPORTS)
    for file in files:
        write_report(overview, file)
    return files


def plots_of(overview: Overview) -> tuple[Plot, ...]:
    """Return the plots of an overview: that of the years only where a project has several."""
    plots = (scores(overview), rates(overview), losses(overview), rules(overview))
    return (*plots, years(overview)) if overview.courses else plots


def scores(overview: Overview) -> Plot:
    """Plot the scores, the lowest first; forms whose rows are not all scored come last."""
    forms = sorted(overview.forms, key=lambda form: (not form.is_scored, form.score, form.name))
    bars = (_score_bar(form, overview) for form in forms)
    bottom = _PASSED if all(form.score >= _PASSED for form in forms) else ZERO
    since = f"；条形从{print_number(bottom)}分画起" if bottom else ""
    words = f"{_score_words(overview)}{since}" if forms else _score_words(overview)
    bands = tuple(band for band in _bands(overview.kinds) if band.at > bottom)
    return Plot("得分与等级", words, HUNDRED, tuple(bars), bands, bottom=bottom)


def rates(overview: Overview) -> Plot:
    """Plot the execution rates, the lowest first; those that cannot be computed come last."""
    forms = sorted(overview.forms, key=lambda form: (form.rate is None, form.rate or ZERO))
    highest = max((form.rate for form in forms if form.rate is not None), default=HUNDRED)
    top = max(Decimal(110), min(highest, _WIDEST_RATE))
    low = overview.kinds[0].low_rate if overview.kinds else Decimal(90)
    marks = tuple(Mark(at, f"{print_number(at)}%", print_number(at)) for at in (low, HUNDRED))
    bars = tuple(_rate_bar(form, overview) for form in forms)
    return Plot("预算执行率", _rate_words(overview), top, bars, marks)


def losses(overview: Overview) -> Plot:
    """Plot the indicators that lost points, most first."""
    bars = tuple(_loss_bar(one, overview) for one in overview.losses)
    empty = "没有指标失分。"
    if not overview.scores.count:
        empty = "还没有评分的指标。打开一份表，在指标一页打分。"
    return Plot("失分", _loss_words(overview), _longest(bars), bars, empty=empty)


def rules(overview: Overview) -> Plot:
    """Plot the rules that found something, by how many forms."""
    bars = tuple(_rule_bar(rule, overview) for rule in overview.rules)
    empty = "检查没有发现问题。"
    return Plot("常见问题", _rule_words(overview), _longest(bars), bars, empty=empty)


def years(overview: Overview) -> Plot:
    """Plot the scores of each project over the years, those that fell most first."""
    bars = tuple(bar for course in overview.courses for bar in _course_bars(course))
    title = "年度对比"
    return Plot(title, _year_words(overview.courses), HUNDRED, bars, _bands(overview.kinds))


def about(form: ReportedForm) -> tuple[str, ...]:
    """Return lines on a form: its unit and money, where it lost points, what the rules found."""
    money = [f"预算{in_words(form.budget)}"] if form.budget is not None else ["缺预算数"]
    money += [f"执行{in_words(form.executed)}"] if form.executed is not None else ["缺执行数"]
    money += [f"执行率{rate(form.rate)}"] if form.rate is not None else []
    lost = sorted((row for row in form.rows if row.lost), key=lambda row: -row.lost)
    named = "，".join(f"{row.name}{points(row.lost)}" for row in lost[:_MOST_NAMED])
    more = f"等{len(lost)}处" if len(lost) > _MOST_NAMED else ""
    total = points(sum((row.lost for row in lost), ZERO))
    counts = "，".join(f"{LEVELS[k]}{n}处" for k, n in form.levels.items() if n)
    return (
        "，".join(filter(None, (form.unit, *money))),
        f"失分{total}：{named}{more}" if lost else "没有失分",
        f"检查：{counts or '没有问题'}",
    )


# The scores.


def _score_bar(form: ReportedForm, overview: Overview) -> Bar:
    return _bar_of(form, _called(form, overview))


def _bar_of(form: ReportedForm, label: str, more: str = "") -> Bar:
    word = f"{form.grade if form.is_scored else WAITING}{more}"
    score = points(form.score)
    return Bar(label, form.score, score, word, _tone(form), not form.is_scored, (form,))


def _tone(form: ReportedForm) -> str:
    """Return how good a grade is: the best, the worst, or between."""
    if form.rank is None:
        return ""
    if form.rank == 0:
        return "good"
    return "bad" if form.rank >= len(form.kind.bands) - 2 else "fair"


def _score_words(overview: Overview) -> str:
    counted = overview.scores
    waiting = len(overview.forms) - counted.count
    said = [f"共{len(overview.forms)}份"]
    if counted.count:
        spread = f"（最低{points(counted.lowest)}，最高{points(counted.highest)}）"
        said.append(f"平均{points(counted.average)}分{spread if counted.count > 1 else ''}")
    grades: Counter[str] = Counter()
    for one in overview.grades:
        grades[one.label] += one.count if one.rank is not None else 0
    said += [f"{label}{count}份" for label, count in grades.items() if count]
    if waiting:
        said.append(f"{WAITING}{waiting}份{'，不计入平均' if counted.count else ''}")
    if overview.unread:
        said.append(f"另有{len(overview.unread)}份读不出来")
    return "，".join(said)


def _bands(kinds: Sequence[FormKind]) -> tuple[Mark, ...]:
    """Mark where the grades begin, of the kind that most forms are of."""
    bands = kinds[0].bands if kinds else ()
    return tuple(
        Mark(band.at_least, f"{print_number(band.at_least)} {band.label}", str(band.at_least))
        for band in reversed(bands)
        if band.at_least > 0
    )


# The rates.


def _rate_bar(form: ReportedForm, overview: Overview) -> Bar:
    name = _called(form, overview)
    if form.rate is None:
        lacking = "缺预算数" if not form.budget else "缺执行数"
        return Bar(name, None, "算不出", lacking, forms=(form,))
    word, tone = "", "good"
    if form.rate < form.kind.low_rate:
        word = f"低于{print_number(form.kind.low_rate)}%"
        tone = "bad" if form.rate < form.kind.very_low_rate else "fair"
    elif form.rate > HUNDRED:
        word, tone = "超出预算", "bad"
    return Bar(name, form.rate, rate(form.rate), word, tone, forms=(form,))


def _rate_words(overview: Overview) -> str:
    money = overview.money
    said = [f"预算{in_words(money.budget)}", f"执行{in_words(money.executed)}"]
    said.append(f"总执行率{rate(money.rate) or '算不出'}")
    low = sum(form.rate is not None and form.rate < form.kind.low_rate for form in overview.forms)
    over = sum(form.rate is not None and form.rate > HUNDRED for form in overview.forms)
    said += [f"偏低{low}份"] if low else []
    said += [f"超出预算{over}份"] if over else []
    said += [f"缺数{money.lacking}份，不计入总执行率"] if money.lacking else []
    return "，".join(said)


# Points lost.


def _loss_bar(one: Losses, overview: Overview) -> Bar:
    key = "".join(one.name.split())
    forms = tuple(form for form in overview.forms if _lost(form, key))

    def listed() -> Plot:
        bars = sorted(
            (_lost_bar(form, key, overview) for form in forms),
            key=lambda bar: (-(bar.value or ZERO), bar.label),
        )
        total = f"{len(forms)}份共扣{points(one.lost)}分"
        words = f"{one.category}，{total}，是这一指标的{points(one.share)}%"
        return Plot(f"失分：{one.name}", words, _longest(bars), tuple(bars))

    word = f"{one.losing}份"
    return Bar(one.name, one.lost, f"扣{points(one.lost)}分", word, "fair", False, forms, listed)


def _lost_bar(form: ReportedForm, key: str, overview: Overview) -> Bar:
    lost = _lost(form, key)
    return Bar(_called(form, overview), lost, f"扣{points(lost)}分", "", "fair", forms=(form,))


def _lost(form: ReportedForm, key: str) -> Decimal:
    return sum((row.lost for row in form.rows if row.key == key), ZERO)


def _loss_words(overview: Overview) -> str:
    total = sum((one.lost for one in overview.losses), ZERO)
    if not total:
        return "没有指标失分" if overview.scores.count else ""
    said = [f"{len(overview.losses)}个指标共扣{points(total)}分"]
    if len(overview.kinds) == 1:
        ((_, categories),) = overview.categories
        said += [f"{one.name}扣{points(one.lost)}" for one in categories if one.lost]
    most = overview.losses[0]
    return f"{'，'.join(said)}；最多的是「{most.name}」，{most.losing}份扣{points(most.lost)}分"


# What the rules found.


def _rule_bar(rule: RuleCount, overview: Overview) -> Bar:
    forms = tuple(overview.forms[number - 1] for number in rule.forms)
    level = next((level for level in LEVELS if rule.counts[level]), "hint")

    def listed() -> Plot:
        counts = ((form, sum(f.code == rule.code for f in form.findings)) for form in forms)
        bars = tuple(
            Bar(_called(form, overview), Decimal(n), f"{n}处", "", _GRAVE[level], forms=(form,))
            for form, n in sorted(counts, key=lambda one: (-one[1], one[0].name))
        )
        words = f"{rule.code}，{len(forms)}份有这个问题"
        return Plot(f"问题：{rule.title}", words, _longest(bars), bars)

    count = Decimal(len(forms))
    shown = f"{len(forms)}份"
    return Bar(
        f"{rule.code} {rule.title}",
        count,
        shown,
        LEVELS[level],
        _GRAVE[level],
        False,
        forms,
        listed,
    )


_GRAVE = {"error": "bad", "warning": "fair", "hint": ""}


def _rule_words(overview: Overview) -> str:
    tally = overview.tally
    counts = "，".join(f"{label}{tally.counts[level]}处" for level, label in LEVELS.items())
    return f"{counts}；有错误的{tally.flawed}份，共{tally.forms}份"


# The years.


def _course_bars(course: Course) -> Iterator[Bar]:
    before: ReportedForm | None = None
    for form in course.forms:
        since = ""
        if before and before.is_scored and form.is_scored:
            since = f" {_difference(form.score - before.score)}"
        yield _bar_of(form, f"{form.year} {course.name}", since)
        before = form


def _year_words(courses: Sequence[Course]) -> str:
    changes = [one.score_change for one in courses if one.score_change is not None]
    rose, fell = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    same = len(changes) - rose - fell
    said = [f"{len(courses)}个项目有几个年度的表"]
    said += [f"{what}{n}个" for what, n in (("上升", rose), ("下降", fell), ("持平", same)) if n]
    waiting = len(courses) - len(changes)
    said += [f"{waiting}个有年度没评完，还比不出"] if waiting else []
    return "，".join(said)


def _difference(by: Decimal) -> str:
    return change(by).replace("−", "-") or "0"


def _called(form: ReportedForm, overview: Overview) -> str:
    return called(form, with_year=len(overview.years) > 1)


def _longest(bars: Iterable[Bar]) -> Decimal:
    longest = max((bar.value or ZERO for bar in bars), default=ZERO)
    return longest or Decimal(1)
