"""How wide text is on a screen with letters of one width, and texts that were wrapped to it."""

import re
import unicodedata
from collections.abc import Sequence

_UNIT = re.compile(r"[!-~]+|.[，。、；：！？）》」』】”’…％,.;:!?)]*", re.DOTALL)


def width_of(char: str, of_ambiguous: int = 1) -> int:
    """Return a character's width: 2 for Chinese; those that fonts disagree on as told."""
    kind = unicodedata.east_asian_width(char)
    if kind == "A":
        return of_ambiguous
    return 2 if kind in "WF" else 1


def text_width(text: str, of_ambiguous: int = 1) -> int:
    """Return the width of a text."""
    return sum(width_of(char, of_ambiguous) for char in text)


def unwrapped(lines: Sequence[str], width: int) -> str:
    """Join the lines of a cell so wide: a break stays where the next word had found room."""
    text, last = "", ""
    for line in lines:
        if not line:
            continue
        unit = _UNIT.match(line)
        is_wrap = text_width(last) + text_width(unit[0] if unit else "") > width
        if not text:
            joint = ""
        elif not is_wrap:
            joint = "\n"
        else:
            joint = " " if last[-1].isascii() and line[0].isascii() else ""
        text, last = text + joint + line, line
    return text
