"""What differs between a form and an older one of the same project, field by field.

The year is not told: forms that are compared are of different ones.
"""

from collections.abc import Iterator

from perftui.evaluation import fields
from perftui.evaluation.comparing.difference import Difference, Kind, Part, growth, held_together
from perftui.evaluation.comparing.pairing import matched, pairs
from perftui.evaluation.comparing.rows import rows
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import Point, split
from perftui.evaluation.profile import Profile

_HEADER = ("name", "unit", "department", "recurring", "budget", "last_year_budget", "executed")
_COMPUTED = ("execution_rate", "grade", "money")
_MONEY = frozenset({"budget", "last_year_budget", "executed"})
_FUNDS = "资金来源"
_FUND = ("name", "budget", "executed")


def compare(old: Evaluation, new: Evaluation, profile: Profile) -> tuple[Part, ...]:
    """Return all parts of a form held against an older one; `profile` is the new one's."""
    return (
        Part("基本信息与资金", tuple(_header(old, new, profile))),
        *_funds(old, new, profile),
        *rows(old, new, profile),
        Part(fields.bare_label(profile, "goal"), (_goal(old, new),)),
        *(_narrative(old, new, profile, field) for field in fields.NARRATIVES),
    )


# Header and money.


def _header(old: Evaluation, new: Evaluation, profile: Profile) -> Iterator[Difference]:
    printed = [field for row in profile.header for field in row]
    for field in dict.fromkeys((*printed, *_HEADER, "date")):
        if field in (*_COMPUTED, *fields.TEXTS):
            continue
        texts = fields.show(old, field, profile), fields.show(new, field, profile)
        values = fields.get(old, field), fields.get(new, field)
        note = growth(*values) if field in _MONEY else ""
        yield held_together(field, fields.bare_label(profile, field), texts, note)


def _funds(old: Evaluation, new: Evaluation, profile: Profile) -> Iterator[Part]:
    """Yield a part for each source of the money, matched by name."""
    names = [fund.name for fund in old.funds], [fund.name for fund in new.funds]
    for before, after in pairs(len(old.funds), len(new.funds), matched(*names)):
        was = () if before is None else _fund(old, before, profile)
        now = () if after is None else _fund(new, after, profile)
        name = (now or was)[0] or "（未命名）"
        told: tuple[Difference, ...]
        if before is None:
            told = (Difference(f"funds[{after}].name", "上年没有", Kind.ADDED, new=_amounts(now)),)
        elif after is None:
            told = (Difference("budget", "本年没有", Kind.DROPPED, old=_amounts(was)),)
        else:
            told = tuple(
                held_together(
                    f"funds[{after}].{sub}",
                    "名称" if sub == "name" else fields.bare_label(profile, sub),
                    (was[at], now[at]),
                    growth(getattr(old.funds[before], sub), getattr(new.funds[after], sub)),
                )
                for at, sub in enumerate(_FUND)
            )
        yield Part(name, told, _FUNDS)


def _fund(form: Evaluation, index: int, profile: Profile) -> tuple[str, ...]:
    return tuple(fields.show(form, f"funds[{index}].{sub}", profile) for sub in _FUND)


def _amounts(fund: tuple[str, ...]) -> str:
    _, budget, executed = fund
    return f"预算{budget or '未填'}，执行{executed or '未填'}"


# Texts.


def _goal(old: Evaluation, new: Evaluation) -> Difference:
    return held_together("goal", "全文", (old.goal, new.goal), is_prose=True)


def _narrative(old: Evaluation, new: Evaluation, profile: Profile, field: str) -> Part:
    """Hold a text against the old one, point by point."""
    olds, news = split(getattr(old, field)), split(getattr(new, field))
    texts = [point.text for point in olds], [point.text for point in news]
    # A text of one point is held against the other one however little they share.
    partner = {0: 0} if len(olds) == len(news) == 1 else matched(*texts)
    told = tuple(
        _point(field, (before, olds), (after, news))
        for before, after in pairs(len(olds), len(news), partner)
    )
    return Part(fields.bare_label(profile, field), told, is_text=True)


def _point(
    field: str,
    was: tuple[int | None, tuple[Point, ...]],
    now: tuple[int | None, tuple[Point, ...]],
) -> Difference:
    (before, olds), (after, news) = was, now
    if after is None:
        kind = Kind.DROPPED if news else Kind.BLANK
        at = f"{field}[{min(before or 0, len(news) - 1)}]" if news else field
        return Difference(at, f"上年{_number(before)}", kind, old=olds[before or 0].text)
    path = f"{field}[{after}]"
    label = _number(after) if max(len(olds), len(news)) > 1 else "全文"
    if before is None:
        return Difference(path, label, Kind.ADDED, new=news[after].text)
    moved = "" if before == after or len(olds) == 1 else f"上年{_number(before)}"
    texts = olds[before].text, news[after].text
    return held_together(path, label, texts, moved, is_prose=True)


def _number(place: int | None) -> str:
    return f"第{(place or 0) + 1}点"
