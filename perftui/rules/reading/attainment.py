"""How far a row came: its target and actual value as numbers that can be compared, or nothing.

Only what can be read in one way is compared: values of one unit and scale, and no dates.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.model import Direction, Indicator, points
from perftui.evaluation.scoring import Proposal, Target, propose, read_quantity, read_target
from perftui.evaluation.values import Unread, UnreadableError, read_rate, round_half_up
from perftui.rules.reading.reverse import is_reverse

_SIGNS = (
    (re.compile(r"\s*(?:≦|不大于|不多于|低于|小于等于|小于|少于|至多|最多)"), "≤"),
    (re.compile(r"\s*(?:≧|不小于|高于|大于等于|大于|超过|至少|达到)"), "≥"),
    (re.compile(r"\s*+(.*?)(?:\(含\)|（含）|及)?(?:以内|之内|以下)\s*"), r"≤\1"),
)
_PER_CENT = re.compile("[%％]|百分比")
_NUMBER_ALONE = re.compile(r"\d+(?:\.\d*)?")
_DATED = re.compile(r"\d\s*(?:年|(?<!个)月|日|号|季)|季度|年底|[之以]?前\s*$|半年")
_CONVERTIBLE = re.compile("秒|分钟|小时|天|周|平方米|公顷|亩|公里|千米|米|吨|公斤|千克|克")
# Either fewer or more of these may be better.
_EITHER_WAY = re.compile(
    "成本|费用|造价|单价|支出|能耗|时间|时限|时长|天数|周期|工期|等待|响应|降低|下降|减少|误差|偏差|排放|闲置|空置|发生"
)
_ONE_SCALE = 1000
_LARGEST_RATIO = Decimal("1.5")
_ATTAINMENTS = ("达成", "部分达成", "未达成")


@dataclass(frozen=True)
class Attained:
    """A target and an actual value as numbers, and the directions they may be meant in."""

    target: Decimal
    actual: Decimal
    directions: tuple[Direction, ...]


def attained(row: Indicator) -> Attained | None:
    """Return what a row aimed at and reached; None where that is not certain."""
    return _attained(row.name, row.target or "", row.actual or "", row.measure_unit, row.direction)


@lru_cache(maxsize=4096)
def _attained(
    name: str, target: str, actual: str, unit: str, stated: Direction | Unread | None
) -> Attained | None:
    target, actual = _with_sign(target), actual.strip()
    if not target or not actual or not _are_of_one_unit(target, actual, unit):
        return None
    try:
        aim = read_target(target)
        is_rate = _PER_CENT.search(target) and _NUMBER_ALONE.fullmatch(actual)
        reached = read_rate(actual) if is_rate else read_quantity(actual)
    except (UnreadableError, ArithmeticError):
        return None
    directions = _directions(name, aim, stated)
    if reached is None or not directions or not _are_of_one_scale(aim.value, reached):
        return None
    return Attained(aim.value, reached, tuple(directions))


def proposals(row: Indicator) -> tuple[Proposal, ...]:
    """Return the scores a row may have by what it reached; none where that is not certain."""
    if is_qualitative(row):
        return _proposed(row)
    came = attained(row) if isinstance(row.weight, Decimal) else None
    return () if came is None else _earned(points(row.weight), came)


def reason(row: Indicator, proposal: Proposal) -> str:
    """Say in the words of the row why it has this proposal: 完成值9场没有达到指标值≥10场."""
    if is_qualitative(row):
        return proposal.reason
    how = "达到" if proposal.low >= points(row.weight) else "没有达到"
    return f"完成值{(row.actual or '').strip()}{how}指标值{(row.target or '').strip()}"


def is_qualitative(row: Indicator) -> bool:
    """Whether a row is judged by words: 达成, 部分达成 or 未达成."""
    is_attainment = (row.actual or "").strip() in _ATTAINMENTS
    return is_attainment or row.direction is Direction.QUALITATIVE


@lru_cache(maxsize=4096)
def _earned(weight: Decimal, came: Attained) -> tuple[Proposal, ...]:
    """Return the scores that a weight earns, and that of the other formula for what is too much."""
    read = Indicator(
        category="", weight=weight, target=f"{came.target:f}", actual=f"{came.actual:f}"
    )
    meant = (read.model_copy(update={"direction": way}) for way in came.directions)
    found = [proposal for version in meant for proposal in _proposed(version)]
    if Direction.NEGATIVE in came.directions and 0 < came.target < came.actual:
        score = round_half_up(weight * came.target / came.actual)
        found.append(Proposal(score, score, ""))
    return tuple(found)


def _proposed(row: Indicator) -> tuple[Proposal, ...]:
    try:
        proposal = propose(row)
    except (UnreadableError, ArithmeticError):
        return ()
    return () if proposal is None else (proposal,)


def _with_sign(target: str) -> str:
    """Return a target with its words for at least and at most as signs."""
    for words, sign in _SIGNS:
        if match := words.match(target):
            return match.expand(sign) + target[match.end() :]
    return target.strip()


def _directions(name: str, aim: Target, stated: Direction | Unread | None) -> list[Direction]:
    if isinstance(stated, Unread) or stated is Direction.QUALITATIVE:
        return []
    said = list(dict.fromkeys(direction for direction in (aim.direction, stated) if direction))
    if said:
        return said
    if aim.value == 0:
        return [Direction.EQUAL]
    if is_reverse(name):
        return [Direction.NEGATIVE]
    is_open = _EITHER_WAY.search(name)
    return [Direction.POSITIVE, Direction.NEGATIVE] if is_open else [Direction.POSITIVE]


def _are_of_one_unit(target: str, actual: str, unit: str) -> bool:
    if _DATED.search(target) or _DATED.search(actual):
        return False
    one, other = _CONVERTIBLE.search(target), _CONVERTIBLE.search(actual)
    if one and other and one[0] != other[0]:
        return False
    if _PER_CENT.search(unit):
        return _PER_CENT.search(target) is not None or _is_in_hundredths(target, actual)
    if _PER_CENT.search(target):
        return bool(_PER_CENT.search(actual) or _NUMBER_ALONE.fullmatch(actual))
    return not _PER_CENT.search(actual)


def _is_in_hundredths(target: str, actual: str) -> bool:
    """Whether two numbers in per cent are both 95 or both 0.95, which their sizes tell."""
    numbers = [re.search(r"\d+(?:\.\d*)?", text) for text in (target, actual)]
    small = {Decimal(number[0]) <= _LARGEST_RATIO for number in numbers if number}
    return len(small) == 1


def _are_of_one_scale(target: Decimal, actual: Decimal) -> bool:
    """Whether two values can be in the same unit: 100000 and 9.5 were 10万 and 9.5万."""
    if target <= 0 or actual <= 0:
        return True
    return target <= actual * _ONE_SCALE and actual <= target * _ONE_SCALE
