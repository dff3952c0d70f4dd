"""Texts of a form as they stand in Markdown and between tabs, where some characters are marks."""

import re
from collections.abc import Callable
from typing import Any

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_MARKDOWN_AT_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=(?:[-+=]|[ ]{4}))", re.MULTILINE)
_FORMULA = re.compile(r"(?=[=+\-@＝＋－＠].)(?![+-]?[\d,]*\.?\d+%?$)", re.DOTALL)
_NO_FORMULA = "\u00a0"


def markdown_cell(text: str) -> str:
    """Escape a text so that Markdown shows it as it is in a cell of a table."""
    return _MARKDOWN.sub(r"\\\g<0>", text).replace("\n", "<br>")


def markdown_line(text: str) -> str:
    """Escape a text so that Markdown shows it as it is in a line of its own."""
    return _MARKDOWN_AT_START.sub(r"\1\\", markdown_cell(text))


def tabbed_cell(text: str) -> str:
    """Write a text as spreadsheets copy a cell: in quotes where it has lines or begins with one.

    What a spreadsheet would take for a formula stands behind a blank that does not break.
    """
    plain = f"{_NO_FORMULA}{text}" if _FORMULA.match(text) else text
    if "\n" not in plain and not plain.startswith('"'):
        return plain
    quoted = plain.replace('"', '""')
    return f'"{quoted}"'


FILTERS: dict[str, Callable[..., Any]] = {
    "markdown": markdown_cell,
    "markdown_line": markdown_line,
    "tabbed": tabbed_cell,
    "zip": zip,
}
"""The filters of this package by the names that templates use."""
