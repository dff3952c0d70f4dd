"""What a document is made of before it has a format: paragraphs, tables of cells, page breaks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """A cell: its text (a line break is a paragraph), how far it is merged, how it is dressed.

    `value` is what a sheet holds instead of the text, shown by `shown` (a number format);
    `formula` computes it there, naming other cells by their `key` in braces. `dress` is how a
    word processor wraps the text (see the docx module), `vertical` sets it from top to bottom.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    key: str = ""
    value: Decimal | date | None = None
    shown: str = "General"
    formula: str = ""
    dress: str = ""
    vertical: bool = False
    bold: bool = False


Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell merged downwards stands in its first row only.

    `widths` are those of the columns, `head` counts the rows repeated on each page, `dress` wraps
    the table and `dressed_rows` some of its rows.
    """

    rows: tuple[Cells, ...]
    widths: tuple[int, ...]
    head: int = 0
    dress: str = ""
    dressed_rows: Mapping[int, str] = field(default_factory=dict)

    def accepted(self) -> "Table":
        """Return the table as it stands when its tracked changes are accepted."""
        rows = tuple(
            row
            for number, row in enumerate(self.rows)
            if self.dressed_rows.get(number) != "deleted_row"
        )
        return replace(self, rows=rows, dressed_rows={})

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield the row, the column and the cell for each cell, in reading order."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken.update(
                    (row + down, column + across)
                    for down in range(cell.down)
                    for across in range(cell.across)
                )
                column += cell.across


@dataclass(frozen=True)
class Paragraph:
    """A line of text outside tables; `look` is title, heading, body or small."""

    text: str
    look: str = "body"
    dress: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The end of a page."""


Block = Paragraph | Table | PageBreak


@dataclass(frozen=True)
class Sheet:
    """A named part of a document: a sheet of a workbook, or a run of pages."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A document without a format, and what its office types it with."""

    sheets: tuple[Sheet, ...]
    font: str = "仿宋_GB2312"
    seed: int = 0


def without(paper: Paper, dresses: Collection[str]) -> Paper:
    """Return the paper with some of its dresses taken off, what was deleted left out."""
    sheets = tuple(
        replace(sheet, blocks=tuple(_undressed(block, dresses) for block in sheet.blocks))
        for sheet in paper.sheets
    )
    return replace(paper, sheets=sheets)


def _undressed(block: Block, dresses: Collection[str]) -> Block:
    if isinstance(block, PageBreak):
        return block
    dress = "" if block.dress in dresses else block.dress
    if isinstance(block, Paragraph):
        return replace(block, dress=dress)
    table = block.accepted() if "deleted_row" in dresses else block
    rows = tuple(
        tuple(replace(cell, dress="") if cell.dress in dresses else cell for cell in row)
        for row in table.rows
    )
    kept = {row: name for row, name in table.dressed_rows.items() if name not in dresses}
    return replace(table, rows=rows, dress=dress, dressed_rows=kept)
