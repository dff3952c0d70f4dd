"""The sheet that a workbook's charts take their texts and figures from, block beside block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perftui.writers.xlsx.text import text_for_sheet

SHEET = "图表数据"
_WIDE, _NARROW = 30, 11
_FONT = {"font_name": "宋体", "font_size": 10}
_STYLES: dict[str, dict[str, object]] = {
    "heading": {**_FONT, "bold": True},
    "plain": _FONT,
    "rate": {**_FONT, "num_format": "0.00%"},
}

Range = list[str | int]
"""A range as XlsxWriter takes it: sheet, first row and column, last row and column."""


@dataclass(frozen=True)
class Block:
    """A block of the sheet: labels in its first column, a series in each of the others."""

    column: int
    rows: int
    headings: tuple[str, ...]

    @property
    def labels(self) -> Range:
        """The range of the labels."""
        return self._range(0)

    def series(self, number: int) -> Range:
        """Return the range of a series, counted from 0."""
        return self._range(number + 1)

    def name(self, number: int) -> Range:
        """Return the cell that names a series."""
        return [SHEET, 1, self.column + number + 1]

    def _range(self, place: int) -> Range:
        return [SHEET, 2, self.column + place, self.rows + 1, self.column + place]


@dataclass(frozen=True)
class _Written:
    """What a block holds: its title, and a label with figures in each row."""

    block: Block
    title: str
    rows: tuple[tuple[str, tuple[Decimal | int | None, ...]], ...]
    style: str


class ChartData:
    """The blocks that charts ask for, written from left to right on the last sheet."""

    def __init__(self) -> None:
        self._blocks: list[_Written] = []
        self._next = 0

    def add(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[tuple[str, Sequence[Decimal | int | None]]],
        *,
        rates: bool = False,
    ) -> Block:
        """Take a block: a label and figures in each row, the figures being rates or numbers."""
        block = Block(self._next, len(rows), tuple(headings))
        kept = tuple((label, tuple(figures)) for label, figures in rows)
        self._blocks.append(_Written(block, title, kept, "rate" if rates else "plain"))
        self._next += len(headings) + 2
        return block

    def write(self, book: Any) -> None:
        """Add the sheet with all blocks to a book; none where there are no blocks."""
        if not self._blocks:
            return
        sheet = book.add_worksheet(SHEET)
        looks = {style: book.add_format(look) for style, look in _STYLES.items()}
        sheet.freeze_panes(2, 0)
        sheet.hide()  # the charts show what it holds, and no one wants it printed
        for written in self._blocks:
            _write(sheet, written, looks)


def _write(sheet: Any, written: _Written, looks: Mapping[str, Any]) -> None:
    column, headings = written.block.column, written.block.headings
    sheet.set_column(column, column, _WIDE)
    sheet.set_column(column + 1, column + len(headings), _NARROW)
    sheet.write_string(0, column, text_for_sheet(written.title), looks["heading"])
    for place, heading in enumerate(headings, column + 1):
        sheet.write_string(1, place, text_for_sheet(heading), looks["heading"])
    for row, (label, figures) in enumerate(written.rows, 2):
        sheet.write_string(row, column, text_for_sheet(label), looks["plain"])
        for place, figure in enumerate(figures, column + 1):
            if figure is not None:
                sheet.write_number(row, place, figure, looks[written.style])
