"""A text quoted in a report: the sentences around what is wrong, cut where they are long."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perftui.evaluation.sentences import Span, sentences
from perftui.writers.cell import clean

REACH = 48
"""How many characters of its sentence a quote keeps on either side of a mark."""

_WHOLE = 120  # a mark on all of a text longer than this points nothing out
_NEAR = 6  # leaving out fewer characters than this between two quotes is not worth it
_PAUSE = re.compile(r"[，、：）)]|[,:](?!\d)")
_UNBROKEN = re.compile(r"[0-9A-Za-z.,%_-]{2}")  # a number or a Latin word stays whole
_DOTS = "…"

Stretch = tuple[int, int]


@dataclass(frozen=True)
class ListedText:
    """A quoted text; `name` is its field's, `marks` are the stretches of it that are wrong."""

    name: str
    text: str
    marks: tuple[Stretch, ...] = ()

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text, cleaned, in the pieces that are marked (True) and those between."""
        marks = _joined(self.marks, len(self.text))
        edges = sorted({0, len(self.text), *(edge for mark in marks for edge in mark)})
        for start, end in pairwise(edges):
            lines = self.text[start:end].split("\n")
            if piece := "\n".join(clean(line) for line in lines):
                yield piece, any(first <= start < last for first, last in marks)


def quote(name: str, text: str, spans: Iterable[tuple[int, int | None]]) -> tuple[ListedText, ...]:
    """Return the sentences of a text around spans, the spans marked; an end of None is its end.

    Sentences that follow one another make one quote. A long sentence is cut, with an ellipsis,
    but never within a mark. Of a long text that is all marked its beginning is quoted unmarked.
    """
    length = len(text) if text.strip() else 0
    marks = _joined(((start, length if end is None else end) for start, end in spans), length)
    if length > _WHOLE and any(text[start:end].strip() == text.strip() for start, end in marks):
        return (ListedText(name, text.strip()[: _WHOLE // 2] + _DOTS),)
    around = sentences(text)
    starts = [sentence.start for sentence in around]
    shown: list[_Window] = []
    for mark in marks:
        window = _window(text, mark, _ends(mark, around, starts))
        if shown and not text[shown[-1].end : max(window.start - _NEAR, 0)].strip():
            shown[-1] = shown[-1].up_to(window)
        else:
            shown.append(window)
    return tuple(_quoted(name, text, window) for window in shown)


@dataclass(frozen=True)
class _Window:
    """The part of a text that is quoted, which of its ends cut a sentence, and its marks."""

    start: int
    end: int
    is_cut: tuple[bool, bool]
    marks: tuple[Stretch, ...]

    def up_to(self, later: "_Window") -> "_Window":
        last = max(self, later, key=lambda window: window.end)
        is_cut = (self.is_cut[0], last.is_cut[1])
        return _Window(self.start, last.end, is_cut, self.marks + later.marks)


def _joined(spans: Iterable[Stretch], length: int) -> tuple[Stretch, ...]:
    """Return spans in order, within so many characters, those that touch as one."""
    joined: list[Stretch] = []
    for first, last in sorted(spans):
        start, end = max(first, 0), min(last, length)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _ends(mark: Stretch, around: Sequence[Span], starts: Sequence[int]) -> Stretch:
    """Return from where to where the sentences go in which a mark begins and ends."""
    first, last = (bisect_right(starts, place) - 1 for place in (mark[0], mark[1] - 1))
    start = around[first].start if first >= 0 and mark[0] < around[first].end else mark[0]
    return start, max(mark[1], around[last].end if last >= 0 else 0)


def _window(text: str, mark: Stretch, ends: Stretch) -> _Window:
    start, end = ends
    if mark[0] - start > REACH:
        start = _cut_before(text, mark[0])
    if end - mark[1] > REACH:
        end = _cut_after(text, mark[1])
    return _Window(start, end, (start > ends[0], end < ends[1]), (mark,))


def _cut_before(text: str, place: int) -> int:
    """Return where to begin a quote at most REACH before a place, at best behind a pause."""
    pause = _PAUSE.search(text, place - REACH, place)
    start = pause.end() if pause and pause.end() < place else place - REACH
    while start < place and _UNBROKEN.match(text, start - 1):
        start += 1
    return start


def _cut_after(text: str, place: int) -> int:
    """Return where to end a quote at most REACH after a place, at best before a pause."""
    pauses = [found.start() for found in _PAUSE.finditer(text, place + 1, place + REACH)]
    end = pauses[-1] if pauses else place + REACH
    while end > place and _UNBROKEN.match(text, end - 1):
        end -= 1
    return end


def _quoted(name: str, text: str, window: _Window) -> ListedText:
    before, after = (_DOTS if cut else "" for cut in window.is_cut)
    offset = len(before) - window.start
    marks = tuple((start + offset, end + offset) for start, end in window.marks)
    return ListedText(name, before + text[window.start : window.end] + after, marks)
