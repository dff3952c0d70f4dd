"""Answers about points: the total, the categories, the grade, which rows lost some or have none."""

from collections.abc import Iterable

from perftui.assistant.reading.rows.row_names import find_category
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.model import ZERO, Indicator, points
from perftui.evaluation.profile import GradeBand
from perftui.evaluation.totals import Subtotal
from perftui.evaluation.values import print_number

_MOST = 12


def total(argument: str, scene: Scene) -> str:
    """Say the total, what it is made of, and the grade."""
    form, profile = scene.form, scene.profile
    if not form.indicators:
        return "指标表还是空的，没有得分。"
    scored = sum(row.is_scored for row in form.indicators)
    if not scored:
        return f"{len(form.indicators)}项指标都还没有打分。"
    sums = "，".join(map(_subtotal, totals.subtotals(form, profile)))
    reached = print_number(totals.total_score(form))
    left = len(form.indicators) - scored
    if left:
        return f"已打分的{scored}项合计{reached}分，还有{left}项没有打分（{sums}）。"
    return f"{profile.total_label}{reached}分，{totals.grade(form, profile)}（{sums}）。"


def categories(argument: str, scene: Scene) -> str:
    """Say the points of each category."""
    lines = [
        f"{sub.category}：{print_number(sub.score)}分，满分{print_number(sub.due)}分"
        + ("" if sub.weight == sub.due else f"，现有权重合计{print_number(sub.weight)}")
        for sub in totals.subtotals(scene.form, scene.profile)
    ]
    return "\n".join((*lines, total("", scene)))


def category(argument: str, scene: Scene) -> str:
    """Say the points of one category and what was lost in it."""
    name = category_named(argument, scene)
    found = [s for s in totals.subtotals(scene.form, scene.profile) if s.category == name]
    if not found:
        return f"没有「{argument}」这一类指标。"
    rows = totals.rows_of(scene.form, found[0].category)
    lost = [f"「{row.name}」扣{print_number(row.lost)}分" for row in rows if row.lost > ZERO]
    unscored = sum(not row.is_scored for row in rows)
    told = "，".join(lost) if lost else "没有扣分" if not unscored else ""
    left = f"还有{unscored}项没有打分" if unscored else ""
    return f"{_subtotal(found[0])}，{len(rows)}项指标；{'；'.join(filter(None, (told, left)))}。"


def category_named(text: str, scene: Scene) -> str | None:
    """Return the category that a text names."""
    return find_category("".join(text.split()), scene.profile) if text.strip() else None


def grade(argument: str, scene: Scene) -> str:
    """Say the grade, by which band, and how far the next one is."""
    earned = totals.grade(scene.form, scene.profile)
    if earned is None:
        return f"等级要等全部打完分才能定。{total('', scene)}"
    reached = totals.total_score(scene.form)
    (band,) = (band for band in scene.profile.grades if band.label == earned)
    above = _above(band, scene)
    told = f"{print_number(reached)}分，{_bounds(band, scene)}为{earned}"
    if above is None:
        return f"绩效等级{earned}：{told}。"
    gap = print_number(above.at_least - reached)
    return f"绩效等级{earned}：{told}；再得{gap}分到{above.label}。"


def grade_asked(argument: str, scene: Scene) -> str:
    """Say why the form has a grade, or has not, and how many points are between."""
    named = scene.profile.grade_named(argument.strip())
    earned = totals.grade(scene.form, scene.profile)
    if named is None or earned is None or named == earned:
        return grade("", scene)
    reached = totals.total_score(scene.form)
    (band,) = (band for band in scene.profile.grades if band.label == named)
    bounds, shown = _bounds(band, scene), print_number(reached)
    if reached >= band.at_least:
        return f"{named}是{bounds}，现在{shown}分，已经是{earned}。"
    gap = print_number(band.at_least - reached)
    return f"{named}是{bounds}，现在{shown}分，差{gap}分，所以是{earned}。{lost('', scene)}"


def weights(argument: str, scene: Scene) -> str:
    """Say what the weights add up to, by category."""
    subs = totals.subtotals(scene.form, scene.profile)
    told = "，".join(f"{s.category}{print_number(s.weight)}/{print_number(s.due)}" for s in subs)
    return f"权重合计{print_number(totals.total_weight(scene.form))}：{told}。"


def lost(argument: str, scene: Scene) -> str:
    """Say which rows lost points, how many, and which of them lack a reason."""
    rows = scene.form.indicators
    lines = [_lost_line(n, row) for n, row in enumerate(rows, 1) if row.lost > ZERO]
    unscored = sum(not row.is_scored for row in rows)
    left = f"还有{unscored}项没有打分。" if unscored else ""
    if not rows:
        return "指标表还是空的。"
    if not lines:
        scored = any(row.is_scored for row in rows)
        return f"{'没有扣分的指标。' if scored else ''}{left}"
    sum_lost = print_number(sum((row.lost for row in rows), ZERO))
    return "\n".join((f"{len(lines)}项扣分，共扣{sum_lost}分。{left}", *lines))


def unscored(argument: str, scene: Scene) -> str:
    """Say which rows have no score."""
    rows = [
        f"第{n}项「{r.name}」" for n, r in enumerate(scene.form.indicators, 1) if not r.is_scored
    ]
    if not scene.form.indicators:
        return "指标表还是空的。"
    return f"没有打分的有{len(rows)}项：{_listed(rows)}。" if rows else "每一项都打了分。"


def full(argument: str, scene: Scene) -> str:
    """Say how many rows have full marks."""
    rows = scene.form.indicators
    number = sum(row.is_scored and row.lost == ZERO for row in rows)
    return f"{len(rows)}项指标，{number}项满分，{sum(row.lost > ZERO for row in rows)}项扣分。"


def _subtotal(sub: Subtotal) -> str:
    return f"{sub.category}{print_number(sub.score)}/{print_number(sub.due)}"


def _lost_line(number: int, row: Indicator) -> str:
    scores = f"{print_number(points(row.weight))}分得{print_number(points(row.score))}分"
    reason = f"：{row.remark.strip()}" if row.remark.strip() else "，没有写原因"
    return f"第{number}项「{row.name}」{scores}{reason}"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f"等{len(every)}项" if len(every) > _MOST else ""
    return "、".join(every[:_MOST]) + more


def _bounds(band: GradeBand, scene: Scene) -> str:
    above, least = _above(band, scene), print_number(band.at_least)
    if above is None:
        return f"{least}分（含）以上"
    return f"{least}分（含）到{print_number(above.at_least)}分" if band.at_least else _below(above)


def _below(band: GradeBand) -> str:
    return f"{print_number(band.at_least)}分以下"


def _above(band: GradeBand, scene: Scene) -> GradeBand | None:
    higher = [other for other in scene.profile.grades if other.at_least > band.at_least]
    return min(higher, key=lambda other: other.at_least, default=None)
