"""Formatted pages: the properties of runs of paragraphs or characters, by offset in the file."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import unpack_from

from perftui.readers.formats.word97 import DAMAGED, TOO_LARGE, UnreadableError

PAGE = 512
MOST_PAGES = 2_000
_PARAGRAPH_ENTRY = 13


@dataclass(frozen=True, slots=True)
class Run:
    """What stands between two offsets of the file, and the list of modifiers that shape it.

    A run of a paragraph has a style, by its number.
    """

    start: int
    end: int
    modifiers: bytes
    style: int = 0


NO_RUN = Run(0, 0, b"")


class Runs:
    """Runs that follow one another without overlap, found by offset."""

    def __init__(self, runs: Iterator[Run]) -> None:
        self._runs = sorted({run.start: run for run in runs}.values(), key=lambda run: run.start)
        self._starts = [run.start for run in self._runs]

    def at(self, offset: int) -> Run | None:
        """Return the run that holds an offset, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self._runs[index] if index >= 0 and offset < self._runs[index].end else None

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Yield what lies between two offsets, run by run; where there is none, an empty run."""
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._runs)):
            run = self._runs[index]
            if run.start >= end:
                break
            following = self._starts[index + 1 : index + 2]
            last = min(run.end, end, *following)
            if start < run.start:
                yield start, run.start, NO_RUN
                start = run.start
            if start < last:
                yield start, last, run
                start = last
        if start < end:
            yield start, end, NO_RUN


def paragraph_runs(stream: bytes, table: bytes) -> Runs:
    """Read the runs of paragraphs, from the WordDocument stream and the list of its pages."""
    return Runs(_runs(stream, table, _paragraph))


def character_runs(stream: bytes, table: bytes) -> Runs:
    """Read the runs of characters, from the WordDocument stream and the list of its pages."""
    return Runs(_runs(stream, table, _characters))


def _runs(
    stream: bytes, table: bytes, entry: Callable[[bytes, int, int], tuple[bytes, int]]
) -> Iterator[Run]:
    for number in _page_numbers(table):
        page = stream[number * PAGE : (number + 1) * PAGE]
        if len(page) < PAGE:
            raise UnreadableError(DAMAGED)
        count = page[-1]
        offsets = unpack_from(f"<{count + 1}I", page)
        for index, (start, end) in enumerate(pairwise(offsets)):
            yield Run(start, end, *entry(page, count, index))


def _page_numbers(table: bytes) -> tuple[int, ...]:
    """Return the numbers of the pages, each once."""
    count = max((len(table) - 4) // 8, 0)
    words = unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
    numbers = dict.fromkeys(word & 0x3F_FFFF for word in words)
    if len(numbers) > MOST_PAGES:
        raise UnreadableError(TOO_LARGE)
    return tuple(numbers)


def _paragraph(page: bytes, count: int, index: int) -> tuple[bytes, int]:
    at = 2 * page[4 * (count + 1) + _PARAGRAPH_ENTRY * index]
    if not at:
        return b"", 0
    start, size = (at + 1, 2 * page[at] - 1) if page[at] else (at + 2, 2 * page[at + 1])
    (style,) = unpack_from("<H", page, start)
    return page[start + 2 : start + size], style


def _characters(page: bytes, count: int, index: int) -> tuple[bytes, int]:
    at = 2 * page[4 * (count + 1) + index]
    return (page[at + 1 : at + 1 + page[at]], 0) if at else (b"", 0)
