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


def is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether a line breaks off only because the next word had found no room in so wide a place."""
    unit = _UNIT.match(following)
    return text_width(line) + text_width(unit[0] if unit else "") > width


def rejoined(text: str, following: str) -> str:
    """Join a text to the rest of it that was wrapped: Chinese goes on without a blank."""
    is_latin = text[-1:].isascii() and following[:1].isascii()
    return f"{text} {following}" if is_latin else text + following


def unwrapped(lines: Sequence[str], width: int) -> str:
    """Join the lines of a cell so wide: a break stays where the next word had found room."""
    text, last = "", ""
    for line in filter(None, lines):
        if text and is_wrapped(last, line, width):
            text = rejoined(text, line)
        else:
            text = f"{text}\n{line}" if text else line
        last = line
    return text
