"""`Grid`, what every reader makes of its document: rows of cells, and where each cell stood."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from perftui.readers.report import Note

NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column, without outer blanks; `where` names it for people: 表1第3行.

    A merged cell stands in its first column and its first row; the columns it covers hold "" and
    are listed in `from_left` (merged with the cell to the left) or `from_above` (with the cell of
    the row above). `break_before` marks a row that follows a page break or what may be one.
    `places` names each column's cell where the document has names for them, as B7 in a sheet.
    """

    cells: tuple[str, ...]
    where: str
    break_before: bool = False
    from_left: frozenset[int] = NOWHERE
    from_above: frozenset[int] = NOWHERE
    places: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)

    @property
    def only_cell(self) -> str:
        """The text of a row with a single filled cell, else nothing."""
        return self.filled[0] if len(self.filled) == 1 else ""

    def at(self, index: int) -> str:
        """Return the cell at an index; rows end where their last filled cell may."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""

    def having(self, index: int, text: str) -> "Row":
        """Return the row with another text in one cell."""
        cells = (*self.cells[:index], text, *self.cells[index + 1 :])
        return replace(self, cells=cells)

    def place(self, index: int) -> str:
        """Name the cell at an index for people: B7, or 表1第3行第2格."""
        if 0 <= index < len(self.places):
            return self.places[index]
        return f"{self.where}第{index + 1}格"


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a document, or of one form in it, and the document's name.

    `notes` tell what its reader repaired or left out on the way.
    """

    rows: tuple[Row, ...]
    source: str
    notes: tuple[Note, ...] = ()


def without(rows: Iterable[Row], dropped: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows without some of them; the row after a dropped one follows a break."""
    gone = {id(row) for row in dropped}
    kept: list[Row] = []
    broken = False
    for row in rows:
        if id(row) in gone:
            broken = True
        else:
            kept.append(replace(row, break_before=True) if broken else row)
            broken = False
    return tuple(kept)


def span(places: Iterable[str]) -> str:
    """Name a run of places by its ends: 第24行至第40行."""
    first, *rest = places
    return f"{first}至{rest[-1]}" if rest else first


def first_of(where: str) -> str:
    """Return the first place of a run of places, or the place itself."""
    return where.partition("至")[0]
