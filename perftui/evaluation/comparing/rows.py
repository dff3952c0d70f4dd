"""What differs between the indicators of two forms, row by row, renamed rows included."""

from collections.abc import Iterator, Mapping
from functools import partial

from perftui.evaluation import fields
from perftui.evaluation.comparing.difference import (
    Difference,
    Kind,
    Part,
    held_together,
    points_more,
)
from perftui.evaluation.comparing.pairing import matched, pairs, same
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile

_LABELS = {
    "name": "指标名称",
    "category": "一级指标",
    "explanation": "指标解释",
    "weight": "权重",
    "target": "指标值",
    "actual": "完成值",
    "measure_unit": "计量单位",
    "direction": "方向",
    "score": "自评分",
    "remark": "备注",
}
_TABLE = "指标"
_IN_BRIEF = ("weight", "score", "target", "actual", "remark")


def rows(old: Evaluation, new: Evaluation, profile: Profile) -> Iterator[Part]:
    """Yield a part for each row, in the order of the new form."""
    labels = _LABELS | {c.field: c.label for c in profile.columns if c.field in _LABELS}
    above = 0
    for before, after in pairs(len(old.indicators), len(new.indicators), _partners(old, new)):
        if before is not None and after is not None:
            cell = partial(_cell, (old, before), (new, after), profile)
            told = tuple(cell(sub, label) for sub, label in labels.items())
        elif after is not None:
            text = _in_brief(new, after, labels, profile)
            path = fields.cell(after, "name")
            told = (Difference(path, "上年没有", Kind.ADDED, new=text),)
        else:
            text = _in_brief(old, before or 0, labels, profile)
            path = fields.cell(above, "name") if new.indicators else "indicators"
            told = (Difference(path, "本年没有", Kind.DROPPED, old=text),)
        above = above if after is None else after
        form, index = (old, before or 0) if after is None else (new, after)
        yield Part(form.indicators[index].name or f"第{index + 1}行", told, _TABLE)


def _partners(old: Evaluation, new: Evaluation) -> dict[int, int]:
    """Return the old place of each row by its new one: in its category, then in another one."""
    partner: dict[int, int] = {}
    for category in dict.fromkeys(row.category for row in new.indicators):
        olds = [n for n, row in enumerate(old.indicators) if row.category == category]
        news = [n for n, row in enumerate(new.indicators) if row.category == category]
        names = [old.indicators[n].name for n in olds], [new.indicators[n].name for n in news]
        partner |= {news[b]: olds[a] for b, a in matched(*names).items()}
    left = [n for n in range(len(old.indicators)) if n not in partner.values()]
    free = [n for n in range(len(new.indicators)) if n not in partner]
    moved = same([old.indicators[n].name for n in left], [new.indicators[n].name for n in free])
    return partner | {free[b]: left[a] for b, a in moved.items()}


def _cell(
    was: tuple[Evaluation, int], now: tuple[Evaluation, int], profile: Profile, sub: str, label: str
) -> Difference:
    old, new = (fields.show(form, fields.cell(index, sub), profile) for form, index in (was, now))
    path = fields.cell(now[1], sub)
    values = (getattr(form.indicators[index], sub) for form, index in (was, now))
    return held_together(path, label, (old, new), points_more(*values), is_prose=sub == "remark")


def _in_brief(form: Evaluation, index: int, labels: Mapping[str, str], profile: Profile) -> str:
    """Return what there is to know of a row that only one of the forms has."""
    shown = {sub: fields.show(form, fields.cell(index, sub), profile) for sub in _IN_BRIEF}
    return "，".join(f"{labels[sub]}{text}" for sub, text in shown.items() if text)
