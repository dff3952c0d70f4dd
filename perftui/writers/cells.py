"""Texts measured and wrapped in character cells, where a Han character is two cells wide."""

import re
import unicodedata
from functools import cache
from itertools import pairwise

_CLOSING = "，。、；：！？）》」』】”’…％%,;:!?)\\]}"
_OPENING = "（《「『【“‘(\\[{"
_TOKEN = re.compile(rf"[{_OPENING}]*(?:[A-Za-z0-9.,+\-_/]+|\S)[{_CLOSING}]*|\s")


def cell_width(text: str) -> int:
    """Return the width in cells: 2 for wide characters, 0 for combining ones, 1 for others."""
    return sum(_width(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Wrap a text to lines of at most `width` cells (two or more), at least one line.

    Latin words and numbers stay whole and 。 does not begin a line where a line can hold them.
    """
    return [part for line in text.split("\n") for part in _wrap_line(line, width)]


def pad(text: str, width: int) -> str:
    """Fill a text with blanks on the right up to a width in cells."""
    return text + " " * (width - cell_width(text))


def align_right(text: str, width: int) -> str:
    """Fill a text with blanks on the left up to a width in cells."""
    return " " * (width - cell_width(text)) + text


def centre(text: str, width: int) -> str:
    """Put a text in the middle of a width in cells."""
    left = max(width - cell_width(text), 0) // 2
    return pad(" " * left + text, width)


def fold_label(label: str, width: int) -> str:
    """Break a label that is wider than a line of so many cells before its brackets."""
    return label if cell_width(label) <= width else label.replace("（", "\n（", 1)


def shares(widths: tuple[int, ...], total: int) -> tuple[int, ...]:
    """Share out a total in proportion to widths; the parts add up to it exactly."""
    edges = [sum(widths[:n]) * total // sum(widths) for n in range(len(widths) + 1)]
    return tuple(end - start for start, end in pairwise(edges))


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _wrap_line(line: str, width: int) -> list[str]:
    lines, current, used = [], "", 0
    for token in _tokens(line, width):
        needed = cell_width(token)
        if used + needed > width and current:
            lines.append(current.rstrip())
            current, used = "", 0
            if token.isspace():
                continue
        current, used = current + token, used + needed
    return [*lines, current.rstrip()] if current.strip() or not lines else lines


def _tokens(line: str, width: int) -> list[str]:
    """Cut a line into pieces that stay whole, characters where a piece is wider than a line."""
    pieces: list[str] = []
    for token in _TOKEN.findall(line):
        pieces += [token] if cell_width(token) <= width else token
    return pieces
