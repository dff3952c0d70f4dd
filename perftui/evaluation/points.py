"""A narrative edited point by point: every edit takes a text with the caret in it and returns both.

The numbering stays in its style, the points one a line or run together in one paragraph; what
introduces them stays where it is. Where points change places, their words do: the numbers, the
stops and what separates the points stay.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from perftui.evaluation.numbering import NUMBERINGS
from perftui.evaluation.point_layout import FIRST_STYLE, Layout, Piece, layout_of

_MOST = 98
_SEMICOLONS = ("；", ";")
_SENTENCE_ENDS = "。！？!?；;\n"
_MARKER = re.compile("|".join(f"(?:{style.pattern})" for style in NUMBERINGS))


class Written(NamedTuple):
    """A narrative and the caret in it."""

    text: str
    caret: int


def new_point(text: str, caret: int) -> Written:
    """Split the point at the caret, or add one behind it; an empty point loses its number instead.

    Where there is no numbering, and on a further line of a point, it is a line break.
    """
    layout = layout_of(text)
    place = layout.place_of(caret)
    if place is None or layout.style is None or len(layout.pieces) > _MOST:
        return _broken(text, caret)
    gap = layout.gap
    if place and caret == layout.starts[place] and "\n" not in gap:
        place -= 1  # between two points of one line it is behind the first
    piece, start = layout.pieces[place], layout.body_of(place)
    if not piece.words:
        return _ended(layout, place)
    if "\n" in text[start:caret]:
        return _broken(text, caret)
    inside = max(caret - start, 0)
    if inside >= len(piece.words):
        return _added(layout, place, "")
    if "\n" not in gap and not piece.words[:inside].endswith((*_SEMICOLONS, "。")):
        gap = " "
    upper, lower = layout.following(place)
    upper = replace(upper, words=piece.words[:inside], tail=gap)
    lower = lower.having(piece.words[inside:], piece.tail)
    return _written(layout.put(place, 1, [upper, lower]), place + 1)


def add_after(text: str, caret: int, words: str = "") -> Written:
    """Add a point behind the one at the caret, or behind all; the caret is behind its words.

    An empty point at the caret is filled instead. Points without numbers are numbered, unless
    each has a line of its own.
    """
    layout = layout_of(text)
    if not layout.pieces:
        return Written(words, len(words))
    place = layout.place_of(caret)
    if place is None:
        place = len(layout.pieces) - 1
    if layout.style is None and not layout.is_in_lines:
        layout = _in_lines(layout)
        place = min(place, len(layout.pieces) - 1)
    return _added(layout, place, words)


def join_point(text: str, caret: int) -> Written:
    """Join the point whose words are yet to come at the caret with the point before.

    The number of a sole point is taken away. Anywhere else nothing changes.
    """
    layout = layout_of(text)
    place = layout.place_of(caret)
    if place is None or layout.style is None:
        return Written(text, caret)
    piece, start = layout.pieces[place], layout.body_of(place)
    if caret > start:
        return Written(text, caret)
    if not place:
        is_sole = len(layout.pieces) == 1
        return _without_number(layout) if is_sole else Written(text, caret)
    if not piece.words:
        left = _without(layout, place)
        above = left.pieces[place - 1]
        return _written(left, place - 1, len(above.words + above.stop))
    above = layout.pieces[place - 1]
    kept = above.tail.rstrip("\n") if "\n" in above.tail else above.tail.removesuffix(" ")
    said = above.words + kept
    joined = replace(above, words=said + piece.words, tail=piece.tail)
    return _written(layout.put(place - 1, 2, [joined]), place - 1, len(said))


def move_point(text: str, caret: int, by: int) -> Written:
    """Move the point at the caret up (-1) or down (1); the caret stays in its words."""
    layout = layout_of(text)
    place = layout.place_of(caret)
    if place is None or not 0 <= place + by < len(layout.pieces):
        return Written(text, caret)
    moved, other = layout.pieces[place], layout.pieces[place + by]
    inside = min(max(caret - layout.body_of(place), 0), len(moved.words))
    pair = [moved.having(other.words), other.having(moved.words)]
    left = layout.put(min(place, place + by), 2, pair[::by])
    # words that read like numbers cannot stand just anywhere
    is_kept = len(layout_of(left.text).pieces) == len(layout.pieces)
    return _written(left, place + by, inside) if is_kept else Written(text, caret)


def delete_point(text: str, caret: int) -> Written:
    """Delete the point at the caret; the next one takes its number and the caret."""
    layout = layout_of(text)
    place = layout.place_of(caret)
    if place is None:
        return Written(text, caret)
    if len(layout.pieces) == 1:
        head = layout.lead.rstrip("\n")
        return Written(head + layout.closing, len(head))
    left = _without(layout, place)
    if place < len(left.pieces):
        return _written(left, place)
    return _written(left, place - 1, len(left.pieces[-1].words))


def replace_point(text: str, caret: int, words: str) -> Written:
    """Put other words into the point at the caret, behind its number; the caret is behind them."""
    layout = layout_of(text)
    place = layout.place_of(caret)
    return add_after(text, caret, words) if place is None else _filled(layout, place, words)


def insert_point(text: str, number: int, words: str) -> Written:
    """Put a point in as the one of a number, counted from 1; behind all if there are fewer."""
    layout = layout_of(text)
    if not 1 <= number <= len(layout.pieces):
        return add_after(text, len(text), words)
    if number > 1:
        return add_after(text, layout.body_of(number - 2), words)
    return move_point(*add_after(text, layout.body_of(0), words), -1)


def complete(text: str, caret: int, words: str) -> Written:
    """Put words in place of the clause being written; without one they are a new last point."""
    start, said = clause(text, caret)
    if said:
        rest = text[caret:]
        words = _fitting(words, rest)
        return Written(text[:start] + words + rest, start + len(words))
    layout = layout_of(text)
    place = layout.place_of(caret)
    if place is not None and not layout.pieces[place].words:
        return _filled(layout, place, words)
    return add_after(text, len(text), words)


def clause(text: str, caret: int) -> tuple[int, str]:
    """Return where the clause being written starts, its number left out, and what it says."""
    start = max(text.rfind(end, 0, caret) for end in _SENTENCE_ENDS) + 1
    start = _behind_white(text, start, caret)
    if marker := _MARKER.match(text, start, caret):
        start = _behind_white(text, marker.end(), caret)
    return start, text[start:caret]


def renumber(text: str, caret: int) -> Written:
    """Number the points from 1 on in their style; without numbers they get 1、2、3、."""
    layout = layout_of(text)
    place = layout.place_of(caret)
    if layout.style is None:
        pieces = (
            replace(piece, marker=FIRST_STYLE.write(n)).apart()
            for n, piece in enumerate(layout.pieces, 1)
        )
        anew = replace(layout, pieces=tuple(pieces))
    else:
        anew = layout.counted(0)
    if place is not None:
        return _written(anew, place, max(caret - layout.body_of(place), 0))
    is_before = caret <= len(layout.lead)
    return Written(anew.text, caret if is_before else caret + len(anew.text) - len(text))


def position(text: str, caret: int) -> tuple[int, int]:
    """Return which point the caret is in, counted from 1 or 0 for none, and how many there are."""
    layout = layout_of(text)
    place = layout.place_of(caret)
    return (0 if place is None else place + 1), len(layout.pieces)


def _written(layout: Layout, place: int, inside: int = 0) -> Written:
    return Written(layout.text, layout.body_of(place) + inside)


def _broken(text: str, caret: int) -> Written:
    return Written(f"{text[:caret]}\n{text[caret:]}", caret + 1)


def _behind_white(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _added(layout: Layout, place: int, words: str) -> Written:
    if layout.style is not None and not layout.pieces[place].words:
        return _filled(layout, place, words)
    tail, own = _tails(layout, place)
    upper, lower = layout.following(place)
    words = _fitting(words, own)
    pair = [replace(upper, tail=tail), lower.having(words, own)]
    return _written(layout.put(place, 1, pair), place + 1, len(words))


def _tails(layout: Layout, place: int) -> tuple[str, str]:
    """Return what stands behind a point when another follows it, and what behind that one."""
    piece, gap = layout.pieces[place], layout.gap
    before = layout.pieces[place - 1].stop if place else ""
    is_run = "\n" not in gap
    if place < len(layout.pieces) - 1:
        keeps_stop = is_run or piece.stop in _SEMICOLONS
        return piece.tail, piece.tail if keeps_stop else piece.white
    if before in _SEMICOLONS and piece.stop:
        return before + gap, piece.tail
    if is_run:
        return (piece.stop or before or "；") + gap, ""
    return piece.stop + gap, ""


def _without(layout: Layout, place: int) -> Layout:
    """Take a point out, what stands behind the last one staying there."""
    if place < len(layout.pieces) - 1:
        return layout.put(place, 1, [])
    above, piece = layout.pieces[place - 1], layout.pieces[place]
    tail = piece.tail if piece.stop else above.stop + piece.tail
    return layout.put(place - 1, 2, [replace(above, tail=tail)])


def _without_number(layout: Layout) -> Written:
    """Take the number of a sole point away."""
    (piece,) = layout.pieces
    text = layout.lead + piece.words + piece.tail + layout.closing
    return Written(text, len(layout.lead))


def _ended(layout: Layout, place: int) -> Written:
    """Take an empty point away; where points have lines, its line stays, to write on in."""
    if len(layout.pieces) == 1:
        return _without_number(layout)
    left = _without(layout, place)
    is_last = place == len(left.pieces)
    if "\n" not in layout.gap:
        above = left.pieces[max(place - 1, 0)]
        said = len(above.words + above.stop) if place else 0
        return _written(left, max(place - 1, 0), said)
    start = left.starts[place]
    return Written(f"{left.text[:start]}\n{left.text[start:]}", start + is_last)


def _filled(layout: Layout, place: int, words: str) -> Written:
    """Put words into a point: its stop stays, unless they bring another along."""
    piece = layout.pieces[place]
    words = _fitting(words, piece.tail)
    tail = piece.white if words.endswith(tuple(_SENTENCE_ENDS)) else piece.tail
    return _written(layout.put(place, 1, [piece.having(words, tail)]), place, len(words))


def _in_lines(layout: Layout) -> Layout:
    """Number points and give each a line; a blank alone parts no points beside a new one."""
    pieces = layout.pieces
    if not pieces[0].tail.startswith(_SEMICOLONS):
        text = "".join(piece.text for piece in pieces[:-1])
        pieces = (replace(pieces[-1], words=text + pieces[-1].words),)
    last = len(pieces)
    numbered = (
        Piece(FIRST_STYLE.write(n), "", "", "", n).having(
            piece.words, piece.stop + ("\n" if n < last else "")
        )
        for n, piece in enumerate(pieces, 1)
    )
    return Layout("", tuple(numbered), "", FIRST_STYLE)


def _fitting(words: str, rest: str) -> str:
    """Leave the stop of words out where one follows."""
    follows = rest[:1] != "" and rest[0] in "。；;！？"
    return words[:-1] if follows and words.endswith(("。", "；")) else words
