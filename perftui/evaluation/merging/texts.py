"""Two versions of a text put together point by point, where its points allow it.

A point is taken as one of the two has written it, never in part.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from perftui.evaluation.merging.conflict import clash, merge_value
from perftui.evaluation.point_layout import Layout, Piece, layout_of

_ENDS = ("。", "；", ";", "！", "？")


class _NotMergedError(Exception):
    """The texts cannot be put together by their points."""


class _Hunk(NamedTuple):
    """Points of the base from `start` to `end` in whose place one side has others, or more."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def is_rewritten(self) -> bool:
        """Whether it is neither one point in other words, nor points added or taken away only."""
        return len(self.pieces) != self.end - self.start > 0 < len(self.pieces)


class _Side(NamedTuple):
    """What one side did to the points of the base, and what has become of those it kept."""

    hunks: tuple[_Hunk, ...]
    kept: dict[int, Piece]


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """Return a text with what either side did to its points, numbered on in its style.

    None where both changed the same point, or added some at the same place, and where the points
    of the three texts are not told alike.
    """
    return _merged(base, mine, theirs, keeps_both=False)


def both_texts(base: str, mine: str, theirs: str) -> str:
    """Return what both have written, mine first: by points where they allow it, else in a row."""
    if mine in theirs or theirs in mine:
        return max(mine, theirs, key=len)
    merged = _merged(base, mine, theirs, keeps_both=True)
    return f"{mine.rstrip()}\n{theirs.lstrip()}" if merged is None else merged


def _merged(base: str, mine: str, theirs: str, *, keeps_both: bool) -> str | None:
    layouts = [layout_of(text) for text in (base, mine, theirs)]
    if not _are_of_one_kind(layouts):
        return None
    try:
        merged = _merged_layout(*layouts, keeps_both=keeps_both)
    except _NotMergedError:
        return None
    apart = replace(merged, pieces=tuple(piece.apart() for piece in merged.pieces))
    return next((one.text for one in (merged, apart) if _is_read_so(one)), None)


def _is_read_so(layout: Layout) -> bool:
    """Whether the text of a layout has its points: words may read like numbers beside others."""
    read = layout_of(layout.text)
    return _words(read.pieces) == _words(layout.pieces) and read.style is layout.style


def _are_of_one_kind(layouts: Sequence[Layout]) -> bool:
    """Whether the points of texts are told from one another in the same sure way."""
    styles = {layout.style and layout.style.name for layout in layouts}
    if len(styles) > 1 or not all(layout.pieces for layout in layouts):
        return False
    style = layouts[0].style
    if style is None:
        every = [layout.pieces for layout in layouts]
        has_words = all(piece.words for pieces in every for piece in pieces)
        return has_words and all(_ends(piece) for pieces in every for piece in pieces[:-1])
    return style.counts and all(_is_counted_on(layout) for layout in layouts)


def _ends(piece: Piece) -> bool:
    """Whether a point ends here, and not a line of a cell in the middle of a sentence."""
    return "\n" in piece.white or piece.stop.endswith(_ENDS)


def _is_counted_on(layout: Layout) -> bool:
    """Whether each point has the number after the one before, from 1 on."""
    numbers = [piece.number for piece in layout.pieces]
    return numbers == list(range(1, len(numbers) + 1))


def _merged_layout(base: Layout, mine: Layout, theirs: Layout, *, keeps_both: bool) -> Layout:
    stops = _common_stops((base, mine, theirs))
    if stops is not None:
        base, mine, theirs = map(_without_stops, (base, mine, theirs))
    points = _Points(base, mine, theirs, keeps_both=keeps_both)
    pieces = points.merged()
    if not pieces:
        raise _NotMergedError
    inner, final = stops or ("", "")
    gap = next((one.gap for one in (mine, theirs) if len(one.pieces) > 1), base.gap)
    spaced = [
        replace(piece, tail=inner + piece.stop + (piece.white or gap)) for piece in pieces[:-1]
    ]
    end = points.one(*(layout.pieces[-1].white for layout in (base, mine, theirs)))
    last = replace(pieces[-1], tail=final + pieces[-1].stop + end)
    if stops is None and last.words not in (mine.pieces[-1].words, theirs.pieces[-1].words):
        raise _NotMergedError  # its stop is none to end with
    lead = points.one(base.lead, mine.lead, theirs.lead)
    closing = points.one(base.closing, mine.closing, theirs.closing)
    return Layout(lead, (*spaced, last), closing, base.style).counted(0)


def _common_stops(layouts: Sequence[Layout]) -> tuple[str, str] | None:
    """Return the stop between points and that behind the last, if the texts agree in them."""
    inner = {piece.stop for layout in layouts for piece in layout.pieces[:-1]}
    final = {layout.pieces[-1].stop for layout in layouts}
    return ("".join(inner), "".join(final)) if max(len(inner), len(final)) <= 1 else None


