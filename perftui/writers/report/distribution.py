"""How scores and execution rates are spread: how many forms lie between which bounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number

_WIDTHS = ((12, Decimal(1)), (30, Decimal("2.5")), (60, Decimal(5)), (1000, Decimal(10)))
_RATES = (60, 70, 80, 90, 95, 100)


@dataclass(frozen=True)
class Bin:
    """How many values lie from `low` to `high`; None is no bound."""

    low: Decimal | None
    high: Decimal | None
    count: int

    @property
    def label(self) -> str:
        """The bounds, as one writes them."""
        low, high = (None if b is None else print_number(b) for b in (self.low, self.high))
        return f"<{high}" if low is None else f">{low}" if high is None else f"{low}–{high}"


def score_bins(scores: Iterable[Decimal]) -> tuple[Bin, ...]:
    """Return how scores from 0 to 100 are spread, in bins as narrow as their range allows.

    A bin has its lower bound, the last one the upper, too. No score gives no bin.
    """
    values = [min(max(score, Decimal(0)), HUNDRED) for score in scores]
    if not values:
        return ()
    width = next(width for most, width in _WIDTHS if HUNDRED - min(values) <= most)
    low = (min(values) / width).to_integral_value(ROUND_FLOOR) * width
    bins = []
    while low < HUNDRED:
        high = low + width
        inside = (v for v in values if low <= v < high or v == high == HUNDRED)
        bins.append(Bin(low, high, sum(1 for _ in inside)))
        low = high
    return tuple(bins) or (Bin(HUNDRED - width, HUNDRED, len(values)),)


def rate_bins(rates: Iterable[Decimal]) -> tuple[Bin, ...]:
    """Return how execution rates are spread; 100 % is within 95–100."""
    values = list(rates)
    edges = [None, *map(Decimal, _RATES), None]
    return tuple(
        Bin(low, high, sum(_is_between(value, low, high) for value in values))
        for low, high in pairwise(edges)
    )


def _is_between(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    above = low is None or (value > low if low == HUNDRED else value >= low)
    below = high is None or (value <= high if high == HUNDRED else value < high)
    return above and below
