"""Words put into a text: as a further point, at its own place, or for what is there."""

from collections.abc import Collection
from dataclasses import dataclass

from perftui.assistant.drafting.measure_wordings import place_for
from perftui.assistant.drafting.written import is_blank, is_none, stands, text_of
from perftui.assistant.moves import Manner, Provenance, Write
from perftui.assistant.state import Scene
from perftui.evaluation.fields import NARRATIVES, parse_path
from perftui.evaluation.point_layout import layout_of
from perftui.evaluation.points import add_after, insert_point, replace_point


@dataclass(frozen=True)
class Written:
    """A text with words in it; `told` are the points that are new, `stood` what was there before.

    `path` is that of the whole text.
    """

    path: str
    text: str
    told: tuple[str, ...]
    stood: tuple[str, ...] = ()


def written(
    move: Write, scene: Scene, origin: Provenance | None, left: Collection[int] | None = None
) -> Written:
    """Return what a text becomes when words are written into it; `left` is as in `place_for`."""
    step = parse_path(move.path)
    path = step.field if step.field in NARRATIVES else move.path
    text, words = text_of(scene.form, path), move.words.strip()
    if path not in NARRATIVES:
        return _into_field(move, path, text, words)
    if step.index is not None:
        return Written(path, _in_place(text, step.index, words), (words,))
    if move.manner is Manner.REPLACE or is_blank(text):
        return Written(path, words, points_in(words))
    told = points_in(words)
    stood = tuple(point for point in told if stands(point, text))
    new = tuple(point for point in told if point not in stood)
    at = place_for(scene, origin.answers, left) if origin and path == "measures" else 0
    for point in new:
        text = insert_point(text, at, point).text if at else add_after(text, len(text), point).text
        at += bool(at)
    return Written(path, text, new, stood)


def points_in(words: str) -> tuple[str, ...]:
    """Return the points that words have by their own numbers; else they are one."""
    layout = layout_of(words)
    if layout.style is None or layout.lead.strip():
        return (words,)
    ends = [piece.words + piece.stop for piece in layout.pieces]
    return tuple(filter(None, ends))


def _into_field(move: Write, path: str, text: str, words: str) -> Written:
    if move.manner is Manner.REPLACE or not text.strip() or is_none(text):
        return Written(path, words, (words,))
    if stands(words, text):
        return Written(path, text, (), (words,))
    between = "" if text.rstrip().endswith(("。", "；")) else "；"
    return Written(path, text.rstrip() + between + words, (words,))


def _in_place(text: str, place: int, words: str) -> str:
    """Put words in place of a point; behind all others if there is no such point."""
    layout = layout_of(text)
    if place >= len(layout.pieces):
        return add_after(text, len(text), words).text if text.strip() else words
    return replace_point(text, layout.body_of(place), words).text
