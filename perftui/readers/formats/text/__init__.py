"""Text in: its encoding found out, its cells found however they are set apart.

Cells are set apart by tabs, as in text copied from Word or a spreadsheet; without tabs, by bars,
commas, ruled lines or runs of blanks. A blank line marks a possible page break. A cell in straight
quotes may hold line breaks, as spreadsheets copy it.
"""

import re
from collections.abc import Iterator

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.text.aligned import aligned_rows
from perftui.readers.formats.text.drawn import drawn_rows
from perftui.readers.formats.text.encoding import damage, decode
from perftui.readers.formats.text.piped import piped_rows
from perftui.readers.formats.text.separated import separated_rows
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError

MOST_CHARACTERS = 2_000_000
MOST_LINES, MOST_ROWS = 100_000, 20_000
MOST_CELLS = 100

_FIELD = re.compile(r'(?:"((?:[^"\t]++|"")*+)"|([^\t\n]*))(\t|\n|\Z)')
_LINE_ENDS_IN_CELLS = str.maketrans("\u2028\u2029", "  ")  # they end no row


def read(data: bytes, source: str) -> Grid:
    """Read a text; raises DocumentError for bytes that are none."""
    try:
        return grid_of(decode(data), source)
    except UnicodeError:
        raise DocumentError(
            f"「{source}」不是文本文件，或者编码不认识；请另存为 UTF-8 编码的文本文件再读入"
        ) from None


def grid_of(text: str, source: str) -> Grid:
    """Cut a text into rows and cells; `source` is the name of the document.

    Raises DocumentError for a text far larger than any form.
    """
    plain = safe_text(text[: MOST_CHARACTERS + 1].translate(_LINE_ENDS_IN_CELLS))
    if len(text) > MOST_CHARACTERS or plain.count("\n") > MOST_LINES:
        raise _too_large(source)
    rows = tuple(_rows(plain, source))
    if len(rows) > MOST_ROWS or any(len(row.cells) > MOST_CELLS for row in rows):
        raise _too_large(source)
    return Grid(rows, source, tuple(damage(plain)))


def _too_large(source: str) -> DocumentError:
    return DocumentError(f"「{source}」里的行或列太多，不像自评表，请只留下自评表再读入")


def _rows(text: str, source: str) -> Iterator[Row]:
    """Yield the rows by the first explanation that fits: each says None to what it does not."""
    named_csv = source.lower().endswith(".csv")
    yield from (
        separated_rows(text, is_likely=named_csv)
        or piped_rows(text)
        or (None if "\t" in text else drawn_rows(text) or aligned_rows(text))
        or _tabbed_rows(text)
    )


def _tabbed_rows(text: str) -> Iterator[Row]:
    broken = False
    for number, cells in _lines(text):
        if any(cells):
            yield Row(cells, f"第{number}行", broken)
        broken = not any(cells)


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
