"""The functions that the calculator knows, as spreadsheets define them."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from inspect import signature

from perftui.readers.formats.formulas.values import (
    EXACT,
    LONGEST_TEXT,
    Argument,
    Fault,
    FaultError,
    Range,
    Scalar,
    combine,
    number,
    scalar,
    text,
    truth,
)
from perftui.readers.formats.sheets.dates import day_of, serial_of
from perftui.readers.formats.sheets.number_formats import DIGITS_KEPT, kept, printed

_CHANGING = frozenset({"TODAY", "NOW", "RAND", "RANDBETWEEN"})
_CRITERION = re.compile("(<=|>=|<>|=|<|>)?(.*)", re.DOTALL)
_MOST_PLACES = 20

Function = Callable[..., Argument]


def apply(name: str, arguments: Sequence[Argument], since_1904: bool = False) -> Argument:
    """Return what a function gives; a `Fault` with a reason where it cannot be known."""
    plain_name = name.upper().removeprefix("_XLFN.")
    if plain_name in _CHANGING:
        return Fault(reason=f"{plain_name} 的结果随日期变")
    function = _DATED.get(plain_name) or _FUNCTIONS.get(plain_name)
    if function is None:
        return Fault(reason=f"函数 {plain_name[:20]} 不认识")
    extra = {"since_1904": since_1904} if plain_name in _DATED else {}
    try:
        bound = signature(function).bind(*arguments, **extra)
    except TypeError:
        return Fault(reason=f"函数 {plain_name} 的参数不对")
    try:
        return function(*bound.args, **bound.kwargs)
    except FaultError as error:
        return error.fault


def _numbers(arguments: Sequence[Argument]) -> Iterator[Decimal]:
    """Yield the numbers among arguments; in ranges, texts and truths do not count."""
    for argument in arguments:
        if not isinstance(argument, Range):
            yield number(argument)
            continue
        for value in argument.filled.values():
            if isinstance(value, Fault):
                raise FaultError(value)
            if isinstance(value, Decimal):
                yield value


def _sum(*arguments: Argument) -> Scalar:
    total = Decimal(0)
    for value in _numbers(arguments):
        total = number(combine("+", total, value))
    return total


def _product(*arguments: Argument) -> Scalar:
    values = list(_numbers(arguments))
    total = Decimal(1 if values else 0)
    for value in values:
        total = number(combine("*", total, value))
    return total


def _average(*arguments: Argument) -> Scalar:
    values = list(_numbers(arguments))
    return combine("/", _sum(*values), Decimal(len(values)))


def _count(*arguments: Argument) -> Scalar:
    values = [value for argument in arguments for value in _values(argument)]
    return Decimal(sum(isinstance(value, Decimal) for value in values))


def _count_filled(*arguments: Argument) -> Scalar:
    values = [value for argument in arguments for value in _values(argument)]
    return Decimal(sum(value is not None for value in values))


def _values(argument: Argument) -> Sequence[Scalar]:
    return list(argument.filled.values()) if isinstance(argument, Range) else [argument]


def _rounded(mode: str) -> Function:
    def function(value: Argument, digits: Argument = Decimal(0)) -> Scalar:
        places = max(min(int(number(digits)), _MOST_PLACES), -_MOST_PLACES)
        exact = kept(number(value))
        if exact.adjusted() + places > DIGITS_KEPT:
            return exact
        return kept(exact.quantize(Decimal(1).scaleb(-places), mode, EXACT))

    return function


def _whole(value: Argument) -> Scalar:
    return kept(number(value)).to_integral_value(ROUND_FLOOR)


def _modulo(value: Argument, divisor: Argument) -> Scalar:
    dividend, by = number(value), number(divisor)
    times = _whole(combine("/", dividend, by))
    return combine("-", dividend, combine("*", by, times))


def _if(condition: Argument, then: Argument = True, otherwise: Argument = False) -> Argument:
    return then if truth(condition) else otherwise


def _if_error(value: Argument, otherwise: Argument) -> Argument:
    found = scalar(value)
    return otherwise if isinstance(found, Fault) and found.code else found


def _known(argument: Argument) -> Scalar:
    """Return a value or an error that spreadsheets show; what is not known raises."""
    value = scalar(argument)
    if isinstance(value, Fault) and not value.code:
        raise FaultError(value)
    return value


def _truths(arguments: Sequence[Argument]) -> list[bool]:
    """Return the truths among arguments; in ranges, texts do not count."""
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Range):
            found += [truth(v) for v in argument.filled.values() if not isinstance(v, str)]
        else:
            found.append(truth(argument))
    return found


def _joined(*arguments: Argument) -> Scalar:
    whole = "".join(text(value) for argument in arguments for value in _values(argument))
    return whole if len(whole) <= LONGEST_TEXT else Fault("#VALUE!")


def _subtotal(kind: Argument, *arguments: Argument) -> Argument:
    function = _SUBTOTALS.get(int(number(kind)) % 100)
    if function is None:
        raise FaultError(Fault(reason="SUBTOTAL 的用法不认识"))
    return function(*arguments)


def _sum_product(*arguments: Argument) -> Scalar:
    """Sum the products of cells at the same place; what is no number counts as 0."""
    ranges = [argument for argument in arguments if isinstance(argument, Range)]
    shapes = {(block.height, block.width) for block in ranges}
    if len(ranges) < len(arguments) or len(shapes) != 1:
        raise FaultError(Fault(reason="SUMPRODUCT 的用法不认识"))
    total: list[Argument] = []
    for place in ranges[0].filled:
        factors = [block.filled.get(place) for block in ranges]
        faults = [factor for factor in factors if isinstance(factor, Fault)]
        if faults:
            raise FaultError(faults[0])
        if all(isinstance(factor, Decimal) for factor in factors):
            total.append(_product(*factors))
    return _sum(*total)


def _sum_if(block: Argument, criterion: Argument, summed: Argument = None) -> Scalar:
    tested = _block(block)
    added = tested if summed is None else _block(summed)
    if (tested.height, tested.width) != (added.height, added.width):
        raise FaultError(Fault(reason="SUMIF 的两片大小不同"))
    fits = _criterion(criterion)
    chosen = {p: value for p, value in added.filled.items() if fits(tested.filled.get(p))}
    return _sum(Range(added.height, added.width, chosen))


def _count_if(block: Argument, criterion: Argument) -> Scalar:
    tested, fits = _block(block), _criterion(criterion)
    blanks = tested.height * tested.width - len(tested.filled)
    found = sum(fits(value) for value in tested.filled.values())
    return Decimal(found + (blanks if fits(None) else 0))


def _block(argument: Argument) -> Range:
    if isinstance(argument, Range):
        return argument
    raise FaultError(argument if isinstance(argument, Fault) else Fault("#VALUE!"))


def _criterion(argument: Argument) -> Callable[[Scalar], bool]:
    """Return the test that a criterion of SUMIF asks for: 60, ">=60", "招聘*"."""
    value = scalar(argument)
    sign, operand = "=", value
    if isinstance(value, str) and (match := _CRITERION.fullmatch(value)):
        sign, operand = match[1] or "=", match[2]
        with suppress(FaultError):
            operand = number(operand) if operand else operand
    if isinstance(operand, str) and re.search("[*?~]", operand):
        raise FaultError(Fault(reason="条件里有通配符"))
    return lambda found: _fits(found, sign, operand)


def _fits(found: Scalar, sign: str, operand: Scalar) -> bool:
    if found is None or isinstance(found, Fault):
        return sign == "<>" and found is None
    if type(found) is not type(operand):
        return sign == "<>"
    return combine(sign, found, operand) is True


def _text(value: Argument, code: Argument, *, since_1904: bool) -> Scalar:
    found = scalar(value)
    if isinstance(found, str):
        return found
    shown = printed(number(found), text(code), since_1904)
    return Fault(reason="TEXT 的格式不认识") if shown is None else shown


def _date(year: Argument, month: Argument, day: Argument, *, since_1904: bool) -> Scalar:
    months = int(number(year)) * 12 + int(number(month)) - 1
    try:
        found = date(months // 12, months % 12 + 1, 1) + timedelta(int(number(day)) - 1)
    except (ValueError, OverflowError):
        return Fault("#NUM!")
    return Decimal(serial_of(found, since_1904))


def _part_of_date(part: str) -> Function:
    def function(value: Argument, *, since_1904: bool) -> Scalar:
        found = day_of(int(number(value)), since_1904)
        return Fault("#NUM!") if found is None else Decimal(getattr(found, part))

    return function


_FUNCTIONS: dict[str, Function] = {
    "SUM": _sum,
    "PRODUCT": _product,
    "MIN": lambda *arguments: min(_numbers(arguments), default=Decimal(0)),
    "MAX": lambda *arguments: max(_numbers(arguments), default=Decimal(0)),
    "AVERAGE": _average,
    "COUNT": _count,
    "COUNTA": _count_filled,
    "SUBTOTAL": _subtotal,
    "SUMPRODUCT": _sum_product,
    "SUMIF": _sum_if,
    "COUNTIF": _count_if,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "TRUNC": _rounded(ROUND_DOWN),
    "INT": _whole,
    "MOD": _modulo,
    "ABS": lambda value: abs(number(value)),
    "IF": _if,
    "IFERROR": _if_error,
    "ISERROR": lambda value: isinstance(_known(value), Fault),
    "ISNUMBER": lambda value: isinstance(_known(value), Decimal),
    "ISBLANK": lambda value: _known(value) is None,
    "AND": lambda *arguments: all(_truths(arguments)),
    "OR": lambda *arguments: any(_truths(arguments)),
    "NOT": lambda value: not truth(value),
    "CONCATENATE": _joined,
    "CONCAT": _joined,
    "VALUE": number,
}
_DATED: dict[str, Function] = {
    "TEXT": _text,
    "DATE": _date,
    "YEAR": _part_of_date("year"),
    "MONTH": _part_of_date("month"),
    "DAY": _part_of_date("day"),
}
_SUBTOTALS = {1: _average, 2: _count, 3: _count_filled, 9: _sum}
