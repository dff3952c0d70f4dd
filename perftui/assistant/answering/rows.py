"""Answers about the rows of the table: one of them, or the list of all."""

from perftui.assistant.reading.commands.places import rows_named
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.model import ZERO, Indicator, points
from perftui.evaluation.rows import proposal_for
from perftui.evaluation.values import UnreadableError, print_number

_MOST = 5


def row(argument: str, scene: Scene) -> str:
    """Tell all about a row: its points, what it means, why it lost some."""
    found = rows_named(argument, scene)
    if not found:
        count = len(scene.form.indicators)
        return f"没有「{argument}」这项指标，共{count}项，说「指标有哪些」可以看全部。"
    if len(found) > _MOST:
        return f"名称里有「{argument}」的有{len(found)}项：{_names(found, scene)}。"
    return "\n".join(told(place, scene) for place in found)


def told(place: int, scene: Scene) -> str:
    """Tell all about a row by its place."""
    one = scene.form.indicators[place]
    parts = [f"第{place + 1}项「{one.name}」（{one.category}）：{_points(one)}"]
    parts += [f"指标值{one.target}"] if one.target else []
    parts += [f"完成值{one.actual}"] if one.actual else []
    parts += [f"解释：{one.explanation.strip()}"] if one.explanation.strip() else []
    parts += [f"备注：{one.remark.strip()}"] if one.remark.strip() else []
    return "；".join(part.rstrip("。") for part in parts) + "。"


def listed(argument: str, scene: Scene) -> str:
    """List all rows with their numbers, a line a category before its rows."""
    form, profile = scene.form, scene.profile
    if not form.indicators:
        return "指标表还是空的。"
    lines = []
    for sub in totals.subtotals(form, profile):
        due = f"{print_number(sub.weight)}/{print_number(sub.due)}"
        scored = f"，得分{print_number(sub.score)}" if sub.score else ""
        lines.append(f"{sub.category}：权重{due}{scored}")
        lines += [
            f"{n} {one.name} {_points(one)}"
            for n, one in enumerate(form.indicators, 1)
            if one.category == sub.category
        ]
    known = {category.name for category in profile.categories}
    lines += [
        f"{n} {one.name} {_points(one)}（类别「{one.category}」不在表式中）"
        for n, one in enumerate(form.indicators, 1)
        if one.category not in known
    ]
    return "\n".join((f"共{len(form.indicators)}项指标。", *lines))


def of_category(argument: str, scene: Scene) -> str:
    """List the rows of a category."""
    found = [
        f"{n} {one.name} {_points(one)}"
        for n, one in enumerate(scene.form.indicators, 1)
        if one.category == argument
    ]
    return "\n".join((f"{argument}有{len(found)}项指标。", *found))


def heaviest(argument: str, scene: Scene) -> str:
    """Say which rows weigh most."""
    weights = [points(one.weight) for one in scene.form.indicators]
    most = max(weights, default=ZERO)
    if most == ZERO:
        return "指标还没有权重。"
    names = "、".join(
        f"第{n}项「{one.name}」"
        for n, one in enumerate(scene.form.indicators, 1)
        if points(one.weight) == most
    )
    return f"权重最大的是{names}，{print_number(most)}分。"


def why(place: int, scene: Scene) -> str:
    """Say why a row has its score."""
    one = scene.form.indicators[place]
    name = f"第{place + 1}项「{one.name}」"
    said = f"{name}{_points(one)}"
    reason = one.remark.strip().rstrip("。")
    if one.lost > ZERO:
        said += f"，备注写的原因：{reason}" if reason else "，备注里还没有写扣分的原因"
    try:
        proposal = proposal_for(scene.form, scene.profile, place)
    except UnreadableError:
        proposal = None
    if proposal:
        said += f"；按公式{proposal.reason}，算得{print_number(proposal.score)}分"
    explained = one.explanation.strip().rstrip("。")
    return f"{said}{f'；评的是：{explained}' if explained else ''}。"


def _points(one: Indicator) -> str:
    weight = f"{print_number(points(one.weight))}分" if one.weight is not None else "没有权重"
    if not one.is_scored:
        return f"{weight}，未打分"
    if one.lost > ZERO:
        return f"{weight}，得{print_number(points(one.score))}分，扣{print_number(one.lost)}分"
    return f"{weight}，得{print_number(points(one.score))}分"


def _names(places: tuple[int, ...], scene: Scene) -> str:
    return "、".join(f"第{n + 1}项「{scene.form.indicators[n].name}」" for n in places)
