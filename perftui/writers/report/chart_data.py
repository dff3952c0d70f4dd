"""The sheet that a workbook's charts take their texts and figures from, block beside block."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perftui.writers.list_sheet import text_for_sheet

SHEET = "图表数据"
_WIDE, _NARROW = 30, 11

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


class ChartData:
    """The sheet, filled block by block from left to right."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet(SHEET)
        self._bold = book.add_format({"bold": True, "font_name": "宋体", "font_size": 10})
        self._plain = book.add_format({"font_name": "宋体", "font_size": 10})
        self._rate = book.add_format(
            {"font_name": "宋体", "font_size": 10, "num_format": "0.00%"}
        )
        self._next = 0
        self._sheet.freeze_panes(2, 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def add(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[tuple[str, Sequence[Decimal | int | None]]],
        *,
        rates: bool = False,
    ) -> Block:
        """Write a block: a label and figures in each row, the figures being rates or numbers."""
        column = self._next
        self._sheet.set_column(column, column, _WIDE)
        self._sheet.set_column(column + 1, column + len(headings), _NARROW)
        self._text(0, column, title, self._bold)
        for place, heading in enumerate(headings, 1):
            self._text(1, column + place, heading, self._bold)
        for row, (label, figures) in enumerate(rows, 2):
            self._text(row, column, label, self._plain)
            for place, figure in enumerate(figures, 1):
                if figure is not None:
                    look = self._rate if rates else self._plain
                    self._sheet.write_number(row, column + place, figure, look)
        self._next += len(headings) + 2
        return Block(column, len(rows), tuple(headings))

    def _text(self, row: int, column: int, text: str, look: Any) -> None:
        self._sheet.write_string(row, column, text_for_sheet(text), look)
