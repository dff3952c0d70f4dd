"""Cells as spreadsheets put them on the clipboard: rows of lines, cells parted by tabs.

A cell with a line break, a tab or a quotation mark at its start stands in quotation marks, and
those within it are doubled. Any other quotation marks are part of the text, and stay.
"""

import re
from collections.abc import Sequence

_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"(?=[\t\r\n]|\Z)|(?P<plain>[^\t\r\n]*)')
_END_OF_ROW = re.compile(r"\r\n|\r|\n")


def parse(text: str) -> list[list[str]]:
    """Return the cells of a pasted text, a list for each row."""
    rows: list[list[str]] = [[]]
    position = 0
    while True:
        found = _CELL.match(text, position)
        assert found is not None  # it matches nothing as well
        rows[-1].append(_content(found))
        position = found.end()
        end = _END_OF_ROW.match(text, position)
        if end is not None:
            rows.append([])
            position = end.end()
        elif position < len(text):
            position += 1
        else:
            break
    return rows[:-1] if len(rows) > 1 and rows[-1] == [""] else rows


def write(rows: Sequence[Sequence[str]]) -> str:
    """Write cells so that a spreadsheet, and `parse`, reads them as they are."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def _content(found: re.Match[str]) -> str:
    quoted = found["quoted"]
    if quoted is None:
        return found["plain"]
    if not re.search(r'[\t\r\n]|""', quoted):
        return found[0]
    return re.sub(r"\r\n?", "\n", quoted.replace('""', '"'))


def _quoted(text: str) -> str:
    if text.startswith('"') or re.search(r"[\t\r\n]", text):
        return '"' + text.replace('"', '""') + '"'
    return text
