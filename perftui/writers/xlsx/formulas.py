"""The formulas of a form: sums, the execution rate, the grade, references to other sheets."""

from collections.abc import Sequence
from decimal import Decimal

from perftui.writers.xlsx.names import quoted


def sum_of(area: str) -> str:
    """Return the formula that adds up the numbers of an area."""
    return f"=SUM({area})"


def rate_of(executed: str, budget: str) -> str:
    """Return the formula of executed / budget to four places, empty where one is no number."""
    return f'=IF(COUNT({budget},{executed})=2,IF({budget}>0,ROUND({executed}/{budget},4),""),"")'


def grade_of(total: str, grades: Sequence[tuple[str, Decimal]], weights: str, scores: str) -> str:
    """Return the formula of the grade a total earns, empty while rows are not scored.

    The total is rounded, for a sum of binary fractions may be a hair below its band.
    """
    *bands, (lowest, _) = grades
    earned = _literal(lowest)
    for label, at_least in reversed(bands):
        earned = f"IF(ROUND({total},6)>={at_least:f},{_literal(label)},{earned})"
    return f'=IF(COUNT({scores})=COUNT({weights}),{earned},"")'


def place(sheet: str, address: str) -> str:
    """Return a place on another sheet, as 'Sheet'!C5."""
    return f"{quoted(sheet)}!{address}"


def converted(there: str, unit: Decimal, places: int) -> str:
    """Return the formula of what stands in another place in units of so many, 10000 for 万元.

    It is rounded, for the product of binary fractions may be a hair off.
    """
    return f"={there}" if unit == 1 else f"=ROUND({there}*{unit:f},{places})"


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
