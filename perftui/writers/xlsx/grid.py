"""The sheet columns a form needs: those of its table, cut so that the header block fits as well.

A sheet has one set of columns for both. Where a box of the header block begins or ends near an edge
of the table, it takes that edge, so that a form has few columns and staff can go on editing it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from perftui.writers.boxes import WIDTH
from perftui.writers.cells import shares

SHEET_WIDTH = 656
"""Pixels of 1/96 inch: what A4 has between its margins."""

_TOLERANCE = 8
"""Units of the header block; each of its boxes is wider than twice as many."""


@dataclass(frozen=True)
class Span:
    """Sheet columns from `first` to `last`, both included, counted from 0."""

    first: int
    last: int


@dataclass(frozen=True)
class Grid:
    """Widths of the sheet columns in pixels, and the spans that table and header take.

    `at` tells for each edge of the header block before which sheet column it stands.
    """

    widths: tuple[int, ...]
    columns: tuple[Span, ...]
    at: Mapping[int, int]

    @property
    def whole(self) -> Span:
        """The whole width."""
        return Span(0, len(self.widths) - 1)

    def between(self, start: int, end: int) -> Span:
        """Return the span from one edge of the header block to another."""
        return Span(self.at[start], self.at[end] - 1)

    def joined(self, count: int) -> Span:
        """Return the span of the first columns of the table."""
        return Span(0, self.columns[count - 1].last)


def grid_for(shared: tuple[int, ...], header: Iterable[int]) -> Grid:
    """Return the grid of a table whose columns have these shares, and of a header's edges."""
    table = [0, *accumulate(shares(shared, WIDTH))]
    taken = {edge: _near(table, edge) for edge in header}
    edges = sorted({*table, *taken.values()})
    units = tuple(end - start for start, end in pairwise(edges))
    return Grid(
        widths=shares(units, SHEET_WIDTH),
        columns=tuple(Span(edges.index(a), edges.index(b) - 1) for a, b in pairwise(table)),
        at={edge: edges.index(place) for edge, place in taken.items()},
    )


def _near(edges: Iterable[int], wanted: int) -> int:
    """Return the edge nearest to the one wanted, or that one if none is near."""
    nearest = min(edges, key=lambda edge: abs(edge - wanted))
    return nearest if abs(nearest - wanted) <= _TOLERANCE else wanted
