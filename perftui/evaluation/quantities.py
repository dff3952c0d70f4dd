"""Quantities in running Chinese text: 109116份, 近17万人次, 10万余个, 十七场, 124.55万元, 95.33%.

Years, dates, ordinals, numbering and the figures of names are no quantities.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as a text says it, at `start:end` of the text.

    `value` is the number with 万 and 亿 worked out (17万人次 is 170000), `unit` what is counted in:
    人次, 份, 元 (万元 is 元, too), % or an empty text. `quantum` is the place value of the last
    digit written: 100 for 124.55万元. `is_approximate` is True beside 约, 近, 余, 多 and the like.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    quantum: Decimal
    is_approximate: bool


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text by place."""
    raise NotImplementedError
