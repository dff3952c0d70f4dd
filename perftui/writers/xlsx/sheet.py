"""One worksheet filled row by row: texts stay texts, and rows are as high as their text needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from math import ceil
from typing import Any

from perftui.writers.cells import wrap
from perftui.writers.printed import Cell, ExportError
from perftui.writers.xlsx.grid import Grid, Span

_LINE_HEIGHT = 13.2
_PADDING = 8
_HIGHEST_ROW = 400
_LONGEST_TEXT = 32_767
_MOST_DIGITS = 15
_ZERO_HIDDEN = "General;-General;;"
_WIDE_LATIN = str.maketrans("WMmw@%", "宽宽宽宽宽宽")
_BOXED = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "label": {**_BOXED, "align": "center", "bold": True, "bg_color": "#F2F2F2"},
    "category": {**_BOXED, "align": "center", "bold": True},
    "tall category": {**_BOXED, "align": "center", "bold": True, "valign": "top"},
    "value": {**_BOXED, "align": "left", "indent": 1},
    "text": {**_BOXED, "align": "left", "indent": 1},
    "tall text": {**_BOXED, "align": "left", "indent": 1, "valign": "top"},
    "centred": {**_BOXED, "align": "center"},
    "note": {"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True)
class Placed:
    """A cell to be written: where it stands in its row, what it holds, how it looks."""

    span: Span
    cell: Cell
    style: str


@dataclass(frozen=True)
class Rows:
    """Sheet rows from `first` to `last`, both included, counted from 0."""

    first: int
    last: int


class Sheet:
    """A worksheet that is written from top to bottom."""

    def __init__(self, book: Any, name: str, grid: Grid) -> None:
        self.sheet = book.add_worksheet(name)
        self._book = book
        self._grid = grid
        self._formats: dict[tuple[str, str], Any] = {}
        self._next = 0
        for column, width in enumerate(grid.widths):
            self.sheet.set_column(column, column, width)

    def add_row(self, cells: Sequence[Placed], least: float = 0) -> Rows:
        """Write a row at least so many points high, and return where it stands.

        A row higher than Excel allows takes several sheet rows, merged in every column.
        """
        height = max(least, *(self.height_of(placed) for placed in cells))
        count = ceil(height / _HIGHEST_ROW)
        rows = Rows(self._next, self._next + count - 1)
        for row in range(rows.first, rows.last + 1):
            self.sheet.set_row(row, height / count)
        for placed in cells:
            is_tall = count > 1 and placed.style in ("value", "text")
            self.put(rows, replace(placed, style="tall text") if is_tall else placed)
        self._next += count
        return rows

    def put(self, rows: Rows, placed: Placed) -> None:
        """Write a cell over sheet rows that have been added."""
        look = self._format(placed.style, _number_format(placed))
        self._merge(rows, placed.span, look)
        where = (rows.first, placed.span.first)
        number = placed.cell.number
        if number is not None and _is_exact(number):
            self.sheet.write_number(*where, number, look)
        elif placed.cell.text:
            self.sheet.write_string(*where, _literal(placed.cell.text), look)
        else:
            self.sheet.write_blank(*where, None, look)

    def put_formula(self, rows: Rows, placed: Placed, formula: str) -> None:
        """Write a formula whose value is known; an empty cell's formula does not show a 0."""
        number = placed.cell.number
        if number is not None and not _is_exact(number):
            self.put(rows, placed)
            return
        look = self._format(placed.style, _ZERO_HIDDEN if number is None else "General")
        self._merge(rows, placed.span, look)
        self.sheet.write_formula(rows.first, placed.span.first, formula, look, number or 0)

    def height_of(self, placed: Placed) -> float:
        """Return the points a cell needs so that none of its text is cut."""
        capacity = self.capacity_of(placed.span)
        if placed.style == "note":
            capacity = capacity * 10 // 9
        elif "indent" in _STYLES[placed.style]:
            capacity = max(capacity - 2, 2)
        lines = wrap(placed.cell.text.translate(_WIDE_LATIN), capacity)
        return len(lines) * _LINE_HEIGHT + _PADDING

    def capacity_of(self, span: Span) -> int:
        """Return how many character cells surely fit on one line of a span."""
        # A sheet's column is measured in digits of 11 points, its text is set in 10.
        return int(self._grid.width(span) * 1.05)

    def _merge(self, rows: Rows, span: Span, look: Any) -> None:
        if (rows.first, span.first) != (rows.last, span.last):
            self.sheet.merge_range(rows.first, span.first, rows.last, span.last, "", look)

    def _format(self, style: str, number_format: str) -> Any:
        key = (style, number_format)
        if key not in self._formats:
            look = {**_STYLES[style], "num_format": number_format}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _number_format(placed: Placed) -> str:
    """Return the format that shows a cell's number as it is printed."""
    text = placed.cell.text
    if placed.cell.number is None or placed.style != "value":
        return "General"
    if text.endswith("%"):
        return "0.00%"
    return "#,##0." + "0" * len(text.partition(".")[2])


def _is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet can hold the number with all its digits."""
    digits = number.normalize().as_tuple().digits
    return len(digits) <= _MOST_DIGITS and abs(number.adjusted()) <= _MOST_DIGITS


def _literal(text: str) -> str:
    """Return the text so that XlsxWriter writes exactly it."""
    if len(text) > _LONGEST_TEXT:
        raise ExportError(
            f"「{text[:10]}…」有 {len(text)} 字，Excel 的一格只放得下 {_LONGEST_TEXT} 字，"
            "请删减，或导出 docx。"
        )
    # XlsxWriter takes a text in <r> for rich text and writes it as XML unescaped.
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
