"""What a field of one line does with text: several lines put into it, and its words."""

import re
from itertools import pairwise

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FEW = 4
_WORD = re.compile(rf"[{_HAN}]{{1,{_FEW}}}|\d[\d.,]*[%％]?|(?:(?![{_HAN}])\w)+|[^\w\s]+")
_NUMBER = re.compile(r"\d")
# Between these, a line's end was a blank: words and figures written in Latin letters.
_SET_APART = re.compile(r"[A-Za-z0-9,.;:!?%)\]]$"), re.compile(r"^[A-Za-z0-9(\[]")


def join_lines(text: str) -> str:
    """Put several lines into one: with a blank between Latin words, nothing between Han."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if "\n" not in text or not lines:
        return text.replace("\n", "").replace("\t", " ")
    joined = lines[0]
    for before, line in pairwise(lines):
        apart = _SET_APART[0].search(before) and _SET_APART[1].search(line)
        joined += f" {line}" if apart else line
    return joined.replace("\t", " ")


def pick_number(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the first line that holds a figure, and the other lines that are not blank."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for place, line in enumerate(lines):
        if _NUMBER.search(line):
            return line, (*lines[:place], *lines[place + 1 :])
    return "", tuple(lines)


def word_before(text: str, at: int) -> int:
    """Return where the word before an offset begins; of Han, a few characters are one."""
    return max((word.start() for word in _WORD.finditer(text) if word.start() < at), default=0)


def word_after(text: str, at: int) -> int:
    """Return where the next word after an offset begins, or the end of the text."""
    starts = (word.start() for word in _WORD.finditer(text) if word.start() > at)
    return min(starts, default=len(text))
