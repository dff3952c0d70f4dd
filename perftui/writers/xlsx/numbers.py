"""Numbers as a spreadsheet holds them: which it can hold, and the format that shows them."""

from decimal import Decimal
from typing import overload

from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import round_half_up
from perftui.writers.cell import MONEY_FIELDS, Cell

_MOST_DIGITS = 15
_SHORT = 10


def fits(number: Decimal) -> bool:
    """Whether a spreadsheet can hold a number with all its digits."""
    digits = number.normalize().as_tuple().digits
    return len(digits) <= _MOST_DIGITS and abs(number.adjusted()) <= _MOST_DIGITS


@overload
def fraction(rate: Decimal) -> Decimal: ...


@overload
def fraction(rate: None) -> None: ...


def fraction(rate: Decimal | None) -> Decimal | None:
    """Return a rate in per cent as a spreadsheet holds it: 88.51 as 0.8851."""
    return None if rate is None else round_half_up(rate) / HUNDRED


def is_exact(cell: Cell) -> bool:
    """Whether a cell holds a number, and a spreadsheet can hold it with all its digits."""
    return cell.number is not None and fits(cell.number)


def number_format(cell: Cell) -> str:
    """Return the format in which the number of a cell looks as it is printed."""
    decimals = "0" * len(cell.text.partition(".")[2])
    if cell.text.endswith("%"):
        return "0.00%"
    if _name_of(cell) in MONEY_FIELDS:
        return f"#,##0.{decimals}"
    if len(cell.text) > _SHORT:
        # A longer one would be shown rounded, or as a power of ten.
        return f"0.{decimals}" if decimals else "0"
    return "General"


def format_of_blank(cell: Cell) -> str:
    """Return the format for the number that may come to stand in an empty cell, or nothing."""
    name = _name_of(cell)
    if name == "execution_rate":
        return "0.00%"
    if name.startswith("total_"):
        return "General;-General;;"  # a sum of nothing is not shown
    return "#,##0.00" if name in MONEY_FIELDS else ""


def _name_of(cell: Cell) -> str:
    return cell.field.rpartition(".")[2]
