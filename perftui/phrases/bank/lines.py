"""On which line of a TOML text each value stands: `tomllib` does not tell."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

Location = tuple[int | str, ...]

TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*')"
    r"|(?P<skipped>\s+|\#[^\n]*)"
    r"|(?P<mark>[\[\]{},=])"
    r"|(?P<bare>[^\s\[\]{},=\#\"']+)",
    re.DOTALL,
)


class Token(NamedTuple):
    """One string, mark or bare word of a TOML text."""

    text: str
    line: int

    def names(self) -> list[str]:
        """The parts of a dotted key that this token holds."""
        if self.text[0] in "\"'":
            return [self.text[1:-1]]
        return [name for name in self.text.split(".") if name]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a TOML text, without blanks and comments."""
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup != "skipped":
            yield Token(match.group(), line)
        line += match.group().count("\n")


class LineIndex:
    """The line of every table, key and array element of a TOML text that `tomllib` accepts."""

    def __init__(self, text: str) -> None:
        self._tokens = [*tokens(text), Token("", text.count("\n") + 1)]
        self._next = 0
        self._tables: Counter[Location] = Counter()
        self._lines: dict[Location, int] = {}
        self._read_document()

    def line(self, location: Location) -> int:
        """The line of a location, or of the nearest thing around it that is written down."""
        while location and location not in self._lines:
            location = location[:-1]
        return self._lines.get(location, 1)

    def _peek(self) -> str:
        return self._tokens[self._next].text

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _mark(self, location: Location, line: int) -> None:
        self._lines.setdefault(location, line)

    def _read_document(self) -> None:
        table: Location = ()
        while self._peek():
            if self._peek() == "[":
                table = self._read_header()
            else:
                self._read_pair(table)

    def _read_header(self) -> Location:
        line = self._take().line
        is_array = self._peek() == "["
        if is_array:
            self._take()
        names = self._read_key("]")
        if is_array:
            self._take()
        return self._enter(names, is_array, line)

    def _enter(self, names: list[str], is_array: bool, line: int) -> Location:
        table: Location = ()
        for depth, name in enumerate(names, start=1):
            table = (*table, name)
            self._mark(table, line)
            if is_array and depth == len(names):
                self._tables[table] += 1
            if table in self._tables:
                table = (*table, self._tables[table] - 1)
        self._mark(table, line)
        return table

    def _read_key(self, end: str) -> list[str]:
        names = []
        while self._peek() not in (end, ""):
            names += self._take().names()
        self._take()
        return names

    def _read_pair(self, table: Location) -> None:
        line = self._tokens[self._next].line
        location = table
        for name in self._read_key("="):
            location = (*location, name)
            self._mark(location, line)
        self._read_value(location)

    def _read_value(self, location: Location) -> None:
        opening = self._take()
        self._mark(location, opening.line)
        if opening.text == "[":
            self._read_array(location)
        elif opening.text == "{":
            self._read_inline_table(location)

    def _read_array(self, location: Location) -> None:
        number = 0
        while self._peek() not in ("]", ""):
            self._read_value((*location, number))
            number += 1
            self._skip_comma()
        self._take()

    def _read_inline_table(self, location: Location) -> None:
        while self._peek() not in ("}", ""):
            self._read_pair(location)
            self._skip_comma()
        self._take()

    def _skip_comma(self) -> None:
        if self._peek() == ",":
            self._take()
