"""A formula cut into tokens; what it refers to becomes the areas that are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.readers.formats.formulas.values import Fault, Formula

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_COLUMNS = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
_ROWS = r"\$?[0-9]{1,7}:\$?[0-9]{1,7}"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<text>"(?:[^"]|"")*+")
    |(?P<error>\#(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!))
    |(?P<area>
        (?:(?P<sheet>'(?:[^']|''){{1,120}}+'|[^\s'"!+*/^&=<>(),;:{{}}%\#-]{{1,120}}+)!)?
        (?P<cells>{_CELL}(?::{_CELL})?|{_COLUMNS}|{_ROWS})(?![\w.(!:])
    )
    |(?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]{{1,3}})?)
    |(?P<name>[^\W\d][\w.]*+)
    |(?P<sign><=|>=|<>|[-+*/^&=<>%(),])
    |(?P<other>\S)
    )""",
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet from a corner to the opposite one, both included, counted from 1."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.right - self.left + 1


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula: of what kind, how it is written, and the area it refers to."""

    kind: str
    text: str
    area: Area | Fault | None = None


def tokens(formula: Formula, sheet: str) -> Iterator[Token]:
    """Cut the formula of a cell on a sheet into tokens, as far as it can be read."""
    for match in _TOKEN.finditer(formula.text.strip().removeprefix("=").rstrip()):
        if match["area"]:
            area = _area(match["cells"], _sheet(match["sheet"]) or sheet, formula)
            yield Token("area", match["area"], area)
        else:
            kind = match.lastgroup or "other"
            yield Token(kind, match[kind])
            if kind == "other":
                return


def column_number(letters: str) -> int:
    """Return the number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(written: str | None) -> str:
    if not written:
        return ""
    return written[1:-1].replace("''", "'") if written.startswith("'") else written


def _area(written: str, sheet: str, formula: Formula) -> Area | Fault:
    """Return the area between two corners; whole columns and rows reach to the end."""
    if "[" in sheet or ":" in sheet:
        return Fault(reason="引用了别的文件或一串工作表")
    first, _, last = written.upper().partition(":")
    rows, columns = zip(_corner(first, formula), _corner(last or first, formula), strict=True)
    area = Area(
        sheet,
        min((row for row in rows if row is not None), default=1),
        min((column for column in columns if column is not None), default=1),
        max((row for row in rows if row is not None), default=LAST_ROW),
        max((column for column in columns if column is not None), default=LAST_COLUMN),
    )
    is_inside = area.top >= 1 and area.left >= 1
    return area if is_inside and _reaches(area) else Fault("#REF!")


def _reaches(area: Area) -> bool:
    return area.bottom <= LAST_ROW and area.right <= LAST_COLUMN


def _corner(written: str, formula: Formula) -> tuple[int | None, int | None]:
    """Return row and column of a corner; those without $ move with the formula."""
    match = _CORNER.fullmatch(written)
    fixed_column, letters, fixed_row, digits = match.groups() if match else ("", "", "", "")
    if not letters:
        fixed_row = fixed_row or fixed_column
    row = int(digits) + (0 if fixed_row else formula.rows) if digits else None
    column = column_number(letters) + (0 if fixed_column else formula.columns) if letters else None
    return row, column
