"""How cells look: fonts, borders, alignment, and the format a number is shown in."""

from typing import Any

from perftui.writers.cell import Cell

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
    "strong at top": {**_STRONG, "valign": "top"},
    "text": _LEFT,
    "text at top": {**_LEFT, "valign": "top"},
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
_AMOUNTS = ("budget", "last_year_budget", "executed")
_SHORT_NUMBER = 10
_READ_AS_FORMULA = ("=", "+", "-", "@")


class Looks:
    """The formats of a workbook, each made when it is first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}

    def of_text(self, style: str, text: str) -> Any:
        """Return the format of a text, which also stays a text when somebody edits it."""
        return self._get(style, "", text.startswith(_READ_AS_FORMULA))

    def of_number(self, style: str, cell: Cell) -> Any:
        """Return the format in which a number looks as it is printed."""
        # A blank at the end keeps numbers off the border; an indent does so in some programs only.
        blank = "_ " if STYLES[style].get("align") == "right" else ""
        return self._get(style, _number_format(cell) + blank, False)

    def of_blank(self, style: str, cell: Cell) -> Any:
        """Return the format of an empty cell, fit for the number that may come to stand there."""
        return self._get(style, _empty_format(cell.field), False)

    def _get(self, style: str, number_format: str, is_quoted: bool) -> Any:
        key = (style, number_format, is_quoted)
        if key not in self._made:
            look = {**STYLES[style], "quote_prefix": is_quoted}
            if number_format:
                look |= {**_FITTED, "num_format": number_format}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _number_format(cell: Cell) -> str:
    decimals = "0" * len(cell.text.partition(".")[2])
    if cell.text.endswith("%"):
        return "0.00%"
    if cell.field.rpartition(".")[2] in _AMOUNTS:
        return f"#,##0.{decimals}"
    if len(cell.text) > _SHORT_NUMBER:
        # A longer one would be shown rounded, or as a power of ten.
        return f"0.{decimals}" if decimals else "0"
    return "General"


def _empty_format(field: str) -> str:
    name = field.rpartition(".")[2]
    if name == "execution_rate":
        return "0.00%"
    if name.startswith("total_"):
        return "General;-General;;"  # a sum of nothing is not shown
    return "#,##0.00" if name in _AMOUNTS else ""
