"""How cells look: fonts, borders, alignment."""

from typing import Any

from perftui.writers.cell import Cell
from perftui.writers.xlsx.numbers import format_of_blank, is_exact, number_format

_BOXED = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
_STRONG = {**_BOXED, "align": "center", "bold": True}
_LEFT = {**_BOXED, "align": "left", "indent": 1}
_RIGHT = {**_BOXED, "align": "right"}
_CENTRED = {**_BOXED, "align": "center"}
_SMALL = {"font_size": 9}
_HEADLINE = {"font_name": "黑体", "align": "center", "valign": "vcenter", "text_wrap": True}

STYLES: dict[str, dict[str, object]] = {
    "draft": {**_HEADLINE, "font_size": 20, "font_color": "#C00000"},
    "title": {**_HEADLINE, "font_size": 18},
    "subtitle": {**_HEADLINE, "font_name": "宋体", "font_size": 12},
    "label": {**_STRONG, "bg_color": "#F2F2F2"},
    "strong": _STRONG,
    "text": _LEFT,
    "right": _RIGHT,
    "centred": _CENTRED,
    "listed": {**_BOXED, **_SMALL},
    "listed link": {**_BOXED, **_SMALL, "font_color": "#0563C1", "underline": 1},
    "listed centred": {**_CENTRED, **_SMALL},
    "listed right": {**_RIGHT, **_SMALL},
    "listed label": {**_STRONG, **_SMALL, "bg_color": "#F2F2F2"},
    "listed total": {**_STRONG, **_SMALL},
    "listed total right": {**_RIGHT, **_SMALL, "bold": True},
    "note": {"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "top"},
}
_FITTED = {"text_wrap": False, "shrink": True}
_READ_AS_FORMULA = ("=", "+", "-", "@")


class Looks:
    """The formats of a workbook, each made when it is first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool, bool], Any] = {}

    def of(self, style: str, cell: Cell, *, at_top: bool) -> Any:
        """Return the format of a cell; a text stays a text also when somebody edits it."""
        if is_exact(cell):
            numbers = number_format(cell)
        else:
            numbers = "" if cell.text else format_of_blank(cell)
        is_quoted = not is_exact(cell) and cell.text.startswith(_READ_AS_FORMULA)
        key = (style, numbers, is_quoted, at_top)
        if key not in self._made:
            self._made[key] = self._book.add_format(_look(*key))
        return self._made[key]


def _look(style: str, numbers: str, is_quoted: bool, at_top: bool) -> dict[str, object]:
    look: dict[str, object] = {**STYLES[style], "quote_prefix": is_quoted}
    if at_top:
        look["valign"] = "top"
    if numbers:
        # A blank at the end keeps numbers off the border; an indent does so in some programs only.
        blank = "_ " if look.get("align") == "right" else ""
        look |= {**_FITTED, "num_format": numbers + blank}
    return look
