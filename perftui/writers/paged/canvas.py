"""A grid of character cells to draw on: texts, and lines that join where they meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from perftui.writers.cells import cell_width

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_JOINTS: Mapping[int, str] = {
    _LEFT: "─",
    _RIGHT: "─",
    _LEFT | _RIGHT: "─",
    _UP: "│",
    _DOWN: "│",
    _UP | _DOWN: "│",
    _DOWN | _RIGHT: "┌",
    _DOWN | _LEFT: "┐",
    _UP | _RIGHT: "└",
    _UP | _LEFT: "┘",
    _UP | _DOWN | _RIGHT: "├",
    _UP | _DOWN | _LEFT: "┤",
    _DOWN | _LEFT | _RIGHT: "┬",
    _UP | _LEFT | _RIGHT: "┴",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
}
_COVERED = ""
"""What stands in the second cell of a wide character."""


class Role(StrEnum):
    """What a part of a page is, which decides its looks."""

    BLANK = "blank"
    RULE = "rule"
    TITLE = "title"
    LABEL = "label"
    TEXT = "text"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line of a page that looks the same throughout."""

    text: str
    role: Role


Sheet = tuple[tuple[Run, ...], ...]
"""A page: its lines, each of the same width in cells."""


class Canvas:
    """A page that is being drawn, as wide as need be."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, Role]] = {}
        self._joints: dict[tuple[int, int], int] = {}
        self._height = 0

    def write(self, row: int, column: int, text: str, role: Role) -> None:
        """Write a text, behind what stands there already."""
        column = max(column, 0)
        while any((row, column + n) in self._cells for n in range(cell_width(text))):
            column += 1
        for character in _with_marks(text):
            width = cell_width(character)
            self._cells[row, column] = (character, role)
            self._cells |= {(row, column + n): (_COVERED, role) for n in range(1, width)}
            column += width
        self._height = max(self._height, row + 1)

    def shade(self, rows: range, columns: range) -> None:
        """Make what is not written on part of a label."""
        for row in rows:
            for column in columns:
                self._cells.setdefault((row, column), (" ", Role.LABEL))

    def frame(self, top: int, left: int, bottom: int, right: int) -> None:
        """Draw lines around a box."""
        for column in range(left, right):
            for row in (top, bottom):
                self._join(row, column, _RIGHT)
                self._join(row, column + 1, _LEFT)
        for row in range(top, bottom):
            for column in (left, right):
                self._join(row, column, _DOWN)
                self._join(row + 1, column, _UP)
        self._height = max(self._height, bottom + 1)

    def sheet(self, width: int) -> Sheet:
        """Return what has been drawn; each line is filled up to a width."""
        places = (*self._cells, *self._joints)
        width = max([width, *(column + 1 for _, column in places)])
        return tuple(tuple(self._runs(row, width)) for row in range(self._height))

    def _runs(self, row: int, width: int) -> Iterator[Run]:
        line = (self._at(row, column) for column in range(width))
        for role, cells in groupby(line, key=lambda cell: cell[1]):
            yield Run("".join(text for text, _ in cells), role)

    def _at(self, row: int, column: int) -> tuple[str, Role]:
        written = self._cells.get((row, column))
        if written is not None:
            return written
        joint = self._joints.get((row, column))
        return (_JOINTS[joint], Role.RULE) if joint else (" ", Role.BLANK)

    def _join(self, row: int, column: int, side: int) -> None:
        place = (row, column)
        self._joints[place] = self._joints.get(place, 0) | side


def _with_marks(text: str) -> Iterator[str]:
    """Yield the characters of a text, each with the marks that are set on it."""
    character = ""
    for one in text:
        if character and cell_width(one):
            yield character
            character = ""
        character += one
    yield character
