"""Paragraphs -> what stands outside tables, and tables of rows of cells, with tables in cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from perftui.readers.formats.word97.paragraphs import Paragraph
from perftui.readers.formats.word97.shapes import RowShape


@dataclass(slots=True)
class Cell:
    """What stands in a cell: texts of paragraphs, and tables, in their order."""

    holds: list["str | Table"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the cell says; a table in it that is one row or one column is part of that."""
        texts = (held if isinstance(held, str) else held.text for held in self.holds)
        return "\n".join(filter(None, texts))

    @property
    def tables(self) -> list["Table"]:
        """The tables in the cell that are more than a part of its text."""
        inner = [held for held in self.holds if isinstance(held, Table)]
        return [deeper for table in inner for deeper in table.wide_tables]


@dataclass(slots=True)
class TableRow:
    """The cells of a row, and its shape; the last cell may not have ended yet."""

    cells: list[Cell] = field(default_factory=list)
    shape: RowShape | None = None
    break_before: bool = False
    is_gone: bool = False
    has_open_cell: bool = False

    def cell(self) -> Cell:
        """Return the cell that has not ended yet, a new one after one that has."""
        if not self.has_open_cell:
            self.cells.append(Cell())
            self.has_open_cell = True
        return self.cells[-1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row so far."""
        return not any(cell.holds for cell in self.cells)


@dataclass(slots=True)
class Table:
    """The rows of a table; the last one may not have ended yet."""

    rows: list[TableRow] = field(default_factory=list)
    has_open_row: bool = False

    def row(self) -> TableRow:
        """Return the row that has not ended yet, a new one after one that has."""
        if not self.has_open_row:
            self.rows.append(TableRow())
            self.has_open_row = True
        return self.rows[-1]

    @property
    def is_wide(self) -> bool:
        """Whether the table has several rows and several columns."""
        return len(self.rows) > 1 and any(len(row.cells) > 1 for row in self.rows)

    @property
    def text(self) -> str:
        """What the table says as a part of the cell it stands in: nothing if it is wide."""
        cells = [] if self.is_wide else [cell for row in self.rows for cell in row.cells]
        return "\n".join(filter(None, (cell.text for cell in cells)))

    @property
    def wide_tables(self) -> list["Table"]:
        """The table if it is wide, else the wide ones in it."""
        if self.is_wide:
            return [self]
        return [deeper for row in self.rows for cell in row.cells for deeper in cell.tables]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph outside tables; what only ends a page does not count as one."""

    text: str
    break_before: bool
    counts: bool


Block = Passage | Table


def blocks(
    found: Iterable[Paragraph],
    text_of: Callable[[Paragraph], str],
    is_shown: Callable[[int], bool],
) -> list[Block]:
    """Arrange paragraphs in tables and outside them, in their order."""
    arranging = _Arranging()
    for paragraph in found:
        arranging.take(paragraph, text_of(paragraph), is_shown(paragraph.end))
    return arranging.done


class _Arranging:
    """The blocks so far, and the tables that have not ended, each in a cell of the one before."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._open: list[Table] = []
        self._broken = False

    def take(self, paragraph: Paragraph, text: str, is_shown: bool) -> None:
        """Put a paragraph in its place; `is_shown` tells of its mark."""
        if paragraph.begins_text:
            self._open.clear()
        self._open_tables(paragraph.depth)
        if not self._open:
            broken = self._broken or paragraph.breaks_before
            counts = bool(text) or not paragraph.breaks_after
            self.done.append(Passage(text, broken, counts))
            self._broken = (broken and not text) or paragraph.breaks_after
            return
        row = self._row(paragraph)
        if text:
            row.cell().holds.append(text)
        if paragraph.ends_cell:
            row.cell()
            row.has_open_cell = False
        if paragraph.ends_row:
            row.shape = paragraph.row
            row.is_gone = not is_shown and row.is_empty
            self._open[-1].has_open_row = False

    def _open_tables(self, depth: int) -> None:
        """End the tables deeper than a depth, and begin those up to it."""
        del self._open[depth:]
        while len(self._open) < depth:
            table = Table()
            if self._open:
                self._open[-1].row().cell().holds.append(table)
            else:
                self.done.append(table)
            self._open.append(table)

    def _row(self, paragraph: Paragraph) -> TableRow:
        """Return the row a paragraph stands in; a page break before its first text is the row's."""
        row = self._open[-1].row()
        broken = self._broken or paragraph.breaks_before
        if row.is_empty:
            row.break_before |= broken
            broken = False
        self._broken = broken or paragraph.breaks_after
        return row
