"""What formulas compute with: numbers, texts, truths, blanks, ranges of them, and faults."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    InvalidOperation,
    Overflow,
)

from perftui.readers.formats.sheets.number_formats import kept, plain

Position = tuple[int, int]
"""Row and column of a cell, from 1."""

EXACT = Context(
    prec=40,
    rounding=ROUND_HALF_UP,
    Emin=-308,
    Emax=308,
    traps=[InvalidOperation, Overflow],
)
LONGEST_TEXT = 32_767
"""How many characters a cell can hold."""

_NUMBER = re.compile(
    r"[-+]?[￥¥]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20}|(?=\.[0-9]))(?:\.[0-9]{0,20})?"
    r"(?:E[-+]?[0-9]{1,3})?%?"
)
_UNSIGNED = str.maketrans("", "", ",￥¥%")
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
    "^": EXACT.power,
}
Plain = Decimal | str | bool | None
Ranked = tuple[int, Decimal | str]

_COMPARISONS: dict[str, Callable[[Ranked, Ranked], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """No value: an error that spreadsheets show (`code`), or why it cannot be known (`reason`)."""

    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is written, and how far its cell is from the one it is written for.

    `is_spread` marks one that fills several cells.
    """

    text: str
    rows: int = 0
    columns: int = 0
    is_spread: bool = False


Scalar = Decimal | str | bool | Fault | None
Held = Scalar | Formula


@dataclass(frozen=True, slots=True)
class Range:
    """A block of cells; `filled` holds those that are not blank by row and column from 0."""

    height: int
    width: int
    filled: Mapping[Position, Scalar]


Argument = Scalar | Range


class FaultError(Exception):
    """A computation that has no value."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code or fault.reason)
        self.fault = fault


def scalar(argument: Argument) -> Scalar:
    """Return the one value of an argument."""
    if not isinstance(argument, Range):
        return argument
    if (argument.height, argument.width) != (1, 1):
        return Fault(reason="要一格的地方引用了一片")
    return argument.filled.get((0, 0))


def number(argument: Argument) -> Decimal:
    """Return an argument as a number; raises FaultError where it is none."""
    value = _sound(argument)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return _number_in(value)
    return Decimal(bool(value))


def text(argument: Argument) -> str:
    """Return an argument as a text; raises FaultError for a fault."""
    value = _sound(argument)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return plain(value)
    return value or ""


def truth(argument: Argument) -> bool:
    """Return an argument as a truth; raises FaultError where it is none."""
    value = _sound(argument)
    if not isinstance(value, str):
        return bool(value)
    if value.upper() not in ("TRUE", "FALSE"):
        raise FaultError(Fault("#VALUE!"))
    return value.upper() == "TRUE"


def _sound(argument: Argument) -> Decimal | str | bool | None:
    value = scalar(argument)
    if isinstance(value, Fault):
        raise FaultError(value)
    return value


def _number_in(written: str) -> Decimal:
    """Read a number that stands as a text: 1,245.00, ¥12, 95%."""
    bare = written.strip().upper()
    if not _NUMBER.fullmatch(bare):
        raise FaultError(Fault("#VALUE!"))
    value = number(parse(bare.translate(_UNSIGNED)))
    return EXACT.divide(value, Decimal(100)) if bare.endswith("%") else value


def parse(digits: str) -> Scalar:
    """Read the digits of a number; one beyond what spreadsheets hold is a fault."""
    return compute(EXACT.create_decimal, digits)


def combine(sign: str, left: Scalar, right: Scalar) -> Scalar:
    """Return what an operator makes of two operands."""
    try:
        if sign == "&":
            whole = text(left) + text(right)
            return whole if len(whole) <= LONGEST_TEXT else Fault("#VALUE!")
        if sign in _COMPARISONS:
            return _COMPARISONS[sign](*_ranked(_sound(left), _sound(right)))
        first, second = number(left), number(right)
        if sign == "/" and not second:
            return Fault("#DIV/0!")  # of which the library tells 0/0 apart
        return compute(_ARITHMETIC[sign], first, second)
    except FaultError as error:
        return error.fault


def compute(function: Callable[..., Decimal], *operands: Decimal | str) -> Scalar:
    """Compute in decimals; what has no result is a fault."""
    try:
        result = function(*operands)
    except DecimalException:
        return Fault("#NUM!")
    return result if result.is_finite() else Fault("#DIV/0!")


def negative(value: Scalar) -> Scalar:
    """Return a value with a minus before it."""
    return combine("-", Decimal(0), value)


def percent(value: Scalar) -> Scalar:
    """Return a value with a per cent sign behind it."""
    return combine("/", value, Decimal(100))


def _ranked(left: Plain, right: Plain) -> tuple[Ranked, Ranked]:
    """Make two values comparable: numbers before texts before truths, a blank like the other."""
    return (
        _rank(_blank_like(right) if left is None else left),
        _rank(_blank_like(left) if right is None else right),
    )


def _blank_like(other: Plain) -> Plain:
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else Decimal(0)


def _rank(value: Plain) -> Ranked:
    if isinstance(value, str):
        return 1, value.casefold()
    return (0, kept(value)) if isinstance(value, Decimal) else (2, Decimal(bool(value)))
