"""A tiny evaluator of the formulas a form needs, written for the tests alone."""

import operator
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

_TOKEN = re.compile(
    r'\s*("(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|[A-Z][A-Z.]*(?=\()'
    r"|TRUE|FALSE|\d+(?:\.\d+)?|<=|>=|<>|[-+*/^&=<>(),%{};])"
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class FaultError(Exception):
    """An error value, as of a division by zero."""


def evaluate(formula: str, sheet: Worksheet) -> Any:
    """Return what a formula gives with the values of a sheet."""
    return _Parser(list(_tokens(formula.removeprefix("="))), sheet).whole()


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        assert match, f"unknown token in {text!r} at {at}"
        yield match[1]
        at = match.end()


class _Parser:
    def __init__(self, tokens: list[str], sheet: Worksheet) -> None:
        self.tokens, self.sheet, self.at = tokens, sheet, 0

    def whole(self) -> Any:
        value = self.comparison()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return value()

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        assert not expected or token == expected, f"{expected!r} for {token!r}"
        self.at += 1
        return token

    def comparison(self) -> Callable[[], Any]:
        left = self.joined()
        while self.peek() in _COMPARE:
            compare, first, second = _COMPARE[self.take()], left, self.joined()
            left = _two(lambda a, b, compare=compare: _compared(compare, a, b), first, second)
        return left

    def joined(self) -> Callable[[], Any]:
        left = self.sums()
        while self.peek() == "&":
            self.take()
            left = _two(lambda a, b: _text(a) + _text(b), left, self.sums())
        return left

    def sums(self) -> Callable[[], Any]:
        left = self.products()
        while self.peek() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            left = _two(lambda a, b, s=sign: _number(a) + s * _number(b), left, self.products())
        return left

    def products(self) -> Callable[[], Any]:
        left = self.factor()
        while self.peek() in ("*", "/"):
            step = operator.mul if self.take() == "*" else _divided
            left = _two(lambda a, b, s=step: s(_number(a), _number(b)), left, self.factor())
        return left

    def factor(self) -> Callable[[], Any]:
        if self.peek() in ("-", "+"):
            sign = -1 if self.take() == "-" else 1
            inner = self.factor()
            return lambda: sign * _number(inner())
        value = self.atom()
        while self.peek() == "%":
            self.take()
            value = _two(lambda a, _: _number(a) / 100, value, value)
        return value

    def atom(self) -> Callable[[], Any]:
        token = self.take()
        if token == "(":
            value = self.comparison()
            self.take(")")
            return value
        if token.startswith('"'):
            return lambda: token[1:-1].replace('""', '"')
        if token in ("TRUE", "FALSE"):
            return lambda: token == "TRUE"
        if self.peek() == "(":
            return self.call(token)
        return lambda: Decimal(token) if token[0].isdigit() else self.cells(token)

    def call(self, name: str) -> Callable[[], Any]:
        self.take("(")
        arguments: list[Callable[[], Any]] = []
        while self.peek() != ")":
            if self.peek() == ",":
                self.take()
                continue
            arguments.append(self.comparison())
        self.take(")")
        return lambda: _FUNCTIONS[name](*arguments)

    def cells(self, place: str) -> Any:
        found = self.sheet[place.replace("$", "")]
        if ":" in place:
            return [_exact(cell.value) for row in found for cell in row]
        return _exact(found.value)


def _two(work: Callable[..., Any], left: Any, right: Any) -> Callable[[], Any]:
    return lambda: work(left(), right())


def _exact(value: object) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(repr(value)) if is_number else value


def _number(value: Any) -> Decimal:
    if value is None or value == "":
        return Decimal(0)
    if not isinstance(value, Decimal | bool):
        raise FaultError(f"{value!r} is no number")
    return Decimal(value)


def _text(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")


def _compared(compare: Callable[[Any, Any], bool], a: Any, b: Any) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        is_number = isinstance(a, Decimal) or isinstance(b, Decimal)
        if is_number:
            return compare(isinstance(a, str), isinstance(b, str))
        return compare(a or "", b or "")
    return compare(_number(a), _number(b))


def _divided(a: Decimal, b: Decimal) -> Decimal:
    try:
        return a / b
    except (DivisionByZero, InvalidOperation):
        raise FaultError("#DIV/0!") from None


def _flat(arguments: tuple[Callable[[], Any], ...]) -> Iterator[Any]:
    for argument in arguments:
        value = argument()
        yield from value if isinstance(value, list) else [value]


def _numbers(arguments: tuple[Callable[[], Any], ...]) -> list[Decimal]:
    return [value for value in _flat(arguments) if isinstance(value, Decimal)]


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _chosen(*arguments: Callable[[], Any]) -> Any:
    if arguments[0]():
        return arguments[1]()
    return arguments[2]() if len(arguments) > 2 else False


def _without_fault(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    try:
        return first()
    except FaultError:
        return second()


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *a: sum(_numbers(a), Decimal(0)),
    "COUNT": lambda *a: Decimal(len(_numbers(a))),
    "COUNTA": lambda *a: Decimal(sum(value not in (None, "") for value in _flat(a))),
    "COUNTBLANK": lambda *a: Decimal(sum(value in (None, "") for value in _flat(a))),
    "ROWS": lambda *a: Decimal(len(list(_flat(a)))),
    "ROUND": lambda value, places: _rounded(_number(value()), places()),
    "IF": _chosen,
    "IFERROR": _without_fault,
    "AND": lambda *a: all(_flat(a)),
    "OR": lambda *a: any(_flat(a)),
    "NOT": lambda a: not a(),
    "ISNUMBER": lambda a: isinstance(a(), Decimal),
    "N": lambda a: a() if isinstance(a(), Decimal) else Decimal(0),
    "MIN": lambda *a: min(_numbers(a)),
    "MAX": lambda *a: max(_numbers(a)),
}
