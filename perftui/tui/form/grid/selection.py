"""Which cells of a column of the grid are selected."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """From the row it began at to the cursor, or the whole column."""

    anchor: int | None = None
    is_all: bool = False

    def begun_at(self, index: int) -> "Selection":
        """Return the selection that the next move extends: this one, or one that begins here."""
        return self if self.anchor is not None else Selection(index)

    def of(self, places: Sequence[int], cursor: int | None) -> tuple[int, ...]:
        """Return what is selected of the rows, given in the order of the table."""
        if self.is_all:
            return tuple(places)
        if self.anchor not in places or cursor not in places:
            return ()
        ends = sorted((places.index(self.anchor), places.index(cursor)))
        return tuple(places[ends[0] : ends[1] + 1])


NOTHING_SELECTED = Selection()
