"""The charts of a report's workbook: native ones, bound to the cells of the sheet of chart data."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Any

from perftui.evaluation.totals import HUNDRED
from perftui.writers.report.courses import Course
from perftui.writers.report.distribution import rate_bins, score_bins
from perftui.writers.report.forms import FormKind, ReportedForm
from perftui.writers.report.overview import Overview
from perftui.writers.report.page.slopes import most_changed
from perftui.writers.report.printing import called
from perftui.writers.report.ranking import (
    MOST_BARS,
    MOST_INDICATORS,
    MOST_PROBLEMS,
    by_rate,
    by_score,
)
from perftui.writers.report.workbook.board import (
    AXIS,
    FONT,
    GRID,
    PLAIN,
    Board,
    cells_of,
    each_in,
    height_for,
    series_of,
    set_lying_axes,
    tone,
)
from perftui.writers.report.workbook.chart_data import ChartData
from perftui.writers.xlsx.numbers import fraction

_LINES = (
    *("#B5443C", "#C98A2B", "#8C6D46", "#7A5C87", "#59616B"),
    *("#7FA3CD", "#4F8A8B", "#5B8C5A", "#35639B", "#24456F", "#A0A7B0", "#D08C85"),
)
_DOT = {"type": "circle", "size": 5}
_USUAL = "#A9251D"
_LEGEND = {"position": "top", "font": FONT}
_LOW_HEIGHT = 260
_WAN = Decimal(10_000)


def write_charts(book: Any, overview: Overview) -> None:
    """Add the sheets with charts, one a subject; their data are on a sheet of its own."""
    data = ChartData()
    for number, kind in enumerate(overview.kinds, 1):
        board = Board(book, "总分图" if number == 1 else f"总分图{number}", data)
        _kind_charts(board, kind, overview)
    _rate_charts(Board(book, "执行率图", data), overview)
    _loss_charts(Board(book, "失分图", data), overview)
    _problem_charts(Board(book, "问题图", data), overview)
    _year_charts(Board(book, "逐年图", data), overview)
    data.write(book)


def _kind_charts(board: Board, kind: FormKind, overview: Overview) -> None:
    scored = [form for form in overview.forms if form.kind.id == kind.id and form.is_scored]
    of_kind = f"：{kind.name}" if len(overview.kinds) > 1 else ""
    if not scored:
        return
    grades = [grade for grade in overview.grades if grade.kind.id == kind.id]
    block = board.data.add(
        f"绩效等级{of_kind}", ("份数",), [(grade.label, (grade.count,)) for grade in grades]
    )
    colours = [tone(grade.rank) for grade in grades]
    graded = board.columns(f"绩效等级{of_kind}", block, colours)
    bins = score_bins(form.score for form in scored)
    block = board.data.add(f"总分分布{of_kind}", ("份数",), [(b.label, (b.count,)) for b in bins])
    colours = [tone(kind.rank(one.low or Decimal(0))) for one in bins]
    spread = board.columns(f"总分分布{of_kind}", block, colours)
    board.place_abreast((graded, spread), _LOW_HEIGHT)
    _score_chart(board, kind, scored, of_kind, with_year=len(overview.years) > 1)


def _score_chart(
    board: Board, kind: FormKind, scored: list[ReportedForm], of_kind: str, *, with_year: bool
) -> None:
    """Add the scores, a series for each grade: its colour and the legend show the bands."""
    ranking = by_score(scored)
    rows = [
        (
            called(form, with_year=with_year),
            [form.score if form.rank == rank else None for rank in range(len(kind.bands))],
        )
        for form in ranking.forms
    ]
    title = ranking.heading + of_kind
    headings = [f"{band.label}（{band.at_least:f}分起）" for band in kind.bands]
    block = board.data.add(title, headings, rows)
    chart = board.chart("bar", title)
    for number in range(len(kind.bands)):
        series = series_of(block, number, tone(number), labels=True)
        chart.add_series({**series, "overlap": 100})
    set_lying_axes(chart, top=100)
    chart.set_legend(_LEGEND)
    board.place(chart, height_for(len(rows)) + 30)


def _rate_charts(board: Board, overview: Overview) -> None:
    rated = [form for form in overview.forms if form.rate is not None]
    if not rated:
        return
    if len(rated) > MOST_BARS:
        bins = rate_bins(form.rate for form in rated if form.rate is not None)
        rows = [(f"{one.label}%", (one.count,)) for one in bins]
        block = board.data.add("预算执行率分布", ("份数",), rows)
        board.place(board.columns("预算执行率分布", block, [PLAIN] * len(bins)), _LOW_HEIGHT)
    _rate_chart(board, rated, with_year=len(overview.years) > 1)


def _rate_chart(board: Board, rated: Sequence[ReportedForm], *, with_year: bool) -> None:
    """Add the rates as standing bars, those below the usual one, a line, in a warning colour."""
    ranking = by_rate(rated)
    usual = ranking.forms[0].kind.low_rate
    low = usual / HUNDRED
    figures = [
        (called(form, with_year=with_year), (fraction(form.rate or Decimal(0)), low))
        for form in ranking.forms
    ]
    headings = ("预算执行率", f"{usual:f}%")
    block = board.data.add(ranking.heading, headings, figures, rates=True)
    chart = board.chart("column", ranking.heading)
    colours = [tone(2 if figure[0] < low else 0) for _, figure in figures]
    chart.add_series({**series_of(block, 0, tone(0)), **each_in(colours)})
    line = board.chart("line", ranking.heading)
    stroke = {"color": _USUAL, "width": 1.5, "dash_type": "dash"}
    line.add_series({**cells_of(block, 1), "line": stroke})
    chart.combine(line)
    chart.set_x_axis({**AXIS, "num_font": {**FONT, "rotation": -60}})
    chart.set_y_axis({**AXIS, "min": 0, "num_format": "0%", "major_gridlines": GRID})
    chart.set_legend(_LEGEND)
    board.place(chart, 460)


def _loss_charts(board: Board, overview: Overview) -> None:
    top = overview.losses[:MOST_INDICATORS]
    if not top:
        return
    rows = [(f"{one.name}（{one.category}）", (one.lost,)) for one in top]
    board.bars("失分最多的指标（分）", board.data.add("失分最多的指标", ("扣分合计",), rows))
    for kind, categories in overview.categories:
        of_kind = f"：{kind.name}" if len(overview.kinds) > 1 else ""
        shares = [(one.name, (fraction(one.share),)) for one in categories]
        if any(one.lost for one in categories):
            title = f"各类指标的失分率{of_kind}"
            board.bars(title, board.data.add(title, ("失分率",), shares, rates=True), rates=True)


def _problem_charts(board: Board, overview: Overview) -> None:
    rules = [
        (f"{one.title} {one.code}", (len(one.forms),)) for one in overview.rules[:MOST_PROBLEMS]
    ]
    topics = [
        (f"{one.topic.name} {one.topic.id}", (one.forms,))
        for one in overview.topics[:MOST_PROBLEMS]
    ]
    for title, rows in (("最常见的填报问题", rules), ("自评讲到的工作问题", topics)):
        if rows:
            board.bars(f"{title}（份）", board.data.add(title, ("自评表",), rows))


def _year_charts(board: Board, overview: Overview) -> None:
    totals = [total for total in overview.year_totals if total.year is not None]
    if len(totals) > 1:
        rows = [
            (f"{total.year}年", (total.money.budget / _WAN, total.money.executed / _WAN))
            for total in totals
        ]
        block = board.data.add("各年度预算和执行（万元）", ("预算数", "执行数"), rows)
        chart = board.chart("column", "各年度预算和执行（万元）")
        for number, colour in enumerate((PLAIN, tone(0))):
            chart.add_series(series_of(block, number, colour))
        chart.set_x_axis(AXIS)
        axis = {**AXIS, "num_format": "#,##0", "min": 0, "major_gridlines": GRID}
        chart.set_y_axis(axis)
        chart.set_legend(_LEGEND)
        board.place(chart, _LOW_HEIGHT)
    _course_chart(board, "总分逐年变化", overview, rates=False)
    _course_chart(board, "预算执行率逐年变化", overview, rates=True)


def _course_chart(board: Board, what: str, overview: Overview, *, rates: bool) -> None:
    """Add a line for each of the projects that changed most."""
    lines = [
        (course, figures)
        for course in overview.courses
        if len(figures := _figures(course, rates=rates)) > 1
    ]
    if not lines:
        return
    chosen = most_changed(lines, lambda line: _gained(tuple(line[1].values())))
    years = sorted({year for _, figures in chosen for year in figures})
    rows = [(f"{year}年", [figures.get(year) for _, figures in chosen]) for year in years]
    title = what if len(chosen) == len(lines) else f"{what}（变化最大的 {len(chosen)} 个项目）"
    block = board.data.add(title, [course.name for course, _ in chosen], rows, rates=rates)
    chart = board.chart("line", title)
    for number, colour in zip(range(len(chosen)), _LINES, strict=False):
        dot = {"fill": {"color": colour}, "border": {"color": colour}}
        look = {"line": {"color": colour, "width": 1.75}, "marker": {**_DOT, **dot}}
        chart.add_series({**cells_of(block, number), **look})
    chart.show_blanks_as("span")
    chart.set_x_axis(AXIS)
    low, high = _bounds(figure for _, figures in chosen for figure in figures.values())
    shown = {"num_format": "0%", "min": low, "max": high} if rates else {"min": low, "max": high}
    chart.set_y_axis({**AXIS, "major_gridlines": GRID, **shown})
    chart.set_legend({"position": "right", "font": FONT})
    board.place(chart, 380)


def _gained(figures: Sequence[Decimal]) -> Decimal:
    return figures[-1] - figures[0]


def _figures(course: Course, *, rates: bool) -> dict[int, Decimal]:
    if rates:
        return {f.year: fraction(f.rate) for f in course.forms if f.year and f.rate is not None}
    return {form.year: form.score for form in course.forms if form.year and form.is_scored}


def _bounds(figures: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Return round bounds of an axis around some figures, scores or rates from 0 to 1."""
    values = list(figures)
    step = Decimal(10) if max(values) > 10 else Decimal("0.1")
    low, high = floor(min(values) / step) * step, ceil(max(values) / step) * step
    return low, max(high, low + step)
