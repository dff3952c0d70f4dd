"""How the points of a narrative are laid out: the number, the words and the stop of each.

The parts put together again are the text, character by character.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from perftui.evaluation import narrative
from perftui.evaluation.numbering import NUMBERINGS, Marker, Numbering, markers, sequence

BLANKS = " \t\u3000\xa0"
STOPS = "。；;！!？?：:，,、"
FIRST_STYLE = NUMBERINGS[0]
_LINE = "\n"
_NUMERAL = re.compile(r"第?[\d一二三四五六七八九十]")
_CORE = re.compile(r"[\d一二三四五六七八九十]+")
_LAST, _NEXT_BUT = "最后", "再次"


@dataclass(frozen=True)
class Piece:
    """A point: its number, the blank behind it, its words, and its stop with what separates it."""

    marker: str
    blank: str
    words: str
    tail: str
    number: int = 0

    @property
    def text(self) -> str:
        """All of it, as it stands in the narrative."""
        return self.marker + self.blank + self.words + self.tail

    @property
    def stop(self) -> str:
        """The stops behind its words, without what is white."""
        return self.tail.rstrip(BLANKS + _LINE)

    @property
    def white(self) -> str:
        """What separates it from the next, without the stops."""
        return self.tail[len(self.stop) :]

    def having(self, words: str, tail: str | None = None) -> "Piece":
        """Return it with other words."""
        tail = self.tail if tail is None else tail
        return replace(self, words=words, tail=tail).apart()

    def apart(self) -> "Piece":
        """Return it with a blank before words that its number would run into."""
        runs_on = self.marker.endswith("、") and not self.blank and _NUMERAL.match(self.words)
        return replace(self, blank=" ") if runs_on else self


@dataclass(frozen=True)
class Layout:
    """What introduces the points, the points in order, and what stands behind them all."""

    lead: str
    pieces: tuple[Piece, ...]
    closing: str = ""
    style: Numbering | None = None

    @property
    def text(self) -> str:
        """The narrative."""
        return "".join([self.lead, *(piece.text for piece in self.pieces), self.closing])

    @property
    def is_in_lines(self) -> bool:
        """Whether each point has a line of its own."""
        return any(_LINE in piece.tail for piece in self.pieces[:-1])

    @property
    def gap(self) -> str:
        """What separates two points, without the stops; a line break if there is but one."""
        return self.pieces[-2].white if len(self.pieces) > 1 else _LINE

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each point begins, and where the last one ends."""
        edges = [len(self.lead)]
        for piece in self.pieces:
            edges.append(edges[-1] + len(piece.text))
        return tuple(edges)

    def body_of(self, place: int) -> int:
        """Return where the words of a point begin."""
        piece = self.pieces[place]
        return self.starts[place] + len(piece.marker) + len(piece.blank)

    def place_of(self, caret: int) -> int | None:
        """Return which point the caret is in; None before the first and behind the last."""
        *starts, end = self.starts
        inside = [place for place, start in enumerate(starts) if start <= caret]
        return inside[-1] if inside and caret <= end else None

    def put(self, place: int, count: int, pieces: Iterable[Piece]) -> "Layout":
        """Put points in place of some, those behind them counted on."""
        new = tuple(pieces)
        every = (*self.pieces[:place], *new, *self.pieces[place + count :])
        first = self.pieces[place].number if place < len(self.pieces) else 0
        return replace(self, pieces=every).counted(place, first)

    def counted(self, place: int, number: int = 1) -> "Layout":
        """Number the points from one on, which gets a number if it is the first of all."""
        if self.style is None or not self.style.counts:
            return self
        pieces = list(self.pieces)
        for at in range(place, len(pieces)):
            number = pieces[at - 1].number + 1 if at else number
            marker = _marker(pieces[at].marker, self.style, number)
            pieces[at] = replace(pieces[at], marker=marker, number=number)
        return replace(self, pieces=tuple(pieces))

    def following(self, place: int) -> tuple[Piece, Piece]:
        """Return a point as it is when another follows it, and that one, still without words."""
        piece = self.pieces[place]
        if self.style is None:
            return piece, replace(piece, words="", tail="")
        if self.style.counts:
            number = piece.number + 1
            marker = _marker(piece.marker, self.style, number)
            return piece, replace(piece, marker=marker, words="", tail="", number=number)
        punctuation = piece.marker[2:]
        if place < len(self.pieces) - 1:
            marker = self.style.write(min(place + 2, 3))[:2]
        else:
            marker = _LAST
            if place and piece.marker.startswith(_LAST):
                piece = replace(piece, marker=_NEXT_BUT + punctuation)
        return piece, replace(piece, marker=marker + punctuation, words="", tail="")


@lru_cache(maxsize=16)
def layout_of(text: str) -> Layout:
    """Read how the points of a text are laid out; without numbers they are what sets them apart."""
    found = _numbering(text)
    if found:
        starts = [marker.start for marker in found]
        bodies = [_behind_blanks(text, marker.end) for marker in found]
    else:
        starts = bodies = [point.start for point in narrative.split(text)]
    if not starts:
        return Layout(text, ())
    heads = [text[start:body] for start, body in zip(starts, bodies, strict=True)]
    end = _end_of_last(text, starts, bodies) if found else len(text)
    edges = [*starts[1:], end]
    pieces = []
    for place, (body, edge) in enumerate(zip(bodies, edges, strict=True)):
        words = text[body:edge].rstrip(BLANKS + _LINE + STOPS)
        marker = found[place].text if found else ""
        number = (found[place].number or 0) if found else 0
        blank, tail = heads[place][len(marker) :], text[body + len(words) : edge]
        pieces.append(Piece(marker, blank, words, tail, number))
    style = found[0].style if found else None
    return Layout(text[: starts[0]], tuple(pieces), text[end:], style)


def _numbering(text: str) -> list[Marker]:
    """Return the markers that number the points, also a lone one behind an introduction."""
    found = sequence(text)
    if found:
        return found
    begun = [one for one in markers(text) if _is_introduced(text[: one.start])]
    return begun if len(begun) == 1 else []


def _is_introduced(before: str) -> bool:
    return before.rstrip(BLANKS).endswith(_LINE) and before.rstrip().endswith(("：", ":"))


def _behind_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in BLANKS:
        start += 1
    return start


def _end_of_last(text: str, starts: list[int], bodies: list[int]) -> int:
    """Return where the last point ends: where each has one line, a further line closes the text."""
    ends = [body + len(text[body:].partition(_LINE)[0]) for body in bodies]
    in_one_line = not any(
        text[end:following].strip() for end, following in zip(ends, starts[1:], strict=False)
    )
    is_closed = len(bodies) > 1 and in_one_line and text[ends[-1] :].strip()
    return ends[-1] if is_closed else len(text)


def _marker(like: str, style: Numbering, number: int) -> str:
    """Write a number as another one is written, with its brackets and stop."""
    written = style.write(number)
    core, old = _CORE.search(written), _CORE.search(like)
    if core is None or old is None:
        return written
    return like[: old.start()] + core[0] + like[old.end() :]
