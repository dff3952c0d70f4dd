"""Which phrases contain a gram: one sorted list of phrase numbers for each gram, end to end.

Phrases are numbered in falling order of use, so the first numbers of a list are the most used
phrases. That bounds the work for frequent grams: what is cut off was hardly ever used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from perftui.phrases.index.grams import Grams, Numbers, grams_beginning, grams_of, grams_of_all

Weights = NDArray[np.float32]

_CHUNK = 50_000
# Of how many phrases at most the rarest grams are summed up, and how many of one gram's.
_READ_AT_LEAST, _READ_SHARE = 6_000, 0.06
_KEPT = 600
_OF_ONE_GRAM = 40


@dataclass(frozen=True)
class Postings:
    """The phrases that contain each gram: those of `grams[i]` begin at `numbers[starts[i]]`."""

    width: int
    size: int
    grams: Grams
    starts: NDArray[np.int64]
    numbers: Numbers

    @cached_property
    def _most_read(self) -> int:
        return int(_READ_AT_LEAST + _READ_SHARE * self.size)

    def counts(self, grams: Grams) -> NDArray[np.int64]:
        """Return how many phrases contain each gram."""
        places, known = self._places(grams)
        found = np.zeros(len(grams), dtype=np.int64)
        found[known] = self.starts[places[known] + 1] - self.starts[places[known]]
        return found

    def with_grams(self, text: str, limit: int, effort: float) -> tuple[Numbers, Weights]:
        """Return the phrases that share the rarest grams with a text, and the weight they share.

        At most `limit`, the heaviest first; a gram weighs the logarithm of its rarity. `effort`, up
        to 1, is the share of the usual work to be spent.
        """
        grams = grams_of(text, self.width)
        places, known = self._places(grams)
        places = places[known]
        if not len(places):
            return _NOTHING
        counts = self.starts[places + 1] - self.starts[places]
        order = np.argsort(counts, kind="stable")
        places, weights = places[order], np.log1p(self.size / counts[order]).astype(np.float32)
        read, numbers = self._sum_up(places, weights, int(self._most_read * effort))
        marks = self._scratch
        shared = marks[numbers]
        marks[numbers] = 0
        numbers, shared = _heaviest(numbers, shared, max(limit, int(_KEPT * effort)))
        for place, weight in zip(places[read:], weights[read:], strict=True):
            shared[self._holds(place, numbers)] += weight
        return _heaviest(numbers, shared, limit)

    def beginning(self, text: str, limit: int) -> Numbers:
        """Return the most used phrases that hold a text shorter than a gram."""
        first, after = np.searchsorted(
            self.grams, np.array(grams_beginning(text, self.width), dtype=np.uint64)
        )
        lists = [
            self.numbers[
                self.starts[place] : min(self.starts[place] + _OF_ONE_GRAM, self.starts[place + 1])
            ]
            for place in range(first, after)
        ]
        return np.unique(np.concatenate(lists))[:limit] if lists else _NOTHING[0]

    def _places(self, grams: Grams) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return where grams stand, and whether they are there at all."""
        if not len(self.grams):
            return np.zeros(len(grams), dtype=np.int64), np.zeros(len(grams), dtype=bool)
        places = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return places, self.grams[places] == grams

    def _sum_up(
        self, places: NDArray[np.int64], weights: Weights, left: int
    ) -> tuple[int, Numbers]:
        """Add the weights of the rarest grams to their phrases, until enough were read."""
        marks, most = self._scratch, left // 3
        lists: list[Numbers] = []
        for place, weight in zip(places, weights, strict=True):
            end = min(self.starts[place + 1], self.starts[place] + most)
            numbers = self.numbers[self.starts[place] : end]
            if lists and len(numbers) > left:
                break
            marks[numbers] += weight
            lists.append(numbers)
            left -= len(numbers)
        return len(lists), np.concatenate(lists)

    def _holds(self, place: int, numbers: Numbers) -> NDArray[np.bool_]:
        holders = self.numbers[self.starts[place] : self.starts[place + 1]]
        found = np.minimum(np.searchsorted(holders, numbers), len(holders) - 1)
        held: NDArray[np.bool_] = holders[found] == numbers
        return held

    @cached_property
    def _scratch(self) -> Weights:
        """The array in which weights are summed: made once, all zero between searches."""
        return np.zeros(self.size, dtype=np.float32)


def build(texts: Sequence[str], width: int) -> Postings:
    """Make the postings of texts; their places in the sequence are the phrase numbers."""
    chunks = [
        (grams, numbers + np.int32(begin))
        for begin in range(0, len(texts), _CHUNK)
        for grams, numbers in [grams_of_all(texts[begin : begin + _CHUNK], width)]
    ]
    if not chunks:
        return Postings(
            width, 0, np.zeros(0, np.uint32), np.zeros(1, np.int64), np.zeros(0, np.int32)
        )
    runs = [np.unique(grams, return_counts=True) for grams, _ in chunks]
    known = np.unique(np.concatenate([grams for grams, _ in runs]))
    counts = np.zeros(len(known), dtype=np.int64)
    for grams, lengths in runs:
        counts[np.searchsorted(known, grams)] += lengths
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    ordered, free = np.empty(starts[-1], dtype=np.int32), starts[:-1].copy()
    for (_, numbers), (grams, lengths) in zip(chunks, runs, strict=True):
        places = np.searchsorted(known, grams)
        within = np.arange(len(numbers)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        ordered[np.repeat(free[places], lengths) + within] = numbers
        free[places] += lengths
    return Postings(width, len(texts), known, starts, ordered)


_NOTHING = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


def _heaviest(numbers: Numbers, shared: Weights, limit: int) -> tuple[Numbers, Weights]:
    """Return each phrase once, the heaviest first, of equals the most used; at most `limit`."""
    if len(numbers) > limit * 16:  # a phrase may stand here once for each gram
        light = np.partition(shared, -limit * 8)[-limit * 8]
        numbers, shared = numbers[shared >= light], shared[shared >= light]
    numbers, first = np.unique(numbers, return_index=True)
    shared = shared[first]
    order = np.argsort(-shared, kind="stable")[:limit]
    return numbers[order], shared[order]
