"""One worksheet filled row by row: texts stay texts, and rows are as high as their text needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from perftui.writers.book import ExportError
from perftui.writers.cell import Cell
from perftui.writers.cells import wrap
from perftui.writers.xlsx.grid import Span
from perftui.writers.xlsx.looks import STYLES, Looks
from perftui.writers.xlsx.numbers import is_exact
from perftui.writers.xlsx.text import LONGEST_TEXT, text_for_sheet

POINTS = 0.75
"""Points of a pixel."""

_LINE_HEIGHT = 14.6  # what fonts that stand in for 宋体 take at most
_PADDING = 7
_HIGHEST_ROW = 400
_PART = 100
_TEXT_SIZE = 10
_CELL_EDGES = 6  # pixels of a cell that take no text, and those of an indent
_INDENT = 9
_WIDE_LATIN = str.maketrans("WMmw@%", "宽宽宽宽宽宽")


@dataclass(frozen=True)
class Placed:
    """A cell to be written: where it stands in its row, what it holds, how it looks.

    It stands `at_top` of its rows where a page may end in these.
    """

    span: Span
    cell: Cell
    style: str
    at_top: bool = False


@dataclass(frozen=True)
class Rows:
    """Sheet rows from `first` to `last`, both included, counted from 0."""

    first: int
    last: int


@dataclass(frozen=True)
class _Written:
    """A cell that has been written: its place in the sheet, what it holds and how it looks."""

    row: int
    column: int
    cell: Cell
    look: Any


class Sheet:
    """A worksheet that is written from top to bottom.

    Cells that print a field are known by it afterwards, so that formulas can refer to them.
    """

    def __init__(self, sheet: Any, looks: Looks, widths: Sequence[int]) -> None:
        self.sheet = sheet
        self._looks = looks
        self._widths = widths
        self._written: dict[str, _Written] = {}
        self._heights: list[float] = []
        self._parts: list[int] = []
        for column, width in enumerate(widths):
            sheet.set_column_pixels(column, column, width)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return str(self.sheet.get_name())

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields whose cells have been written."""
        return tuple(self._written)

    def add_row(self, cells: Sequence[Placed], least: float = 0) -> Rows:
        """Write a row at least so many points high, and return where it stands.

        A row higher than Excel allows takes several sheet rows, merged in every column.
        """
        height = max(least, *(self.height_of(placed) for placed in cells))
        count = ceil(height / _PART) if height > _HIGHEST_ROW else 1
        rows = Rows(len(self._heights), len(self._heights) + count - 1)
        self._heights += [height / count] * count
        if count > 1:
            self._parts += range(rows.first, rows.last + 1)
        for placed in cells:
            self.put(rows, replace(placed, at_top=count > 1))
        return rows

    @property
    def heights(self) -> tuple[float, ...]:
        """The heights of the sheet rows so far, in points."""
        return tuple(self._heights)

    @property
    def parts(self) -> frozenset[int]:
        """The sheet rows that are parts of a higher row."""
        return frozenset(self._parts)

    def set_heights(self, heights: Sequence[float]) -> None:
        """Let all rows have these heights, rounded up to whole pixels."""
        for row, height in enumerate(heights):
            self.sheet.set_row(row, ceil(height / POINTS) * POINTS)

    def put(self, rows: Rows, placed: Placed) -> None:
        """Write a cell over sheet rows that have been added."""
        row, column, cell = rows.first, placed.span.first, placed.cell
        look = self._looks.of(placed.style, cell, at_top=placed.at_top)
        self._merge(rows, placed.span, look)
        if is_exact(cell):
            self.sheet.write_number(row, column, cell.number, look)
        elif cell.text:
            self.sheet.write_string(row, column, _literal(cell.text), look)
        else:
            self.sheet.write_blank(row, column, None, look)
        if cell.field:
            self._written[cell.field] = _Written(row, column, cell, look)

    def link(self, field: str, target: str) -> None:
        """Let a cell that has been written lead to another place of the workbook: 'Sheet'!A1."""
        written = self._written[field]
        text = _literal(written.cell.text)
        url = f"internal:{target}"
        self.sheet.write_url(written.row, written.column, url, written.look, text)

    def compute(self, field: str, formula: str, *, is_sum: bool = False) -> None:
        """Let a cell that has been written be computed; what it holds is the stored result."""
        written = self._written[field]
        number = Decimal(0) if is_sum and not written.cell.text else written.cell.number
        result = written.cell.text if number is None else number
        self.sheet.write_formula(written.row, written.column, formula, written.look, result)

    def cell(self, field: str) -> Cell:
        """Return what the cell of a field holds."""
        return self._written[field].cell

    def address(self, field: str) -> str:
        """Return the address of the cell of a field, as C5."""
        written = self._written[field]
        return str(xl_rowcol_to_cell(written.row, written.column))

    def height_of(self, placed: Placed) -> float:
        """Return the points a cell needs so that none of its text is cut."""
        look = STYLES[placed.style]
        size = float(str(look["font_size"]))
        if is_exact(placed.cell):
            return _LINE_HEIGHT + _PADDING
        spared = _INDENT if "indent" in look else 0
        capacity = self._capacity(placed.span, spared, size)
        lines = wrap(placed.cell.text.translate(_WIDE_LATIN), capacity)
        return len(lines) * _LINE_HEIGHT * max(size / _TEXT_SIZE, 1) + _PADDING

    def capacity_of(self, span: Span) -> int:
        """Return how many character cells surely fit on one line of a span."""
        return self._capacity(span, 0, _TEXT_SIZE)

    def _capacity(self, span: Span, spared: int, size: float) -> int:
        pixels = sum(self._widths[span.first : span.last + 1]) - _CELL_EDGES - spared
        return max(int(pixels * POINTS / (size / 2)), 2)

    def _merge(self, rows: Rows, span: Span, look: Any) -> None:
        if (rows.first, span.first) != (rows.last, span.last):
            self.sheet.merge_range(rows.first, span.first, rows.last, span.last, "", look)


def _literal(text: str) -> str:
    """Return the text so that XlsxWriter writes exactly it; raises ExportError if too long."""
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        raise ExportError(
            f"「{text[:10]}…」有 {length} 字，Excel 的一格只放得下 {LONGEST_TEXT} 字，"
            "请删减，或导出 docx。"
        )
    return text_for_sheet(text)
