"""Cells set apart by runs of blanks, in columns under one another, in text without tabs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from perftui.readers.formats.text.columns import text_width
from perftui.readers.grid import Row

_PIECE = re.compile(r"[^ \u3000\u00a0]+(?:[ \u3000\u00a0][^ \u3000\u00a0]+)*")
_FEWEST_LINES = 3
_CELLS_OF_A_TABLE = 3
_INDENT = 4


@dataclass(frozen=True)
class _Piece:
    """A text between runs of blanks, and the screen columns where it begins and ends."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    """The pieces of a line, the number of the line, and whether a blank one is before it."""

    pieces: tuple[_Piece, ...]
    number: int
    after_break: bool


def aligned_rows(text: str) -> list[Row] | None:
    """Return the rows of a text whose cells are set apart by blanks, None for another."""
    lines = list(_lines(text))
    if sum(len(line.pieces) >= _CELLS_OF_A_TABLE for line in lines) < _FEWEST_LINES:
        return None
    rows: list[Row] = []
    for is_table, grouped in groupby(lines, _is_of_table):
        block = list(grouped)
        rows += _table(block) if is_table else map(_plain_row, block)
    return rows


def _lines(text: str) -> Iterator[_Line]:
    broken = False
    for number, line in enumerate(text.split("\n"), 1):
        pieces = tuple(_pieces(line))
        if pieces:
            yield _Line(pieces, number, broken)
        broken = not pieces


def _pieces(line: str) -> Iterator[_Piece]:
    at = end = 0
    for match in _PIECE.finditer(line):
        start = end + text_width(line[at : match.start()])
        at, end = match.end(), start + text_width(match[0])
        yield _Piece(match[0], start, end)


def _is_of_table(line: _Line) -> bool:
    indented = line.pieces[0].start >= _INDENT
    return len(line.pieces) >= _CELLS_OF_A_TABLE - indented


def _plain_row(line: _Line) -> Row:
    return Row(tuple(p.text for p in line.pieces), f"第{line.number}行", line.after_break)


def _table(lines: Sequence[_Line]) -> Iterator[Row]:
    """Set lines into the columns between the blanks that all of them share.

    Where these are too few for the pieces of a line, its pieces are its cells.
    """
    columns = _columns(piece for line in lines for piece in line.pieces)
    if any(len(line.pieces) > len(columns) for line in lines):
        yield from map(_plain_row, lines)
        return
    for line in lines:
        cells = [""] * len(columns)
        for piece in line.pieces:
            column = next(n for n, end in enumerate(columns) if piece.end <= end)
            cells[column] = f"{cells[column]} {piece.text}".strip()
        yield Row(tuple(cells), f"第{line.number}行", line.after_break)


def _columns(pieces: Iterable[_Piece]) -> list[int]:
    """Return where each column ends: pieces that stand above one another share one."""
    ends: list[int] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if ends and piece.start < ends[-1]:
            ends[-1] = max(ends[-1], piece.end)
        else:
            ends.append(piece.end)
    return ends
