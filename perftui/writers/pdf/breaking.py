"""Where lines break beyond what the rules of writing say, and where they do not.

A line breaks between two ideographs and at a blank. A word of 120 letters or a row of closing
brackets has no such place and would run over the border.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil

from perftui.writers.pdf.letters import Letters

Piece = str | list[str]
"""A piece of a line between two places where it may break; one in a list does not break in it."""

_IDEOGRAPH = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_MAY_END_LINE = f" |{_IDEOGRAPH}(?={_IDEOGRAPH})|[，。、；：！？](?=[0-9A-Za-z（《「]|{_IDEOGRAPH})"
_ITEM_INSIDE = re.compile(
    r"[!-~]{0,9}.[。；！？;!?.…]"
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）]|[①-⑳]|[一二三四五六七八九]是)"
    r"(?: \S)?"
)
"""The number of an item that follows a sentence: at the beginning of a line it would be read as
that of an item on a line of its own, and at the end of one the blank behind it would be lost."""

_LONGEST = 12
"""A run without a place to break is broken where it is wider, so that the line before is filled."""

_SAFETY = 1.06
"""Lines are not always filled: punctuation does not begin one."""


def pieces(line: str, letters: Letters, width: float) -> list[Piece]:
    """Cut a line where it may break as well; `width` is that of a cell, in sizes of a letter.

    A line that needs nothing of this is one piece.
    """
    cut: list[Piece] = []
    start = 0
    for at, end in _cuts(line, letters, min(width, _LONGEST)):
        if at > start:
            cut.append(line[start:at])
        if end > at:
            cut.append([line[at:end]])
        start = end
    return [*cut, line[start:]] if start < len(line) or not cut else cut


def count_lines(lines: Sequence[str], letters: Letters, width: float) -> int:
    """Estimate how many lines a text takes in a cell of a width in sizes of a letter."""
    return sum(_count(letters.width(line) / 1000, width) for line in lines)


def _count(line: float, width: float) -> int:
    return 1 if line <= width else ceil(line * _SAFETY / width)


def _cuts(line: str, letters: Letters, width: float) -> Iterator[tuple[int, int]]:
    """Yield the places to cut, and from where to where a piece stays whole, from left to right."""
    between = [(at, at) for at in _between_letters(line, letters, width)]
    if between or width < _LONGEST:
        yield from between
    else:
        yield from (item.span() for item in _ITEM_INSIDE.finditer(line))


def _between_letters(line: str, letters: Letters, width: float) -> Iterator[int]:
    """Yield the places between the letters of what is too wide; marks stay with their letters."""
    for run in _runs(int(width / letters.widest)).finditer(line):
        if letters.width(run[0]) > width * 1000:
            yield from (at for at in range(run.start() + 1, run.end()) if letters.width(line[at]))


@cache
def _runs(longest: int) -> re.Pattern[str]:
    """Find what has no place to break and is so long that it might be too wide."""
    return re.compile(f"(?:(?!{_MAY_END_LINE}).){{{max(longest, 1)},}}.?")
