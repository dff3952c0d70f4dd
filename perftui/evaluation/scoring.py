"""What score a row earns: from its target and actual value, or from the execution rate.

The formulas are those of the national platform for 财预〔2020〕10号 forms: full marks for reaching
the target, in proportion below it, rounded half up to two decimals. Scores are points.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation.model import ZERO, Direction, Evaluation, Indicator, points
from perftui.evaluation.totals import execution_rate
from perftui.evaluation.values import (
    Unread,
    UnreadableError,
    read_number,
    read_rate,
    round_half_up,
)

_TARGET = re.compile(
    r"\s*(?P<sign>≥|>=|＞|>|≤|<=|＜|<|=|＝|不低于|不少于|不超过|不高于|)\s*(?P<rest>.*)"
)
_SIGNS = {
    **dict.fromkeys(("≥", ">=", "＞", ">", "不低于", "不少于"), Direction.POSITIVE),
    **dict.fromkeys(("≤", "<=", "＜", "<", "不超过", "不高于"), Direction.NEGATIVE),
    **dict.fromkeys(("=", "＝"), Direction.EQUAL),
}
_QUANTITY = re.compile(
    r"(?P<number>[-+]?[\d,，.．０-９]+\s*[%％]?)\s*(?P<factor>[百千万亿]*)(?P<unit>[^\d%％]*)"
)
_FACTORS = {"百": 2, "千": 3, "万": 4, "亿": 8}
_QUALITATIVE = {
    "达成": (Decimal("0.8"), Decimal(1)),
    "部分达成": (Decimal("0.6"), Decimal("0.8")),
    "未达成": (ZERO, Decimal("0.6")),
}


@dataclass(frozen=True)
class Proposal:
    """The scores a row may have, `low` to `high` points, and why in one Chinese sentence.

    `includes_high` is False where the upper bound belongs to the next better band.
    """

    low: Decimal
    high: Decimal
    reason: str
    includes_high: bool = True

    @property
    def score(self) -> Decimal:
        """The score to fill in: the best one allowed where it is certain, else the lower bound."""
        return self.high if self.includes_high else self.low

    def allows(self, score: Decimal, tolerance: Decimal = ZERO) -> bool:
        """Whether a score lies within the proposal."""
        below = score <= self.high + tolerance if self.includes_high else score < self.high
        return self.low - tolerance <= score and below


@dataclass(frozen=True)
class Target:
    """A target as a number, with the direction its sign gives."""

    value: Decimal
    direction: Direction | None


def propose(indicator: Indicator) -> Proposal | None:
    """Propose a score from target, actual and direction; None where one of them is missing.

    Raises UnreadableError where target or actual is there but cannot be compared.
    """
    weight, actual = indicator.weight, (indicator.actual or "").strip()
    if not isinstance(weight, Decimal) or not actual:
        return None
    if indicator.direction is Direction.QUALITATIVE or _attainment(actual):
        return _propose_qualitative(weight, actual)
    if not (indicator.target or "").strip():
        return None
    target = read_target(indicator.target or "")
    if isinstance(indicator.direction, Unread):
        raise UnreadableError(indicator.direction.reason)
    direction = indicator.direction or target.direction or Direction.POSITIVE
    reached = _read_actual(actual, indicator.target or "")
    return _propose_quantity(weight, target.value, reached, direction)


def propose_for_execution(evaluation: Evaluation, indicator: Indicator) -> Proposal | None:
    """Propose the score of the execution-rate row: weight times rate, at most the weight."""
    rate = execution_rate(evaluation)
    if rate is None or not isinstance(indicator.weight, Decimal):
        return None
    score = _proportion(indicator.weight, points(evaluation.executed), points(evaluation.budget))
    return Proposal(score, score, f"权重{indicator.weight:f}乘以执行率{round_half_up(rate)}%")


def read_target(text: str) -> Target:
    """Read a target such as ≥95%, ≤3次 or 100场."""
    match = _TARGET.fullmatch(text)
    if match is None:
        raise UnreadableError(f"指标值「{text}」读不懂，请写成 ≥95% 这样的数")
    return Target(read_quantity(match["rest"]), _SIGNS.get(match["sign"]))


def read_quantity(text: str) -> Decimal:
    """Read a number with an optional per cent sign, 万 or unit of measure behind it."""
    match = _QUANTITY.fullmatch(text.strip())
    number = match["number"].strip() if match else ""
    value = read_rate(number) if number.endswith(("%", "％")) else read_number(number)
    if match is None or value is None:
        raise UnreadableError(f"「{text}」不是一个可以比较的数")
    return value.scaleb(sum(_FACTORS[char] for char in match["factor"]))


def _read_actual(actual: str, target: str) -> Decimal:
    """Read an actual value; a bare number against a target in per cent is a rate, 0.96 too."""
    bare = not re.search(r"[^\d.]", actual)
    if bare and re.search("[%％]", target):
        return read_rate(actual) or ZERO
    return read_quantity(actual)


def _attainment(actual: str) -> str | None:
    """Return 达成, 部分达成 or 未达成 if the actual value is one of these words."""
    return next((word for word in ("部分达成", "未达成", "达成") if actual.startswith(word)), None)


def _propose_qualitative(weight: Decimal, actual: str) -> Proposal:
    attainment = _attainment(actual)
    if attainment is None:
        raise UnreadableError(f"定性指标的完成值要填达成、部分达成或未达成，现在是「{actual}」")
    low, high = (round_half_up(weight * share) for share in _QUALITATIVE[attainment])
    return Proposal(low, high, f"定性指标{attainment}", includes_high=attainment == "达成")


def _propose_quantity(
    weight: Decimal, target: Decimal, actual: Decimal, direction: Direction
) -> Proposal:
    if _is_reached(target, actual, direction):
        score, reached = round_half_up(weight), "达到"
    else:
        part = 2 * target - actual if direction is Direction.NEGATIVE else actual
        score, reached = _proportion(weight, part, target), "未达到"
    return Proposal(score, score, f"完成值{actual:f}{reached}指标值{target:f}")


def _is_reached(target: Decimal, actual: Decimal, direction: Direction) -> bool:
    at_most = direction is Direction.NEGATIVE or (direction is Direction.EQUAL and target == 0)
    return actual <= target if at_most else actual >= target


def _proportion(weight: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """Return weight times part over whole, 0 to weight; divided last, so that a half stays one."""
    earned = weight * part / whole if whole > 0 else ZERO
    return round_half_up(min(max(earned, ZERO), weight))


def refuse_score(indicator: Indicator, score: object) -> str | None:
    """Return why a score cannot stand in a row, in one Chinese sentence; None if it can."""
    if isinstance(score, Unread):
        return score.reason
    if not isinstance(score, Decimal):
        return None
    if score < 0:
        return f"自评分 {score:f} 是负数，请填 0 到权重之间的数"
    if isinstance(indicator.weight, Decimal) and score > indicator.weight:
        return f"自评分 {score:f} 超过了权重 {indicator.weight:f}，请改小"
    return None
