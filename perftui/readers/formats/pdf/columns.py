"""Tables of a document that go on from one another, however each of them is drawn.

A table that goes on behind a page's end may stand further to the side there, as margins for
binding do, or be drawn anew with columns of other widths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from perftui.readers.formats.pdf.rows import Strip

TOLERANCE = 3.0
_WIDEST_SHIFT = 60.0
_FEWEST_COLUMNS = 4

Edges = tuple[float, ...]


class _Known(NamedTuple):
    """The edges of a table's columns as they are drawn, and where they are put."""

    drawn: Edges
    put: Edges


def with_common_columns(pages: Iterable[Sequence[Strip]]) -> list[list[Strip]]:
    """Return the strips of pages with the columns of each table put where those before stand.

    Columns that lie where others do stay. As many columns as a table before has are taken for
    the same ones; any other table may be shifted as a whole.
    """
    known: list[_Known] = []
    done: list[list[Strip]] = []
    for strips in pages:
        moves: dict[int, _Known] = {}
        for strip in strips:
            if strip.table and strip.table not in moves:
                moves[strip.table] = _Known(strip.columns, _put(strip.columns, known))
                known.append(moves[strip.table])
        done.append([_moved(s, moves[s.table]) if s.table else s for s in strips])
    return done


def _put(edges: Edges, known: Sequence[_Known]) -> Edges:
    """Return where the edges of a table's columns are put."""
    for before in reversed(known):
        if _are_among(edges, before.drawn):
            return tuple(before.put[_nearest(edge, before.drawn)] for edge in edges)
    for before in reversed(known):
        if len(edges) == len(before.drawn) > _FEWEST_COLUMNS:
            return before.put
    for before in reversed(known):
        shift = before.drawn[0] - edges[0]
        shifted = tuple(edge + shift for edge in edges)
        is_wide = len(edges) > _FEWEST_COLUMNS and abs(shift) <= _WIDEST_SHIFT
        if is_wide and _are_among(shifted, before.drawn):
            return tuple(before.put[_nearest(edge, before.drawn)] for edge in shifted)
    return edges


def _are_among(edges: Edges, others: Edges) -> bool:
    return all(abs(others[_nearest(edge, others)] - edge) <= TOLERANCE for edge in edges)


def _nearest(edge: float, others: Edges) -> int:
    return min(range(len(others)), key=lambda index: abs(others[index] - edge))


def _moved(strip: Strip, known: _Known) -> Strip:
    if known.drawn == known.put:
        return strip
    boxes = tuple(
        replace(
            box,
            left=known.put[_nearest(box.left, known.drawn)],
            right=known.put[_nearest(box.right, known.drawn)],
        )
        for box in strip.boxes
    )
    return replace(strip, boxes=boxes)
