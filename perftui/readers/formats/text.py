"""Text in: bytes to text in whatever encoding they are, text to a grid.

Cells are set apart by tabs, as in text copied from Word or a spreadsheet. A blank line marks a
possible page break. A cell in straight quotes may hold line breaks, as spreadsheets copy it.
"""

import codecs
import re
from collections.abc import Iterator

from perftui.evaluation.safe_text import safe_text
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError

MOST_ROWS = 100_000
MOST_CELLS = 100

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIELD = re.compile(r'(?:"((?:[^"\t]++|"")*+)"|([^\t\n]*))(\t|\n|\Z)')
_BINARY = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str:
    """Decode text with a byte order mark, or as UTF-8, or as GB 18030.

    Raises UnicodeError for bytes that are no text.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    text = data.decode(marked) if marked else _decode_unmarked(data)
    if _BINARY.search(text):
        raise UnicodeError("control characters that no text holds")
    return text


def is_text(data: bytes) -> bool:
    """Whether bytes can be decoded as text."""
    try:
        decode(data)
    except UnicodeError:
        return False
    return True


def grid_of(text: str, source: str) -> Grid:
    """Cut a text into rows and cells; `source` is the name of the document.

    Raises DocumentError for a text far larger than any form.
    """
    rows: list[Row] = []
    broken = False
    for number, cells in _lines(safe_text(text)):
        if any(cells):
            rows.append(Row(cells, f"第{number}行", broken))
        broken = not any(cells)
        if len(rows) > MOST_ROWS or len(cells) > MOST_CELLS:
            raise DocumentError(f"「{source}」里的行或列太多，不像自评表，请只留下自评表再读入")
    return Grid(tuple(rows), source)


def _decode_unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each line's number, from 1, and its cells; the last cells of a line may be missing."""
    number, start, position = 1, 0, 0
    cells: list[str] = []
    while match := _FIELD.match(text, position):
        quoted = match[1]
        cells.append((match[2] if quoted is None else quoted.replace('""', '"')).strip())
        position = match.end()
        if match[3] != "\t":
            yield number, tuple(cells)
            number += text.count("\n", start, position)
            cells, start = [], position
        if not match[3]:
            return
