"""Cells set apart by commas, as spreadsheets export them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from perftui.readers.grid import Row

_FEWEST_CELLS = 3
_FEWEST_ROWS = 3


def separated_rows(text: str, *, is_likely: bool) -> list[Row] | None:
    """Return the rows of a text whose cells are set apart by commas, None for another.

    `is_likely` says that its name promises commas: then most rows of several cells must have as
    many; otherwise nearly all rows must, for commas stand in sentences and numbers too.
    Where tabs are as many as lines, it is they that set cells apart.
    """
    commas, tabs, lines = map(text.count, (",", "\t", "\n"))
    if commas < _FEWEST_ROWS * (_FEWEST_CELLS - 1) or 2 * tabs > lines:
        return None
    rows = _read(text)
    several = [row for row in rows if len(row.cells) > 1] if is_likely else rows
    return rows if several and _is_table(several, 0.5 if is_likely else 0.9) else None


def _read(text: str) -> list[Row]:
    """Cut a text at its commas; nothing where a quoted cell does not end."""
    rows: list[Row] = []
    broken, start = False, 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for record in reader:
            cells = tuple(cell.strip() for cell in record)
            if any(cells):
                rows.append(Row(cells, f"第{start}行", broken))
            broken, start = not any(cells), reader.line_num + 1
    except csv.Error:
        return []
    return rows


def _is_table(rows: Iterable[Row], share: float) -> bool:
    widths = Counter(len(row.cells) for row in rows)
    width, count = widths.most_common(1)[0]
    return width >= _FEWEST_CELLS and count >= max(_FEWEST_ROWS, share * widths.total())
