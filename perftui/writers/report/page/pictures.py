"""Which charts the page of a report has, and what they say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import round_half_up
from perftui.writers.report.distribution import rate_bins, score_bins
from perftui.writers.report.forms import FormKind, ReportedForm
from perftui.writers.report.losses import Losses
from perftui.writers.report.overview import GradeCount, Overview
from perftui.writers.report.page.charts import HALF, Bar, Chart, Mark, bars, columns
from perftui.writers.report.page.slopes import Line, slopes
from perftui.writers.report.printing import in_words, points, rate, year_behind
from perftui.writers.report.ranking import (
    MOST_BARS,
    MOST_INDICATORS,
    MOST_PROBLEMS,
    by_rate,
    by_score,
)

_FEWEST_SPREAD = 6  # fewer values are seen at a glance
_HIGHEST_RATE = Decimal(120)
_TONES = ("best", "good", "fair", "poor")


@dataclass(frozen=True)
class Picture:
    """A chart with its heading and a sentence about it; a half one takes half of the width."""

    heading: str
    markup: Markup
    note: str = ""
    half: bool = False


def results(overview: Overview) -> Iterator[Picture]:
    """Yield the charts of grades, scores and execution rates."""
    for kind in overview.kinds:
        forms = [form for form in overview.forms if form.kind.id == kind.id and form.is_scored]
        of_kind = f" · {kind.name}" if len(overview.kinds) > 1 else ""
        if len(forms) >= _FEWEST_SPREAD:
            yield _grades(kind, overview.grades, of_kind)
            yield _score_spread(kind, forms, of_kind)
        if forms:
            yield _scores(kind, forms, of_kind, with_year=len(overview.years) > 1)
    rated = [form for form in overview.forms if form.rate is not None]
    if len(rated) > MOST_BARS:
        yield _rate_spread(rated)
    if rated:
        yield _rates(rated, with_year=len(overview.years) > 1)


def losses(overview: Overview) -> Iterator[Picture]:
    """Yield the charts of lost points, by indicator and by category."""
    top = overview.losses[:MOST_INDICATORS]
    if not top:
        return
    heading = "失分最多的指标"
    note = "同名指标在各份自评表里合在一起算，按扣分合计排列。"
    if left := len(overview.losses) - len(top):
        note += f"另有 {left} 项指标有扣分，没有画出。"
    chart = Chart("lost", heading, f"{top[0].name}扣分最多，共 {points(top[0].lost)} 分。")
    rows = [_loss(one) for one in top]
    yield Picture(heading, bars(chart, rows, top[0].lost), note)
    for kind, categories in overview.categories:
        if any(one.lost for one in categories):
            yield _categories(kind, categories, len(overview.kinds) > 1)


def problems(overview: Overview) -> Iterator[Picture]:
    """Yield the charts of the rules that found fault most often, and of the problems told of."""
    rules = [(one.title, one.code, len(one.forms)) for one in overview.rules]
    topics = [(one.topic.name, one.topic.id, one.forms) for one in overview.topics]
    if rules:
        note = f"条形是查出这个问题的份数，共 {len(overview.forms)} 份。"
        yield _most_common("rules", "最常见的填报问题", rules, note, len(overview.forms))
    if topics:
        note = "由“主要问题”一栏的文字归类，供参考。"
        yield _most_common("topics", "自评讲到的工作问题", topics, note, len(overview.forms))


def over_years(overview: Overview) -> Iterator[Picture]:
    """Yield the charts of several years: the money of each, and how scores and rates went."""
    if len(overview.years) > 1:
        yield _money(overview)
    courses = overview.courses
    scores = [
        Line(
            course.name,
            tuple((form.year or 0, form.score) for form in course.forms if form.is_scored),
        )
        for course in courses
    ]
    rates = [
        Line(
            course.name,
            tuple(
                (form.year or 0, min(round_half_up(form.rate), 2 * HUNDRED))
                for form in course.forms
                if form.rate is not None
            ),
        )
        for course in courses
    ]
    yield from _lines("score-years", "总分", scores, "")
    yield from _lines("rate-years", "预算执行率", rates, "%")


def _grades(kind: FormKind, grades: Iterable[GradeCount], of_kind: str) -> Picture:
    of = [grade for grade in grades if grade.kind.id == kind.id]
    rows = [Bar(one.label, Decimal(one.count), f"{one.count} 份", _tone(one.rank)) for one in of]
    said = "，".join(f"{one.label} {one.count} 份" for one in of if one.count)
    chart = Chart(f"grades-{kind.id}", f"绩效等级{of_kind}", f"{said}。")
    return Picture(f"绩效等级{of_kind}", columns(chart, rows, wide=HALF), f"{said}。", half=True)


def _score_spread(kind: FormKind, forms: Sequence[ReportedForm], of_kind: str) -> Picture:
    bins = score_bins(form.score for form in forms)
    rows = [
        Bar(one.label, Decimal(one.count), str(one.count), _tone(kind.rank(one.low or Decimal(0))))
        for one in bins
    ]
    edges = [f"{points(one.low)}" for one in bins] + [points(bins[-1].high)]
    fullest = max(bins, key=lambda one: one.count)
    said = f"{fullest.label} 分的最多，有 {fullest.count} 份。"
    chart = Chart(f"spread-{kind.id}", f"总分分布{of_kind}", said)
    return Picture(f"总分分布{of_kind}", columns(chart, rows, edges, HALF), said, half=True)


def _scores(
    kind: FormKind, forms: Sequence[ReportedForm], of_kind: str, *, with_year: bool
) -> Picture:
    ranking = by_score(forms)
    rows = [
        Bar(
            form.name,
            form.score,
            f"{points(form.score)} {form.grade}",
            _tone(form.rank),
            f"{_in_full(form)}：{points(form.score)} 分，{form.grade}",
            year_behind(form, with_year=with_year),
        )
        for form in ranking.forms
    ]
    marks = [
        Mark(band.at_least, f"{band.at_least:f} {band.label}", band.label, tone)
        for band, tone in zip(kind.bands[:-1], _TONES, strict=False)
    ][::-1]
    heading = ranking.heading + of_kind
    lowest, highest = ranking.forms[0], ranking.highest
    said = f"{ranking.count} 份在 {points(lowest.score)} 分到 {points(highest.score)} 分之间。"
    if ranking.count == 1:
        said = f"{points(lowest.score)} 分，{lowest.grade}。"
    chart = Chart(f"scores-{kind.id}", heading, said)
    return Picture(heading, bars(chart, rows, HUNDRED, marks), said)


def _rate_spread(forms: Sequence[ReportedForm]) -> Picture:
    bins = rate_bins(form.rate for form in forms if form.rate is not None)
    low = forms[0].kind.low_rate
    rows = [
        Bar(
            one.label,
            Decimal(one.count),
            str(one.count),
            "best" if one.low is not None and low <= one.low < HUNDRED else "fair",
        )
        for one in bins
    ]
    fullest = max(bins, key=lambda one: one.count)
    said = f"执行率 {fullest.label}% 的最多，有 {fullest.count} 份。"
    chart = Chart("rate-spread", "预算执行率分布", said)
    return Picture("预算执行率分布（%）", columns(chart, rows), said)


def _rates(forms: Sequence[ReportedForm], *, with_year: bool) -> Picture:
    ranking = by_rate(forms)
    rows = [
        Bar(
            form.name,
            form.rate or Decimal(0),
            rate(form.rate),
            _rate_tone(form),
            f"{_in_full(form)}：{rate(form.rate)}",
            year_behind(form, with_year=with_year),
        )
        for form in ranking.forms
    ]
    highest = max(row.value for row in rows)
    top = HUNDRED if highest <= HUNDRED else _HIGHEST_RATE
    low = forms[0].kind.low_rate
    below = sum((form.rate or 0) < form.kind.low_rate for form in forms)
    above = sum((form.rate or 0) > HUNDRED for form in forms)
    said = f"{below} 份低于 {low:f}%" if below else f"没有低于 {low:f}% 的"
    said += f"，{above} 份超过 100%。" if above else "。"
    chart = Chart("rates", ranking.heading, said)
    marks = [Mark(low, f"{low:f}%", f"{low:f}%")]
    if top > HUNDRED:
        marks.append(Mark(HUNDRED, "100%", "100%"))
    return Picture(ranking.heading, bars(chart, rows, top, marks), said)


def _in_full(form: ReportedForm) -> str:
    year = "" if form.year is None else f"{form.year} 年"
    return "，".join(filter(None, (form.name, form.unit, year)))


def _loss(losses: Losses) -> Bar:
    told = f"{losses.forms} 份里 {losses.losing} 份扣分，共扣 {points(losses.lost)} 分"
    shown = f"−{points(losses.lost)} 分 · {losses.losing}/{losses.forms} 份"
    aside = f" · {losses.category}"
    return Bar(losses.name, losses.lost, shown, "plain", f"{losses.name}{aside}：{told}", aside)


def _categories(kind: FormKind, categories: Sequence[Losses], is_one_of_several: bool) -> Picture:
    heading = "各类指标的失分率" + (f" · {kind.name}" if is_one_of_several else "")
    rows = [
        Bar(
            one.name,
            one.share,
            f"{rate(one.share)}，{points(one.lost)} 分",
            told=f"{one.name}：满分合计 {points(one.weight)} 分，扣 {points(one.lost)} 分",
        )
        for one in categories
    ]
    most = max(categories, key=lambda one: one.share)
    said = f"{most.name}失分最多，占应得分的 {rate(most.share)}。"
    chart = Chart(f"categories-{kind.id}", heading, said)
    return Picture(heading, bars(chart, rows, max(row.value for row in rows)), said)


def _most_common(
    key: str, heading: str, found: Sequence[tuple[str, str, int]], note: str, forms: int
) -> Picture:
    rows = [
        Bar(name, Decimal(count), f"{count} 份", "plain", f"{name} {code}：{count} 份", f" {code}")
        for name, code, count in found[:MOST_PROBLEMS]
    ]
    chart = Chart(key, heading, f"最多的是{found[0][0]}，{found[0][2]} 份。")
    markup = bars(chart, rows, Decimal(forms), wide=HALF)
    return Picture(heading, markup, note, half=True)


def _money(overview: Overview) -> Picture:
    rows = []
    for total in overview.year_totals:
        if total.year is not None:
            money = total.money
            rows.append(Bar(f"{total.year} 年预算", money.budget, in_words(money.budget), "plain"))
            shown = f"{in_words(money.executed)} {rate(money.rate)}".strip()
            rows.append(Bar(f"{total.year} 年执行", money.executed, shown, "best"))
    top = max(row.value for row in rows) or Decimal(1)
    chart = Chart("money", "各年度预算和执行", "各年度全部自评表的预算数和执行数合计。")
    return Picture("各年度预算和执行", bars(chart, rows, top), "各年度全部自评表合计。")


def _lines(key: str, what: str, lines: Iterable[Line], sign: str) -> Iterator[Picture]:
    drawn = [line for line in lines if len(line.values) > 1]
    if not drawn:
        return
    down = sum(line.change < 0 for line in drawn)
    up = sum(line.change > 0 for line in drawn)
    heading = f"{what}的逐年变化"
    said = f"{len(drawn)} 个项目有几年可比：{down} 个下降（红线），{up} 个上升（蓝线）。"
    yield Picture(heading, slopes(Chart(key, heading, said), drawn, sign), said)


def _tone(rank: int | None) -> str:
    return "plain" if rank is None else _TONES[min(rank, len(_TONES) - 1)]


def _rate_tone(form: ReportedForm) -> str:
    if form.rate is None or form.rate > HUNDRED:
        return "fair"
    if form.rate < form.kind.very_low_rate:
        return "poor"
    return "fair" if form.rate < form.kind.low_rate else "best"
