"""One sheet of a workbook that lists: a heading row and, row by row, texts and numbers below it.

A row is written when the next one comes, so that a sheet of any length takes no memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from perftui.writers.cells import cell_width, wrap
from perftui.writers.xlsx.page import print_on_a4
from perftui.writers.xlsx.text import text_for_sheet

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces, True for those that are marked."""


@dataclass(frozen=True)
class Formula:
    """A formula of the book's own, and what it comes to."""

    text: str
    value: Decimal


Value = str | int | Decimal | Formula | None | Pieces
"""What a cell holds; None leaves it empty."""

_LINE_HEIGHT = 13.8
_PADDING = 6
_HIGHEST_ROW = 400
_LONGEST_TEXT = 16_000  # characters; a cell takes 32,767 units of UTF-16
_CELL = {
    "font_name": "宋体",
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#BFBFBF",
}
_MARK = {"bold": True, "underline": 1, "font_color": "#C00000"}
_CENTRED = {**_CELL, "align": "center"}
_TOTAL = {"bold": True, "bg_color": "#F2F2F2"}
_STYLES: dict[str, dict[str, object]] = {
    "heading": {**_CENTRED, "bold": True, "valign": "vcenter", "bg_color": "#E3E9F1"},
    "text": {**_CELL, "text_wrap": True},
    "centred": {**_CENTRED, "text_wrap": True},
    "marked": {**_CELL, "text_wrap": True, **_MARK},
    "share": {**_CELL, "num_format": "0.0%"},
    "money": {**_CELL, "num_format": "#,##0.00"},
    "rate": {**_CELL, "num_format": "0.00%"},
    "points": {**_CELL, "num_format": "General"},
    "change": {**_CELL, "num_format": "+General;-General;0"},
    "rate change": {**_CELL, "num_format": "+0.00%;-0.00%;0.00%"},
    "total": {**_CENTRED, **_TOTAL},
    "total money": {**_CELL, **_TOTAL, "num_format": "#,##0.00"},
    "total rate": {**_CELL, **_TOTAL, "num_format": "0.00%"},
    "total points": {**_CELL, **_TOTAL, "num_format": "General"},
    "error": {**_CENTRED, "bold": True, "bg_color": "#F8D7D4"},
    "warning": {**_CENTRED, "bold": True, "bg_color": "#FCEBCB"},
    "hint": {**_CENTRED, "bg_color": "#DCE8F6"},
    "搁置": {**_CENTRED, "font_color": "#595959", "bg_color": "#EDEDED"},
    "plain piece": {"font_name": "宋体", "font_size": 10},
    "marked piece": {"font_name": "宋体", "font_size": 10, **_MARK},
    "low rate": {**_CELL, "num_format": "0.00%", "bold": True, "font_color": "#8A5200"},
    "done": {"font_color": "#808080"},
}
_SHARE_BAR = {
    "type": "data_bar",
    "bar_color": "#9DB4D3",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 1,
}


@dataclass(frozen=True)
class Column:
    """A column: heading, width in characters, style; `choices` are offered to who fills it in."""

    heading: str
    width: int
    style: str = "text"
    choices: tuple[str, ...] = ()


class ListSheet:
    """A sheet that is filled from top to bottom and finished before its book is closed."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], about: str) -> None:
        """`about` is printed above each page, with the name of the sheet."""
        self.count = 0
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._formats = {style: book.add_format(look) for style, look in _STYLES.items()}
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.heading, self._formats["heading"])
        self._set_page(f"{about}：{name}")

    def add(self, values: Iterable[Value], styles: Mapping[int, str] | None = None) -> None:
        """Add a row; `styles` are by place in the row, and the columns' own where there is none."""
        self.count += 1
        chosen = styles or {}
        lines = [
            self._put(self.count, place, value, self._formats[chosen.get(place, column.style)])
            for place, (column, value) in enumerate(zip(self._columns, values, strict=True))
        ]
        # Excel would find out the height by itself; other programs show one line.
        self._sheet.set_row(self.count, min(max(lines) * _LINE_HEIGHT + _PADDING, _HIGHEST_ROW))

    def finish(self, total: Sequence[Value] = ()) -> None:
        """Add a total that filters leave alone, and what goes for all rows."""
        last = len(self._columns) - 1
        self._sheet.autofilter(0, 0, self.count, last)
        for place, value in enumerate(total):
            style = f"total {self._columns[place].style}"
            look = self._formats.get(style, self._formats["total"])
            self._put(self.count + 1, place, value, look)
        for place, column in enumerate(self._columns):
            if column.choices and self.count:
                self._offer(place, column.choices)
            if column.style == "share" and self.count:
                self._sheet.conditional_format(1, place, self.count, place, _SHARE_BAR)

    def _set_page(self, heading: str) -> None:
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_row(0, 22)
        self._sheet.set_landscape()
        self._sheet.set_margins(left=0.4, right=0.4, top=0.65, bottom=0.6)
        self._sheet.repeat_rows(0)
        self._sheet.set_header(f"&L&9{heading}")
        print_on_a4(self._sheet)

    def _offer(self, place: int, choices: tuple[str, ...]) -> None:
        """Offer choices in a column, allow other words, and grey the rows it is filled in."""
        rules = {
            "validate": "list",
            "source": list(choices),
            "error_type": "information",
            "error_title": "处理情况",
            "error_message": f"通常填{'、'.join(choices)}；也可以写别的。",
        }
        self._sheet.data_validation(1, place, self.count, place, rules)
        filled = f'=${xl_col_to_name(place)}2<>""'
        look = {"type": "formula", "criteria": filled, "format": self._formats["done"]}
        self._sheet.conditional_format(1, 0, self.count, place, look)

    def _put(self, row: int, place: int, value: Value, look: Any) -> int:
        """Write a cell and return how many lines it takes."""
        if isinstance(value, Formula):
            self._sheet.write_formula(row, place, value.text, look, value.value)
            return 1
        if isinstance(value, int | Decimal):
            self._sheet.write_number(row, place, value, look)
            return 1
        pieces = tuple(_cut([(value, False)] if isinstance(value, str) else value or []))
        if not pieces:
            self._sheet.write_blank(row, place, None, look)
        elif len(pieces) > 1:
            self._put_pieces(row, place, pieces, look)
        else:
            text, is_marked = pieces[0]
            self._put_text(row, place, text, self._formats["marked"] if is_marked else look)
        return _lines("".join(text for text, _ in pieces), self._columns[place].width)

    def _put_text(self, row: int, place: int, text: str, look: Any) -> None:
        self._sheet.write_string(row, place, text_for_sheet(text), look)

    def _put_pieces(self, row: int, place: int, pieces: Pieces, look: Any) -> None:
        plain, marked = self._formats["plain piece"], self._formats["marked piece"]
        runs = (run for text, is_marked in pieces for run in (marked if is_marked else plain, text))
        self._sheet.write_rich_string(row, place, *runs, look)


def _cut(pieces: Pieces) -> Iterator[tuple[str, bool]]:
    """Yield the pieces as far as they fit into a cell."""
    room = _LONGEST_TEXT
    for text, is_marked in pieces:
        if room > 0 and text:
            yield text[:room], is_marked
        room -= len(text)


@lru_cache(maxsize=512)  # the rows of one form say much the same
def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column."""
    if cell_width(text) <= width and "\n" not in text:
        return 1
    return len(wrap(text, width))
