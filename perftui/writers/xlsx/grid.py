"""The sheet columns a form needs: those of its table, cut so that the header block fits as well.

A sheet has one set of columns for both: the header block has a label, a value, a label and a
value beside each other, the indicator table has the columns of its profile.
"""

from dataclasses import dataclass
from itertools import accumulate, pairwise

from perftui.writers.cells import shares

_SHEET_WIDTH = 96
_TOLERANCE = 4


@dataclass(frozen=True)
class Span:
    """Sheet columns from `first` to `last`, both included, counted from 0."""

    first: int
    last: int


@dataclass(frozen=True)
class Grid:
    """Widths of the sheet columns in characters, and the spans that table and header take."""

    widths: tuple[int, ...]
    columns: tuple[Span, ...]
    header: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        """The whole width."""
        return Span(0, len(self.widths) - 1)

    def rest(self, span: Span) -> Span:
        """Return a span and everything to the right of it."""
        return Span(span.first, self.whole.last)

    def joined(self, count: int) -> Span:
        """Return the span of the first columns of the table."""
        return Span(0, self.columns[count - 1].last)

    def width(self, span: Span) -> int:
        """Return the width of a span in characters."""
        return sum(self.widths[span.first : span.last + 1])


def grid_for(shared: tuple[int, ...]) -> Grid:
    """Return the grid of a table whose columns have these shares of the width."""
    table = [0, *accumulate(shares(shared, _SHEET_WIDTH))]
    first = table[1]
    middle = _near(table, _SHEET_WIDTH // 2, first)
    second = _near(table, middle + first, middle)
    header = [0, first, middle, second, _SHEET_WIDTH]
    edges = sorted({*table, *header})
    widths = tuple(end - start for start, end in pairwise(edges))
    return Grid(widths, _spans(table, edges), _spans(header, edges))


def _near(edges: list[int], wanted: int, after: int) -> int:
    """Return the inner edge nearest to the one wanted, or that one if none is near."""
    inner = [edge for edge in edges[:-1] if edge > after]
    nearest = min(inner, key=lambda edge: abs(edge - wanted), default=wanted)
    return nearest if abs(nearest - wanted) <= _TOLERANCE else wanted


def _spans(taken: list[int], edges: list[int]) -> tuple[Span, ...]:
    return tuple(Span(edges.index(a), edges.index(b) - 1) for a, b in pairwise(taken))
