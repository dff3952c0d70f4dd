"""Years, dates and periods in running Chinese text: 2020年第一季度, 7月1日, 上半年, 明年3月底前."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A stretch of time as a text says it, at `start:end` of the text.

    `first` and `last` are the days it reaches from and to (2月底前 ends on the last of February).
    `names_year` is True where the text itself says the year, by number or as 今年, 明年, 上年.
    """

    start: int
    end: int
    first: date
    last: date
    names_year: bool


def periods(text: str, year: int) -> tuple[Period, ...]:
    """Return the periods of a text by place; `year` is the one that 今年 and bare months mean."""
    raise NotImplementedError
