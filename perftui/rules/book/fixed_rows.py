"""The rule about the rows that every form of a kind has, with fixed names and weights."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from perftui.evaluation.fields import cell
from perftui.evaluation.profile import FixedIndicator
from perftui.evaluation.values import print_number
from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule

_RENAMED_FROM = 80
_WIDE = str.maketrans("(),", "（），")


@rule("PT010", level="error", title="固定指标缺少、改名或改了权重")
def fixed_indicators(form: Form) -> Iterator[Found]:
    """表式规定的固定指标一行不能少，名称和权重不能改，先后次序不限。

    上海表式有六行固定指标，都在投入与管理之下。同类中名称很相近的一行看作改了名。
    名称中的空格和括号的全角、半角不计。
    错：「项目设立的规范性」写成「项目立项规范性」；「绩效目标合理性」权重改为6。
    对：六行固定指标的名称和权重都与表式一致。
    """
    if not form.evaluation.indicators:
        return
    present = _places(form)
    for number, fixed in enumerate(form.profile.fixed_indicators):
        if number not in present:
            yield _missing(form, fixed)
        else:
            yield from _differences(form, present[number], fixed)


def _places(form: Form) -> dict[int, int]:
    """Find the row of each fixed indicator: the same name anywhere, or else the nearest one."""
    rows = [(place, row.category, _bare(row.name)) for place, row in form.rows]
    ranked = sorted(
        (-likeness, number, place)
        for number, wanted in enumerate(form.profile.fixed_indicators)
        for place, category, name in rows
        if (likeness := _likeness(wanted, category, name)) >= _RENAMED_FROM
    )
    found: dict[int, int] = {}
    for _, number, place in ranked:
        if number not in found and place not in found.values():
            found[number] = place
    return found


def _likeness(fixed: FixedIndicator, category: str, name: str) -> float:
    """Return 0 to 100, above 100 for the same name, and most for it in the right category."""
    is_here, wanted = category == fixed.category, _bare(fixed.name)
    if name == wanted:
        return 102 if is_here else 101
    return fuzz.ratio(name, wanted, score_cutoff=_RENAMED_FROM) if is_here else 0


def _missing(form: Form, fixed: FixedIndicator) -> Found:
    weight = f"{form.column('weight')}{print_number(fixed.weight)}"
    message = f"「{fixed.category}」缺少固定指标「{fixed.name}」（{weight}）。"
    return Found("indicators", message, f"请在「{fixed.category}」下补上这一行。")


def _differences(form: Form, place: int, fixed: FixedIndicator) -> Iterator[Found]:
    row = form.evaluation.indicators[place]
    if row.category != fixed.category:
        message = f"固定指标「{fixed.name}」列在「{row.category}」下，应在「{fixed.category}」下。"
        fix = Fix(cell(place, "category"), fixed.category, f"移到「{fixed.category}」下")
        yield Found(fix.field, message, f"请把这一行移到「{fixed.category}」下。", fix)
    if _bare(row.name) != _bare(fixed.name):
        message = f"固定指标「{fixed.name}」的名称写成了「{row.name}」。"
        fix = Fix(cell(place, "name"), fixed.name, f"名称改回「{fixed.name}」")
        yield Found(fix.field, message, f"请把名称改回「{fixed.name}」。", fix)
    if isinstance(row.weight, Decimal) and row.weight != fixed.weight:
        due, label = print_number(fixed.weight), form.column("weight")
        message = f"固定指标「{fixed.name}」的{label}为{print_number(row.weight)}，应为{due}。"
        fix = Fix(cell(place, "weight"), due, f"{label}改回{due}")
        yield Found(fix.field, message, f"请把{label}改回{due}。", fix)


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return "".join(name.split()).translate(_WIDE)
