"""All segments of one kind of phrase, searched as one."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from perftui.phrases.index.arrays_file import DamagedError
from perftui.phrases.index.grams import grams_beginning
from perftui.phrases.index.postings import Postings, Weights
from perftui.phrases.index.segment import Segment


class Catalog:
    """Finds the ids of the phrases most like a text; what ranks them finely comes after."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = tuple(segments)

    def sharing(self, text: str, limit: int, effort: float = 1.0) -> list[int]:
        """Return phrases that share characters with a text, those that share most first.

        `effort`, up to 1, is the share of the usual work to be spent.
        """
        return self._found(text, limit, effort, lambda segment: segment.words)

    def sounding(self, initials: str, limit: int) -> list[int]:
        """Return phrases whose pinyin initials are like those given."""
        return self._found(initials, limit, 1.0, lambda segment: segment.initials)

    def rarity(self, pairs: Sequence[str]) -> list[float]:
        """Return how telling each pair of characters is: the logarithm of its rarity."""
        size = sum(segment.words.size for segment in self._segments)
        codes = np.array([grams_beginning(pair, len(pair))[0] for pair in pairs], dtype=np.uint32)
        counts = np.zeros(len(pairs))
        for segment in self._segments:
            counts += segment.words.counts(codes)
        weights: list[float] = np.log1p(size / np.maximum(counts, 1)).tolist()
        return weights

    def _found(
        self, text: str, limit: int, effort: float, postings: Callable[[Segment], Postings]
    ) -> list[int]:
        found = [
            _searched(segment, postings(segment), text, limit, effort) for segment in self._segments
        ]
        if not found:
            return []
        weights = np.concatenate([shared for _, shared in found])
        order = np.argsort(-weights, kind="stable")[:limit]
        best: list[int] = np.concatenate([ids for ids, _ in found])[order].tolist()
        return best


def _searched(
    segment: Segment, postings: Postings, text: str, limit: int, effort: float
) -> tuple[NDArray[np.int64], Weights]:
    try:
        if len(text) >= postings.width:
            numbers, shared = postings.with_grams(text, limit, effort)
        else:
            numbers = postings.beginning(text, limit)
            shared = np.linspace(1, 0, len(numbers), dtype=np.float32)
        return segment.ids[numbers], shared
    except IndexError as error:
        raise DamagedError("an index that names phrases it does not have") from error
