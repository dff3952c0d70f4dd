"""Finds the misspellings of a text, and puts them right."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.rules.reading.meeting_words import Misspelling
from perftui.rules.reading.misspellings import MISSPELLINGS

_SENTENCE_ENDS = re.compile("[。；！？\n]")
_MOST_TURNS = 5


@dataclass(frozen=True)
class Misspelt:
    """A wrong word at `start` of a text, and the right one."""

    wrong: str
    right: str
    start: int

    @property
    def end(self) -> int:
        """Where the wrong word ends."""
        return self.start + len(self.wrong)


def misspelt(text: str) -> tuple[Misspelt, ...]:
    """Return the misspellings of a text by place."""
    return tuple(_found(text))


def corrected(text: str) -> str:
    """Return a text without misspellings; a correction may bring up another one."""
    for _ in range(_MOST_TURNS):
        found = misspelt(text)
        if not found:
            break
        for one in reversed(found):
            text = text[: one.start] + one.right + text[one.end :]
    return text


def _found(text: str) -> Iterator[Misspelt]:
    place = 0
    for match in _MAY_BE_WRONG.finditer(text):
        start = match.start()
        known = _KNOWN.get(text[start : start + 2], ()) if start >= place else ()
        one = next((one for one in known if _is_wrong(one, text, start)), None)
        if one:
            place = start + len(one.wrong)
            yield Misspelt(one.wrong, one.right, start)


def _is_wrong(known: Misspelling, text: str, start: int) -> bool:
    end = start + len(known.wrong)
    if not text.startswith(known.wrong, start):
        return False
    if start and text[start - 1] in known.not_after:
        return False
    if known.not_before and text.startswith(_words(known.not_before), end):
        return False
    if known.before and not text.startswith(_words(known.before), end):
        return False
    rest = _rest_of_sentence(text, end) if known.not_with else ""
    return not any(word in rest for word in known.not_with.split())


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def _rest_of_sentence(text: str, start: int) -> str:
    end = _SENTENCE_ENDS.search(text, start)
    return text[start : end.start() if end else len(text)]


def _by_pair() -> dict[str, list[Misspelling]]:
    """Return the misspellings by the two characters with which they are met, the longest first."""
    known: dict[str, list[Misspelling]] = defaultdict(list)
    for one in sorted(MISSPELLINGS, key=lambda one: -len(one.wrong)):
        for pair in {(one.wrong + word)[:2] for word in one.before.split() or ("",)}:
            known[pair].append(one)
    return dict(known)


def _any_of(places: slice) -> str:
    return "".join(sorted({char for pair in _KNOWN for char in pair[places]}))


_KNOWN = _by_pair()
# Looks at one character and at the next: faster by far than all words one after the other.
_MAY_BE_WRONG = re.compile(f"[{_any_of(slice(1))}](?=[{_any_of(slice(1, 2))}])")
