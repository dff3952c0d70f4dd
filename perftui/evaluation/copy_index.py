"""`CopyIndex`: which of many texts may say much of what a text says, without comparing with all."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from perftui.evaluation.likeness import Masked, grams_of

# Shorter texts are alike by chance.
SHORTEST = 15
# Of the texts that share a gram so many are looked at: what more of them say is a set phrase.
_MOST_SHARING = 50
# With fewer, grams of different texts would too often lie in the same one.
_FEWEST_BUCKETS = 1 << 14
_COUNT = re.compile("[0-9][0-9,.]{0,19}(?![年月日号])[\u3400-\u9fff]")
_FEWEST_DIGITS = 3


@dataclass(frozen=True)
class Candidate:
    """A text that shares grams with another, and the numbers of those that say it so."""

    text: str
    sayers: Sequence[int]


class CopyIndex:
    """Many texts, by the grams and by the counts in them; a text is told by its number.

    Texts that differ in numbers, marks and blanks at most are one. The grams are buckets of one
    long array: bucket b holds the texts from `_starts[b]` to `_starts[b + 1]`.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        sayers: dict[str, list[int]] = {}
        self._counts: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            masked = Masked(text).text
            if len(masked) >= SHORTEST:
                sayers.setdefault(masked, []).append(number)
            for count in counts_in(text):
                self._counts.setdefault(count, []).append(number)
        self._texts = tuple(Candidate(*said) for said in sayers.items())
        self._enter([grams_of(text) for text in sayers])

    def like(self, text: Masked, share: float) -> Iterator[Candidate]:
        """Yield texts of which this one may share so much, or that may share it of this one.

        Those that share most that is not in very many come first. Whether they do share so much is
        for the caller to see.
        """
        rare, common = self._sharing(text.grams)
        shared = rare + common
        # Among many texts set phrases are not counted everywhere, so half the share must do.
        wanted = share if len(self._texts) <= _MOST_SHARING else share / 2
        length = len(text.grams)
        enough = [
            number
            for number, count in shared.items()
            if count >= wanted * min(length, self._lengths[number])
        ]
        enough.sort(key=lambda number: (-rare[number], -shared[number], number))
        return (self._texts[number] for number in enough)

    def counting(self, text: str) -> tuple[int, ...]:
        """Return the numbers of texts in which a count of this text stands, too."""
        found = (self._counts.get(count, ())[:_MOST_SHARING] for count in counts_in(text))
        return tuple(dict.fromkeys(number for numbers in found for number in numbers))

    def _sharing(self, grams: Set[int]) -> tuple[Counter[int], Counter[int]]:
        """Count by text the grams it shares: those of few texts, and those that very many have."""
        rare, common = array("I"), array("I")
        for bucket in {gram % self._size for gram in grams}:
            start, end = self._starts[bucket], self._starts[bucket + 1]
            if end - start <= _MOST_SHARING:
                rare += self._postings[start:end]
            else:
                common += self._postings[start : start + _MOST_SHARING]
        return Counter(rare), Counter(common)

    def _enter(self, grams: Sequence[frozenset[int]]) -> None:
        self._lengths = array("I", map(len, grams))
        self._size = max(_FEWEST_BUCKETS, sum(self._lengths))
        buckets = [array("I", {gram % self._size for gram in each}) for each in grams]
        ends = array("I", bytes(4 * (self._size + 1)))
        for each in buckets:
            for bucket in each:
                ends[bucket] += 1
        self._starts = array("I", accumulate(ends))
        self._postings = array("I", bytes(4 * self._starts[-1]))
        for number in reversed(range(len(buckets))):
            for bucket in buckets[number]:
                self._starts[bucket] -= 1
                self._postings[self._starts[bucket]] = number


def counts_in(text: str) -> Iterator[str]:
    """Yield the numbers of three digits or more with the character behind them: 1493件."""
    for match in _COUNT.finditer(text):
        count = match[0].replace(",", "")
        if sum(map(str.isdigit, count)) >= _FEWEST_DIGITS:
            yield count
