"""Text set from the top down, in one or more columns, -> the order it is read in."""

from collections.abc import Sequence
from itertools import pairwise

from perftui.readers.formats.pdf.page import Char

_STRAIGHT = 0.4
_LONGEST_STEP = 2.2
_NEXT_COLUMN = 0.55
_SIDE_BY_SIDE = 0.25
_FEWEST = 3


def upright_text(chars: Sequence[Char]) -> str | None:
    """Return what characters say that were drawn from the top down; None if they were not.

    Its columns go from right to left unless they were drawn the other way.
    """
    inked = [char for char in chars if not char.text.isspace()]
    if len(inked) < _FEWEST or not _goes_down(inked):
        return None
    columns = _columns(inked)
    drawn = [min(char.order for char in column) for column in columns]
    if drawn != sorted(drawn):
        columns.reverse()
    return "".join(char.text for column in columns for char in _downwards(column))


def _goes_down(chars: Sequence[Char]) -> bool:
    """Whether most characters were drawn below the one before, and hardly any beside it."""
    steps = list(pairwise(sorted(chars, key=lambda char: char.order)))
    down = sum(_is_below(*step) for step in steps)
    return 2 * down >= len(steps) and down > 2 * sum(_is_behind(*step) for step in steps)


def _is_below(before: Char, after: Char) -> bool:
    size = max(before.size, after.size)
    aside, down = abs(after.centre - before.centre), after.middle - before.middle
    return aside <= _STRAIGHT * size and 0.2 * size < down < _LONGEST_STEP * size


def _is_behind(before: Char, after: Char) -> bool:
    size = max(before.size, after.size)
    return abs(after.middle - before.middle) <= _STRAIGHT * size and after.centre > before.centre


def _columns(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the columns of characters from left to right."""
    columns: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.centre):
        if columns and char.centre - columns[-1][-1].centre <= _NEXT_COLUMN * char.size:
            columns[-1].append(char)
        else:
            columns.append([char])
    return columns


def _downwards(column: Sequence[Char]) -> list[Char]:
    """Return the characters of a column from the top down, those side by side from the left."""
    rows: list[list[Char]] = []
    for char in sorted(column, key=lambda char: char.middle):
        if rows and char.middle - rows[-1][0].middle <= _SIDE_BY_SIDE * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [char for row in rows for char in sorted(row, key=lambda char: char.left)]
