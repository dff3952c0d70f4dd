"""How well a wording matches what is typed, from 0 to 1.

The blend was measured on a million grown phrases: how many of the typed character pairs occur,
the common subsequence, the plain ratio where lengths are alike, and the common beginning.
"""

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Prefix

_COVERAGE, _SUBSEQUENCE, _RATIO, _PREFIX = 0.52, 0.24, 0.17, 0.07


def similarity(typed: str, wording: str) -> float:
    """Return how well a wording matches a typed text; both should be `comparable`."""
    if not typed or not wording:
        return 0.0
    shorter = min(len(typed), len(wording))
    return (
        _COVERAGE * _pair_coverage(typed, wording)
        + _SUBSEQUENCE * LCSseq.similarity(typed, wording) / shorter
        + _RATIO * fuzz.ratio(typed, wording) / 100 * min(1.0, len(typed) / len(wording)) ** 2
        + _PREFIX * Prefix.similarity(typed, wording) / len(typed)
    )


def comparable(text: str) -> str:
    """Return a text without blanks and punctuation, which typing differs in."""
    return "".join(char for char in text if char.isalnum())


def _pair_coverage(typed: str, wording: str) -> float:
    pairs = {typed[i : i + 2] for i in range(len(typed) - 1)} or {typed}
    return sum(pair in wording for pair in pairs) / len(pairs)
