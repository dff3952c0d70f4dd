"""The XML of one worksheet -> its cells as they are stored, merges, page breaks, what is hidden."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from perftui.readers.formats.formulas.tokens import LAST_COLUMN, LAST_ROW, column_number
from perftui.readers.formats.formulas.values import Fault, Formula, Position, Scalar
from perftui.readers.formats.sheets.dates import serial_of
from perftui.readers.formats.sheets.workbook import (
    MOST_CELLS,
    MOST_ROWS,
    TOO_LARGE,
    Block,
    Cell,
    Sheet,
)
from perftui.readers.formats.xlsx.package import is_on, local_name, whole

PARTS = ("row", "col", "mergeCell", "brk")
"""The elements of a worksheet that `read_sheet` looks at."""

_MOST_ROWS_WITHOUT_CONTENT = 300_000
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the cells of all sheets refer to: texts, number formats, and how dates count days."""

    texts: Sequence[str]
    formats: Sequence[str]
    since_1904: bool = False


@dataclass
class _Findings:
    """What has been found of a sheet so far."""

    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Block] = field(default_factory=list)
    page_starts: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    shared: dict[str, tuple[str, Position]] = field(default_factory=dict)
    rows_filled: int = 0


def read_sheet(name: str, elements: Iterable[Any], shelf: Shelf, is_hidden: bool) -> Sheet:
    """Read the `PARTS` of a worksheet; one with far too many rows is refused, not read."""
    found = _Findings()
    number = count = 0
    for element in elements:
        kind = local_name(element)
        if kind == "row":
            number = _row_number(element, number)
            count += 1
            _read_row(element, number, found, shelf)
        elif kind == "col":
            _read_column(element, found)
        elif kind == "mergeCell":
            found.merges += _block(element.get("ref", ""))
        elif local_name(element.getparent()) == "rowBreaks":
            found.page_starts.add(whole(element.get("id")) + 1)
        if found.rows_filled > MOST_ROWS or len(found.cells) > MOST_CELLS:
            return Sheet(name, is_hidden=is_hidden, refusal=TOO_LARGE)
        if count > _MOST_ROWS_WITHOUT_CONTENT:
            refusal = "空行太多，没有读入，请删去表格下面的空行"
            return Sheet(name, is_hidden=is_hidden, refusal=refusal)
    return Sheet(
        name=name,
        cells=found.cells,
        merges=found.merges,
        page_starts=found.page_starts,
        hidden_rows=found.hidden_rows,
        hidden_columns=found.hidden_columns,
        is_hidden=is_hidden,
    )


def text_of(element: Any) -> str:
    """Return the text of a string, its runs joined, without how it is pronounced."""
    return decoded("".join(_runs(element)))


def decoded(text: str) -> str:
    """Decode the characters that XML cannot hold: _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        kind = local_name(child)
        if kind == "t":
            yield child.text or ""
        elif kind == "r":
            yield from _runs(child)


def _row_number(row: Any, last: int) -> int:
    number = whole(row.get("r"))
    return number if 1 <= number <= LAST_ROW else last + 1


def _read_row(row: Any, number: int, found: _Findings, shelf: Shelf) -> None:
    if is_on(row.get("hidden")) or row.get("ht") == "0":
        found.hidden_rows.add(number)
    before = len(found.cells)
    column = 0
    for element in row:
        place = _PLACE.fullmatch(element.get("r", ""))
        column = column_number(place[1]) if place else column + 1
        cell = _cell(element, (number, column), found.shared, shelf) if len(element) else None
        if cell is not None and column <= LAST_COLUMN:
            found.cells[number, column] = cell
    found.rows_filled += len(found.cells) > before


def _read_column(column: Any, found: _Findings) -> None:
    if is_on(column.get("hidden")) or _is_zero(column.get("width")):
        last = min(whole(column.get("max")), LAST_COLUMN)
        found.hidden_columns.update(range(whole(column.get("min")), last + 1))


def _is_zero(text: str | None) -> bool:
    return bool(text) and not (text or "").strip("0.")


def _block(reference: str) -> list[Block]:
    """Return the merged cells of a reference as B2:D4, none where it is no such reference."""
    first, _, last = reference.partition(":")
    corners = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if corners[0] is None or corners[1] is None:
        return []
    rows = sorted(min(int(corner[2]), LAST_ROW) for corner in corners if corner)
    columns = sorted(min(column_number(corner[1]), LAST_COLUMN) for corner in corners if corner)
    return [Block(rows[0], columns[0], rows[1], columns[1])]


def _cell(
    element: Any, place: Position, shared: dict[str, tuple[str, Position]], shelf: Shelf
) -> Cell | None:
    """Return what a cell stores; None for one that is merely dressed."""
    parts = {local_name(child): child for child in element}
    formula = _formula(parts["f"], place, shared) if "f" in parts else None
    value = _value(element.get("t", "n"), parts, shelf, formula is not None)
    if formula is None and value in (None, ""):
        return None
    style = whole(element.get("s"))
    code = shelf.formats[style] if style < len(shelf.formats) else "General"
    return Cell(value, code, formula)


def _value(kind: str, parts: Mapping[str, Any], shelf: Shelf, is_formula: bool) -> Scalar:
    if kind == "inlineStr":
        return text_of(parts["is"]) if "is" in parts else None
    written = parts["v"].text if "v" in parts else None
    if not written:
        return "" if kind == "str" and is_formula else None
    if kind == "s":
        index = whole(written.strip())
        return shelf.texts[index] if index < len(shelf.texts) else None
    if kind == "str":
        return decoded(written)
    return _unquoted(kind, written.strip(), shelf)


def _unquoted(kind: str, written: str, shelf: Shelf) -> Scalar:
    """Read a number, a truth, an error or a date; what is none of them is kept as a text."""
    if kind == "b":
        return is_on(written)
    if kind == "e":
        return Fault(written)
    if kind == "d" and (day := _DAY.match(written)):
        year, month, number = map(int, day.groups())
        return Decimal(serial_of(date(year, month, number), shelf.since_1904))
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    return value if value.is_finite() else written


def _formula(
    element: Any, place: Position, shared: dict[str, tuple[str, Position]]
) -> Formula | None:
    """Return the formula of a cell; cells that share one move it to their place."""
    text, kind = decoded(element.text or ""), element.get("t")
    if kind == "shared":
        index = element.get("si", "")
        if text:
            shared.setdefault(index, (text, place))
        elif index in shared:
            text, first = shared[index]
            return Formula(text, place[0] - first[0], place[1] - first[1])
    first_cell, _, last_cell = element.get("ref", "").partition(":")
    is_spread = kind == "dataTable" or (kind == "array" and last_cell not in ("", first_cell))
    return Formula(text, is_spread=is_spread) if text or is_spread else None
