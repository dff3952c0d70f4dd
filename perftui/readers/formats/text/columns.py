"""How wide text is on a screen with letters of one width, and texts that were wrapped to it."""

import re
import unicodedata
from collections.abc import Sequence

_UNIT = re.compile(r"[（《「『【“‘]*(?:[!-~]+|.)[，。、；：！？）》」』】”’…％,.;:!?)]*", re.DOTALL)
_LATIN_END, _LATIN_START = re.compile(r"(?<![!-~])[!-~]+\Z"), re.compile(r"[!-~]+")
_INDENTED = 3


def width_of(char: str, of_ambiguous: int = 1) -> int:
    """Return a character's width: 2 for Chinese; those that fonts disagree on as told.

    What stands on the character before it, as an accent, has none.
    """
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
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
    blank = _is_latin(line[-1:]) and _is_latin(following[:1])
    return text_width(line) + blank + text_width(unit[0] if unit else "") > width


def rejoined(text: str, following: str, is_full: bool) -> str:
    """Join a text to the rest of it that was wrapped: Chinese goes on without a blank.

    So does a word cut where its line `is_full`, of which the rest would have found no room either.
    """
    is_apart = _is_latin(text[-1:]) and _is_latin(following[:1]) and not is_full
    return f"{text} {following}" if is_apart else text + following


def unwrapped(lines: Sequence[str], width: int) -> str:
    """Join the lines of a cell so wide: a break stays where the next word had found room.

    Where paragraphs begin two blanks in, breaks are there and nowhere else. The lines have the
    blanks before them, of which one belongs to the cell.
    """
    indents = {len(line) - len(line.lstrip(" ")) for line in lines if line}
    is_indented = indents <= {1, _INDENTED} and _is_indented(next(filter(None, lines), ""))
    text = last = ""
    for line in lines:
        bare = line.strip()
        goes_on = not _is_indented(line) if is_indented else is_wrapped(last, bare, width)
        if text and bare and goes_on:
            text = rejoined(text, bare, is_cut(last, bare, width))
        elif bare or is_indented:
            text = f"{text}\n{bare}"
        last = bare or last
    return text.strip()


def is_cut(line: str, following: str, width: int) -> bool:
    """Whether a line so wide broke off within a word, for the whole word had found no room."""
    last, first = _LATIN_END.search(line), _LATIN_START.match(following)
    if last is None or first is None:
        return False
    return text_width(line) == width and len(last[0] + first[0]) > width


def _is_latin(char: str) -> bool:
    return char.isascii() and not char.isspace()


def _is_indented(line: str) -> bool:
    return line.startswith(" " * _INDENTED)
