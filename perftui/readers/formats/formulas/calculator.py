"""A small calculator for the formulas of a workbook whose results are not stored in it.

It computes in decimals, as a spreadsheet shows them, and never runs anything: a formula is cut
into tokens and worked out from left to right. What cannot be known (the date of today, another
file, a function that is not in the list) gives a `Fault` that says why, never a guess.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perftui.readers.formats.formulas.functions import apply
from perftui.readers.formats.formulas.tokens import Area, Token, tokens
from perftui.readers.formats.formulas.values import (
    Argument,
    Fault,
    Formula,
    Held,
    Position,
    Range,
    Scalar,
    combine,
    negative,
    parse,
    percent,
    scalar,
)

LONGEST_FORMULA = 8192
DEEPEST = 48
MOST_VISITS = 200_000
"""How many cells and tokens all formulas of a workbook may look at."""

_LEVELS = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1),
    "&": 2,
    **dict.fromkeys(("+", "-"), 3),
    **dict.fromkeys(("*", "/"), 4),
    "^": 5,
}
_END = Token("end", "")
_SPENT = Token("area", "", Fault(reason="公式太多"))

Key = tuple[str, Position]


class Calculator:
    """Works out the cells of a workbook, each once.

    `sheets` hold the cells of each sheet by its name, `names` the formulas that have a name in
    the workbook. `since_1904` is how its dates count days.
    """

    def __init__(
        self,
        sheets: Mapping[str, Mapping[Position, Held]],
        names: Mapping[str, str] | None = None,
        since_1904: bool = False,
    ) -> None:
        self.since_1904 = since_1904
        self._sheets = {name.casefold(): cells for name, cells in sheets.items()}
        self._names = {name.casefold(): text for name, text in (names or {}).items()}
        self._known: dict[Key, Scalar] = {}
        self._known_names: dict[tuple[str, str], Argument] = {}
        self._visits = 0

    def value(self, sheet: str, position: Position) -> Scalar:
        """Return what a cell shows, worked out if need be, with the cells it depends on first."""
        waiting: list[Key] = [(sheet.casefold(), position)]
        begun: dict[Key, Sequence[Token]] = {}
        while waiting:
            key = waiting[-1]
            formula = self._sheets.get(key[0], {}).get(key[1])
            if key in self._known or not isinstance(formula, Formula):
                waiting.pop()
            elif key not in begun:
                begun[key] = self._tokens(formula, key[0])
                waiting += [need for need in self._needs(begun[key], key[0]) if need not in begun]
            else:
                self._known[key] = self._work_out(formula, begun[key], key[0])
        return self._held(sheet.casefold(), position)

    def named(self, name: str, sheet: str, depth: int) -> Argument:
        """Return what stands under a name of the workbook, for a formula on a sheet."""
        key = (sheet, name.casefold())
        if key not in self._known_names:
            text = self._names.get(key[1])
            if text is None:
                return Fault(reason=f"名称 {name[:20]} 不认识")
            self._known_names[key] = Fault(reason="循环引用")
            found = self._tokens(Formula(text), sheet)
            self._known_names[key] = _reckon(found, sheet, self, depth)
        return self._known_names[key]

    def range(self, area: Area) -> Range | Fault:
        """Return the cells of an area that hold something."""
        sheet = area.sheet.casefold()
        if sheet not in self._sheets:
            return Fault(reason=f"没有读到表「{area.sheet[:31]}」")
        places = self._filled(area)
        if self._visits > MOST_VISITS:
            return Fault(reason="公式引用的格太多")
        filled = {(r - area.top, c - area.left): self._held(sheet, (r, c)) for r, c in places}
        return Range(area.height, area.width, filled)

    def _held(self, sheet: str, position: Position) -> Scalar:
        """Return the value of a cell; one that is still being worked out depends on itself."""
        held = self._sheets.get(sheet, {}).get(position)
        if isinstance(held, Formula):
            return self._known.get((sheet, position), Fault(reason="循环引用"))
        return held

    def _work_out(self, formula: Formula, found: Sequence[Token], sheet: str) -> Scalar:
        if formula.is_spread:
            return Fault(reason="数组公式占好几格")
        if len(formula.text) > LONGEST_FORMULA:
            return Fault(reason="公式太长")
        result = scalar(_reckon(found, sheet, self, depth=0))
        return Decimal(0) if result is None else result

    def _tokens(self, formula: Formula, sheet: str) -> Sequence[Token]:
        """Cut a formula into tokens as long as there is room for more."""
        if self._visits > MOST_VISITS:
            return (_SPENT,)
        if len(formula.text) > LONGEST_FORMULA:
            return ()
        found = tuple(tokens(formula, sheet))
        self._visits += len(found)
        return found

    def _needs(self, found: Sequence[Token], sheet: str) -> Iterator[Key]:
        """Yield the cells with formulas that tokens refer to, and those their names do."""
        queue, seen = list(found), set[str]()
        while queue:
            token = queue.pop()
            if isinstance(token.area, Area):
                name = token.area.sheet.casefold()
                cells = self._sheets.get(name, {})
                places = self._filled(token.area)
                yield from ((name, p) for p in places if isinstance(cells[p], Formula))
            name = token.text.casefold() if token.kind == "name" else ""
            if name in self._names and name not in seen:
                seen.add(name)
                queue += self._tokens(Formula(self._names[name]), sheet)

    def _filled(self, area: Area) -> list[Position]:
        """Return the places of an area that hold something, in reading order."""
        cells = self._sheets.get(area.sheet.casefold(), {})
        size = area.height * area.width
        self._visits += min(size, len(cells)) + 1
        if self._visits > MOST_VISITS:
            return []
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        if size > len(cells):
            return sorted((r, c) for r, c in cells if r in rows and c in columns)
        return [(r, c) for r in rows for c in columns if (r, c) in cells]


def _reckon(found: Sequence[Token], sheet: str, book: Calculator, depth: int) -> Argument:
    """Return what the tokens of a formula on a sheet give: a value or a range."""
    if depth > DEEPEST:
        return Fault(reason="括号套得太深")
    try:
        return _Reckoning(found, sheet, book, depth).whole()
    except _UnreadableError as error:
        return Fault(reason=str(error))


class _UnreadableError(Exception):
    """A formula that is not written as formulas are; why, in Chinese."""


class _Reckoning:
    """The tokens of one formula on their way to a value."""

    def __init__(self, found: Sequence[Token], sheet: str, book: Calculator, depth: int) -> None:
        self._tokens = found
        self._sheet = sheet
        self._book = book
        self._depth = depth
        self._next = 0

    def whole(self) -> Argument:
        """Return the value of the whole formula."""
        value = self._expression()
        self._expect(_END)
        return value

    @property
    def _token(self) -> Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def _takes(self, *signs: str) -> str:
        """Take the next token if it is one of some signs."""
        token = self._token
        if token.kind != "sign" or token.text not in signs:
            return ""
        self._next += 1
        return token.text

    def _expect(self, token: Token) -> None:
        if self._token != token:
            raise _UnreadableError("写法不认识")
        self._next += 1

    def _expression(self, level: int = 1) -> Argument:
        """Work out operands joined by operators that bind at least as tightly as a level."""
        left = self._operand()
        while (sign := self._token.text) and self._token.kind == "sign":
            if _LEVELS.get(sign, 0) < level:
                break
            self._next += 1
            left = combine(sign, scalar(left), scalar(self._expression(_LEVELS[sign] + 1)))
        return left

    def _operand(self) -> Argument:
        """Work out an operand with the signs before and the per cent signs behind it."""
        signs = ""
        while sign := self._takes("-", "+"):
            signs += sign
        value = self._primary()
        if signs.count("-") % 2:
            value = negative(scalar(value))
        while self._takes("%"):
            value = percent(scalar(value))
        return value

    def _primary(self) -> Argument:
        token = self._token
        self._next += 1
        if token.area is not None:
            return token.area if isinstance(token.area, Fault) else self._book.range(token.area)
        if token.kind == "number":
            return parse(token.text)
        if token.kind == "text":
            return token.text[1:-1].replace('""', '"')
        if token.kind == "error":
            return Fault(token.text)
        if token.kind == "name":
            return self._name(token.text)
        self._next -= 1
        self._expect(Token("sign", "("))
        values = self._arguments()
        if len(values) != 1:
            raise _UnreadableError("写法不认识")
        return values[0]

    def _name(self, name: str) -> Argument:
        if self._takes("("):
            return apply(name, self._arguments(), self._book.since_1904)
        if name.upper() in ("TRUE", "FALSE"):
            return name.upper() == "TRUE"
        return self._book.named(name, self._sheet, self._depth + 1)

    def _arguments(self) -> list[Argument]:
        """Work out what stands before the closing bracket, cut at commas; gaps are blank."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _UnreadableError("括号套得太深")
        values: list[Argument] = []
        sign = self._takes(")")
        while sign != ")":
            is_blank = self._token in (Token("sign", ","), Token("sign", ")"))
            values.append(None if is_blank else self._expression())
            sign = self._takes(",", ")")
            if not sign:
                raise _UnreadableError("写法不认识")
        self._depth -= 1
        return values
