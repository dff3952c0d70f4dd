"""Answers about the money: the execution rate with its division, what is left, the growth."""

from decimal import Decimal

from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.fields import bare_label, show
from perftui.evaluation.values import print_amount, print_rate, round_half_up


def execution_rate(argument: str, scene: Scene) -> str:
    """Say the execution rate and how it comes about."""
    form, profile = scene.form, scene.profile
    label = (
        bare_label(profile, "execution_rate") if "execution_rate" in profile.labels else "执行率"
    )
    rate = totals.execution_rate(form)
    if rate is None:
        return f"{label}还算不出来：{_missing(scene, ('executed', 'budget'))}。"
    executed, budget = (show(form, path, profile) for path in ("executed", "budget"))
    exact = print_rate(rate)
    told = f"{label}{exact}：{executed}除以{budget}，等于{exact}"
    stated = (form.stated.execution_rate or "").strip() if form.stated else ""
    if stated and stated != exact:
        return f"{told}；原表印的是{stated}。"
    return f"{told}，取整为{round_half_up(rate, Decimal(1))}%。"


def unspent(argument: str, scene: Scene) -> str:
    """Say what is left of the budget."""
    left = totals.unspent(scene.form)
    if left is None:
        return f"结余还算不出来：{_missing(scene, ('budget', 'executed'))}。"
    unit, shown = _money(scene, left)
    budget, executed = (show(scene.form, path, scene.profile) for path in ("budget", "executed"))
    if left < 0:
        return f"没有结余，超支{_money(scene, -left)[1]}{unit}：{executed}超过了{budget}。"
    return f"结余{shown}{unit}：{budget}减去{executed}。"


def growth(argument: str, scene: Scene) -> str:
    """Say how the budget has grown over last year's."""
    form, profile = scene.form, scene.profile
    now, before = (bare_label(profile, path) for path in ("budget", "last_year_budget"))
    percent = totals.budget_growth(form)
    if percent is None:
        if isinstance(form.last_year_budget, Decimal) and form.last_year_budget == 0:
            return f"{before}是0，算不出增长率。"
        return f"比上年的增减还算不出来：{_missing(scene, ('budget', 'last_year_budget'))}。"
    verb = "增长" if percent >= 0 else "减少"
    texts = [show(form, path, profile) for path in ("budget", "last_year_budget")]
    return f"比上年{verb}{print_rate(abs(percent))}：{now}{texts[0]}，{before}{texts[1]}。"


def money(argument: str, scene: Scene) -> str:
    """Say all figures of the money."""
    paths = [path for path in ("budget", "last_year_budget", "executed") if _is_there(scene, path)]
    told = [
        f"{bare_label(scene.profile, path)}{show(scene.form, path, scene.profile) or '没有填'}"
        for path in paths
    ]
    return "，".join(told) + f"。{execution_rate('', scene)}"


def _is_there(scene: Scene, path: str) -> bool:
    return path in scene.profile.labels or path != "last_year_budget"


def _money(scene: Scene, amount: Decimal) -> tuple[str, str]:
    factor = scene.profile.money_factor
    return ("元" if factor == 1 else "万元"), print_amount(amount / factor)


def _missing(scene: Scene, paths: tuple[str, ...]) -> str:
    """Say which of some amounts are not there."""
    blank = [p for p in paths if not isinstance(getattr(scene.form, p), Decimal)]
    names = "、".join(bare_label(scene.profile, path) for path in blank)
    return f"{names}没有填" if names else "预算是0"
