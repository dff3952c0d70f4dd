"""What is to be known of a report's figures before they are used."""

from collections.abc import Iterator

from perftui.writers.report.overview import Overview

_MOST_NAMED = 5


def title_of(overview: Overview) -> str:
    """Return the title of a report: the unit, where it is one, and the years."""
    unit = overview.units[0] if len(overview.units) == 1 else ""
    years = overview.years
    span = f"{years[0]}至{years[-1]}" if len(years) > 1 else f"{years[0]}" if years else ""
    return f"{unit}{span + '年度' if span else ''}项目绩效自评汇总"


def notes_on(overview: Overview) -> tuple[str, ...]:
    """Return sentences on what the figures leave out or count twice."""
    return tuple(_notes(overview))


def _notes(overview: Overview) -> Iterator[str]:
    waiting = len(overview.forms) - overview.scores.count
    if waiting:
        yield f"有 {waiting} 份还没有评完，不计入平均分、中位数和等级。"
    if overview.money.lacking:
        yield f"有 {overview.money.lacking} 份缺预算数或执行数，不计入总执行率。"
    if overview.repeated:
        groups = overview.repeated
        named = "、".join(
            f"{forms[0].name}（{forms[0].year or '年度不明'}，{len(forms)} 份）"
            for forms in groups[:_MOST_NAMED]
        )
        more = f"等 {len(groups)} 个项目" if len(groups) > _MOST_NAMED else ""
        yield f"同一项目同一年度有几份表的：{named}{more}，合计里每份都算了，请核对有没有重复。"
    if without := sum(form.year is None for form in overview.forms):
        yield f"有 {without} 份看不出年度，不参加逐年比较。"
    if overview.unread:
        yield f"有 {len(overview.unread)} 个文件没有读成，列在最后。"
