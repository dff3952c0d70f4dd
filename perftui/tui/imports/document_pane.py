"""A document as it stands: its rows, the cells set apart, the place at hand marked."""

from textual.content import Content
from textual.widgets.option_list import Option

from perftui.jobs.reviewing import Spot
from perftui.readers.grid import Grid, Row
from perftui.tui.widgets.hanging_list import HangingList

_APART = (" | ", "dim")
_MARKED = "bold $background on $warning"


class DocumentPane(HangingList):
    """The rows of the part of a document that a form was read from."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._marked: Spot | None = None

    @property
    def spot(self) -> Spot | None:
        """The row under the cursor."""
        return None if self.highlighted is None else Spot(self.highlighted, self.highlighted)

    def show(self, grid: Grid) -> None:
        """Show a document from its beginning."""
        self._rows, self._marked = grid.rows, None
        self.set_options(Option(self.entry(index)) for index in range(len(grid.rows)))
        self.scroll_home(animate=False)

    def point_at(self, spot: Spot | None) -> None:
        """Mark a place and bring it into sight; None marks nothing and stays."""
        before, self._marked = self._marked, spot
        self.draw(*_rows_of(before), *_rows_of(spot))
        if spot is not None:
            self.go_to(spot.first)

    def entry(self, index: int) -> Content:
        """Return a row: its place, then its cells up to the last filled one."""
        row, marked = self._rows[index], self._marked
        is_marked = index in _rows_of(marked)
        column = marked.column if marked and index == marked.first else None
        place = Content.styled(row.where, _MARKED if is_marked and column is None else "dim")
        return self.hang(place + " ", _cells(row, column))


def _rows_of(spot: Spot | None) -> range:
    return range(0) if spot is None else range(spot.first, spot.last + 1)


def _cells(row: Row, column: int | None) -> Content:
    parts: list[Content | tuple[str, str]] = []
    for index, cell in enumerate(row.cells):
        is_covered = index in row.from_left or index in row.from_above
        if index != column and (is_covered or not any(row.cells[index:])):
            continue
        text = cell.replace("\t", " ")
        if parts:
            parts.append(_APART)
        parts.append((text or "（空）", _MARKED) if index == column else Content(text))
    return Content.assemble(*parts)
