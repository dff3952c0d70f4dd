"""How well a wording matches what is typed, from 0 to 1.

The blend was measured on a million grown phrases: while a wording is being typed, how many of the
typed character pairs occur in it, the rare ones counting most, the common subsequence, and the
common beginning; the more of it is typed, the more the plain ratio. Letters typed instead of words
are compared with a wording's pinyin.
"""

import re
from collections.abc import Callable, Sequence
from math import log, sqrt

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Prefix

from perftui.phrases.pinyin import Spelled, initials_of
from perftui.phrases.slots import SLOT

_COVERAGE, _SUBSEQUENCE, _PREFIX = 0.6, 0.32, 0.08
_RATIO = 0.6
# How much the most used phrase gains on one never used, where both match alike.
_HABIT, _OFTEN = 0.05, 500
_SENTENCE_END = re.compile(r"[。！？\n]+")
# Letters are few and alike by chance more often: a loose likeness of initials says nothing.
_CHANCE_OF_LETTERS = 0.7

Rarity = Callable[[Sequence[str]], Sequence[float]]
"""Gives each pair of characters its weight."""


def comparable(text: str) -> str:
    """Return what a text is compared by: its words, without slots, figures and punctuation."""
    return "".join(char for char in SLOT.sub("", text) if char.isalpha()).casefold()


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each comparable; those without a word are left out."""
    return list(filter(None, map(comparable, _SENTENCE_END.split(text))))


class Typed:
    """A typed text, made ready to be compared with many wordings; all of them `comparable`."""

    def __init__(self, text: str, rarity: Rarity | None = None) -> None:
        self._text = text
        pairs = _pairs(text)
        weights = rarity(pairs) if rarity else [1.0] * len(pairs)
        self._weights = dict(zip(pairs, weights, strict=True))
        self._weight = sum(weights)

    def likeness(self, wording: str) -> float:
        """Return how well a wording matches."""
        if not self._text or not wording:
            return 0.0
        typed = self._text
        shorter = min(len(typed), len(wording))
        # In a long text a short wording finds its characters by chance.
        fair = shorter if len(typed) <= len(wording) else sqrt(len(typed) * len(wording))
        begun = (
            _COVERAGE * self._coverage(wording)
            + _SUBSEQUENCE * LCSseq.similarity(typed, wording) / fair
            + _PREFIX * Prefix.similarity(typed, wording) / shorter
        )
        whole = _RATIO * (1 - self.remainder(wording))
        return begun * (1 - whole) + whole * fuzz.ratio(typed, wording) / 100

    def remainder(self, wording: str) -> float:
        """Return how much of a wording is still to be typed, 0 for all of it."""
        return remainder(self._text, wording)

    def _coverage(self, wording: str) -> float:
        """Return the share of the typed pairs that occur, or of the wording's if it is short."""
        hits = [weight for pair, weight in self._weights.items() if pair in wording]
        found = sum(hits)
        typed = found / self._weight
        if not found or len(wording) >= len(self._text):
            return typed
        average = self._weight / len(self._weights)
        missing = max(len(wording) - 1 - len(hits), 0)
        return max(typed, found / (found + average * missing) * sqrt(typed))


def remainder(typed: str, wording: str) -> float:
    """Return how much of a wording is still to be typed, from 1 down to 0."""
    return 1 - min(1.0, len(typed) / len(wording)) ** 2 if wording else 0.0


def preference(likeness: float, used: int, remainder: float) -> float:
    """Return what a match is ranked by: with much still to type, the most used is the likeliest."""
    habit = min(log(1 + used) / log(1 + _OFTEN), 1.0)
    return likeness + _HABIT * habit * remainder


def similarity(typed: str, wording: str) -> float:
    """Return how well one wording matches a typed text; both `comparable`."""
    return Typed(typed).likeness(wording)


def sounds_like(spelled: Spelled, pinyin: str) -> float:
    """Return how well typed letters match the pinyin of a wording, 0 to 1."""
    alike = fuzz.partial_ratio(spelled.initials, initials_of(pinyin)) / 100
    likeness = max(alike - _CHANCE_OF_LETTERS, 0.0) / (1 - _CHANCE_OF_LETTERS)
    written = spelled.syllables
    if not written:
        return likeness
    return likeness * LCSseq.similarity(written, pinyin.split()) / len(written)


def _pairs(text: str) -> list[str]:
    pairs = dict.fromkeys(text[place : place + 2] for place in range(len(text) - 1))
    return list(pairs) or [text]
