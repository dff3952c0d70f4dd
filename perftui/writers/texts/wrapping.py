"""Texts wrapped to a cell of a drawn table so that they can be put together again exactly.

Lines are joined without a blank between Chinese, with one between Latin words. A text that could
not be told from its lines, as one with paragraphs, has its paragraphs begin two blanks in.
"""

import re
from collections.abc import Set
from itertools import pairwise

from perftui.writers.cells import cell_width

NOWHERE: frozenset[int] = frozenset()

_INDENT = "  "
_BARS = frozenset("|│┃║╎┆┊╏┇┋")
_UNIT = re.compile(r"\s*[（《「『【“‘]*(?:[!-~]+|\S)[，。、；：！？）》」』】”’…％]*")


def cell_lines(text: str, width: int, edges: Set[int] = NOWHERE) -> list[str]:
    """Wrap a text to lines of at most `width` cells, at least one line.

    No bar of the text stands at the `edges`, in cells from the left: there, it would be taken for
    a line of the table, which other rows have in these places.
    """
    lines = _wrapped(text, width, edges) if "\n" not in text else []
    if lines and _rejoined(lines, width) == text:
        return lines
    paragraphs = (_wrapped(_INDENT + paragraph, width, edges) for paragraph in text.split("\n"))
    return [line for lines in paragraphs for line in lines]


def _wrapped(text: str, width: int, edges: Set[int]) -> list[str]:
    """Wrap a line where a blank parts Latin words, or where no blank is and no Latin goes on."""
    lines: list[str] = []
    current, used = "", 0
    for piece in _pieces(text):
        needed = cell_width(piece)
        ends = used + needed > width or _bars(piece, used) & edges
        if current.strip() and ends:
            lines.append(current)
            current, used = "", 0
        current, used = current + piece, used + needed
        if lines and current[0] == " ":
            current, used = current[1:], used - 1
        while used > width:
            cut = _longest(current, width)
            lines.append(current[:cut])
            current = current[cut:]
            used = cell_width(current)
    return [*lines, current.rstrip()]


def _bars(piece: str, start: int) -> set[int]:
    """Return where the bars of a piece stand that begins at a place."""
    places = (n for n, character in enumerate(piece) if character in _BARS)
    return {start + cell_width(piece[:place]) for place in places}


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: blanks stand at the beginning of what follows them."""
    pieces: list[str] = []
    for match in _UNIT.finditer(text):
        unit = match[0]
        if pieces and not _may_part(pieces[-1][-1], unit):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces


def _may_part(before: str, unit: str) -> bool:
    bare = unit.lstrip()
    is_latin = before.isascii() and bare[0].isascii()
    return unit == f" {bare}" if is_latin else unit == bare


def _longest(text: str, width: int) -> int:
    """Return how many characters of a text fill a width."""
    used = 0
    for index, character in enumerate(text):
        used += cell_width(character)
        if used > width:
            return max(index, 1)
    return len(text)


def _rejoined(lines: list[str], width: int) -> str:
    """Return the text as who reads the lines must take it: a line with room left ends there."""
    text = lines[0]
    for above, line in pairwise(lines):
        unit = _UNIT.match(line)
        if cell_width(above) + cell_width(unit[0] if unit else "") <= width:
            text += f"\n{line}"
        else:
            is_latin = above[-1:].isascii() and line[:1].isascii()
            text += f" {line}" if is_latin and cell_width(above) < width else line
    return text