def _without_stops(layout: Layout) -> Layout:
    pieces = (replace(piece, tail=piece.white) for piece in layout.pieces)
    return replace(layout, pieces=tuple(pieces))


def _side(base: Layout, changed: Layout) -> _Side:
    hunks: list[_Hunk] = []
    kept: dict[int, Piece] = {}
    olds, news = _words(base.pieces), _words(changed.pieces)
    for what, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        pieces = changed.pieces[c:d]
        if len(pieces) != b - a:
            hunks.append(_Hunk(a, b, pieces))
            continue
        kept.update(zip(range(a, b), pieces, strict=True))
        if what != "equal":
            hunks += (_Hunk(a + n, a + n + 1, (piece,)) for n, piece in enumerate(pieces))
    return _Side(tuple(hunks), kept)


def _groups(mine: _Side, theirs: _Side) -> list[list[_Hunk]]:
    """Return what was changed in order, together what concerns the same points."""
    groups: list[list[_Hunk]] = []
    for hunk in sorted({*mine.hunks, *theirs.hunks}, key=lambda hunk: hunk[:2]):
        if groups and any(_concern_the_same(one, hunk) for one in groups[-1]):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _concern_the_same(one: _Hunk, other: _Hunk) -> bool:
    """Whether two changes meet: in some point, or where points are added."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    is_inside = any(a.start < b.start == b.end < a.end for a, b in ((one, other), (other, one)))
    touches_rewritten = start == end and (one.is_rewritten or other.is_rewritten)
    return start < end or one[:2] == other[:2] or is_inside or touches_rewritten


class _Points:
    """The points of three texts, and how those of two of them come together."""

    def __init__(self, base: Layout, mine: Layout, theirs: Layout, *, keeps_both: bool) -> None:
        self._base = base.pieces
        self._sides = _side(base, mine), _side(base, theirs)
        self._keeps_both = keeps_both

    def merged(self) -> list[Piece]:
        """Return the points of the merged text; raises where they do not come together."""
        pieces, done = [], 0
        for group in _groups(*self._sides):
            start, end = min(hunk.start for hunk in group), max(hunk.end for hunk in group)
            pieces += [self._kept(place) for place in range(done, start)]
            pieces += self._changed(start, end, group)
            done = end
        return pieces + [self._kept(place) for place in range(done, len(self._base))]

    def one(self, base: str, mine: str, theirs: str) -> str:
        """Return what stands around the words, as it was changed."""
        if clash(base, mine, theirs):
            self._refuse()
        return str(merge_value(base, mine, theirs))

    def _refuse(self) -> None:
        if not self._keeps_both:
            raise _NotMergedError

    def _kept(self, place: int) -> Piece:
        """Return a point that is still one, in the words and with the stop that were changed."""
        mine, theirs = (side.kept[place] for side in self._sides)
        base = self._base[place]
        changed = theirs if mine.words == base.words else mine
        stop = self.one(base.stop, mine.stop, theirs.stop)
        white = mine.white or theirs.white or base.white
        blank = merge_value(base.blank, mine.blank, theirs.blank)
        return replace(changed, blank=blank, tail=stop + white)

    def _changed(self, start: int, end: int, group: Sequence[_Hunk]) -> list[Piece]:
        """Return what has become of points that at least one side has changed."""
        mine, theirs = (self._as_in(side, start, end, group) for side in self._sides)
        was, my, their = (_words(one) for one in (self._base[start:end], mine, theirs))
        if not clash(was, my, their):
            if len(was) == len(my) == len(their) == 1:
                return [self._kept(start)]
            changer, other = (theirs, self._sides[0]) if my == was else (mine, self._sides[1])
            self._refuse_other_stops(other, range(start, end))
            return changer
        self._refuse()
        return [*mine, *(piece for piece in theirs if piece.words not in my)]

    def _as_in(self, side: _Side, start: int, end: int, group: Sequence[_Hunk]) -> list[Piece]:
        """Return what stands on one side in place of some points of the base."""
        pieces: list[Piece] = []
        for hunk in (one for one in side.hunks if one in group):
            pieces += (side.kept[place] for place in range(start, hunk.start))
            pieces += hunk.pieces
            start = hunk.end
        return pieces + [side.kept[place] for place in range(start, end)]

    def _refuse_other_stops(self, side: _Side, places: range) -> None:
        """Refuse to lose what one side did to the stops of points that the other has rewritten."""
        for place in places:
            if place in side.kept and side.kept[place].stop != self._base[place].stop:
                self._refuse()


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [piece.words for piece in pieces]
