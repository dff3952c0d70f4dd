"""The report as lines of plain text: a table of the forms, totals, the most common problems."""

from collections.abc import Iterator, Sequence

from perftui.writers.cells import align_right, cell_width, pad
from perftui.writers.findings.listed import LEVELS
from perftui.writers.report.forms import ReportedForm
from perftui.writers.report.notes import notes_on
from perftui.writers.report.overview import Overview
from perftui.writers.report.printing import amount, called, in_words, points, rate

_HEADINGS = ("项目名称", "预算单位", "年度", "预算数（元）", "执行率", "总分", "等级")
_RIGHT = frozenset(("年度", "预算数（元）", "执行率", "总分", *LEVELS.values()))
_GAP = "  "
_MOST = 5
_NAME_AT, _UNIT_AT = 0, 1
_LEAST_NAME, _LEAST_UNIT = 16, 10
_LABEL = 10


def report_lines(overview: Overview, width: int | None = None) -> Iterator[str]:
    """Yield the lines.

    To make the table no wider than so many cells units and names are cut, then units left out.
    """
    if overview.forms:
        yield from _table(overview, width)
        yield ""
    yield from _totals(overview)
    for note in notes_on(overview):
        yield f"注意：{note}"
    yield from _most_common(overview)


def _table(overview: Overview, width: int | None) -> Iterator[str]:
    headings = (*_HEADINGS, *LEVELS.values())
    rows = [headings, *(_row(form) for form in overview.forms), _sum(overview)]
    columns = [*zip(*rows, strict=True)]
    widths = [max(map(cell_width, column)) for column in columns]
    for place, least in ((_UNIT_AT, _LEAST_UNIT), (_NAME_AT, _LEAST_NAME)):
        over = 0 if width is None else _total(widths) - width
        widths[place] = max(widths[place] - max(over, 0), min(least, widths[place]))
    if width is not None and _total(widths) > width:
        del columns[_UNIT_AT], widths[_UNIT_AT]
    rule = "─" * _total(widths)
    for number, row in enumerate(zip(*columns, strict=True)):
        if number in (1, len(rows) - 1):
            yield rule
        cells = (
            _placed(text, cells, column[0] in _RIGHT)
            for text, cells, column in zip(row, widths, columns, strict=True)
        )
        yield _GAP.join(cells).rstrip()


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _row(form: ReportedForm) -> tuple[str, ...]:
    levels = form.levels
    return (
        form.name,
        form.unit,
        "" if form.year is None else str(form.year),
        amount(form.budget),
        rate(form.rate),
        points(form.score),
        form.grade or "未评完",
        *(str(levels[level]) for level in LEVELS),
    )


def _sum(overview: Overview) -> tuple[str, ...]:
    counts = (str(overview.tally.counts[level]) for level in LEVELS)
    money = overview.money
    total = f"合计 {len(overview.forms)} 份"
    return (total, "", "", amount(money.budget), rate(money.rate), "", "", *counts)


def _placed(text: str, width: int, right: bool) -> str:
    while cell_width(text) > width:
        text = f"{text.rstrip('…')[:-1]}…"
    return align_right(text, width) if right else pad(text, width)


def _totals(overview: Overview) -> Iterator[str]:
    money, scores = overview.money, overview.scores
    units = f"，{len(overview.units)} 个单位" if len(overview.units) > 1 else ""
    years = f"，{'、'.join(map(str, overview.years))} 年度" if overview.years else ""
    counts = "，".join(f"{label} {overview.tally.counts[level]}" for level, label in LEVELS.items())
    yield _line("自评表", f"{len(overview.forms)} 份{units}{years}")
    executed = f"执行 {in_words(money.executed)}，执行率 {rate(money.rate) or '算不出'}"
    yield _line("资金", f"预算 {in_words(money.budget)}，{executed}")
    if scores.count:
        spread = f"最低 {points(scores.lowest)}，最高 {points(scores.highest)}"
        middle = f"平均 {points(scores.average)}，中位数 {points(scores.median)}"
        yield _line("总分", f"{middle}，{spread}")
    graded = "，".join(f"{one.label} {one.count}" for one in overview.grades if one.count)
    yield _line("等级", graded or "没有评完的")
    yield _line("查出问题", f"{counts}；{overview.tally.flawed} 份有错误")


def _most_common(overview: Overview) -> Iterator[str]:
    several = len(overview.years) > 1
    blocks = (
        (
            "先看这些",
            [
                f"{called(one.form, with_year=several)}：{'；'.join(one.reasons)}"
                for one in overview.attention[:_MOST]
            ],
        ),
        (
            "失分最多",
            [
                f"{one.name}：扣 {points(one.lost)} 分，{one.losing} 份"
                for one in overview.losses[:_MOST]
            ],
        ),
        (
            "填报问题",
            [f"{one.title}（{one.code}）：{len(one.forms)} 份" for one in overview.rules[:_MOST]],
        ),
        (
            "工作问题",
            [
                f"{one.topic.name}（{one.topic.id}）：{one.forms} 份"
                for one in overview.topics[:_MOST]
            ],
        ),
    )
    for heading, lines in blocks:
        for number, line in enumerate(lines):
            yield _line("" if number else heading, line)


def _line(label: str, text: str) -> str:
    return f"{pad(label, _LABEL)}{text}"
