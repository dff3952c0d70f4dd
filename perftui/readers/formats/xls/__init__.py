"""Old Excel workbooks (xls) in: the file's bytes -> a grid of what its sheets show."""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

import olefile
import xlrd

from perftui.readers.formats.formulas.values import Fault, Formula, Position, Scalar
from perftui.readers.formats.sheets.reading import grid_of
from perftui.readers.formats.sheets.standard_formats import STANDARD_FORMATS
from perftui.readers.formats.sheets.workbook import (
    MOST_CELLS,
    MOST_ROWS,
    TOO_LARGE,
    Block,
    Book,
    Cell,
    Sheet,
)
from perftui.readers.formats.xls.formulas import doubtful_formulas
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError


def read(data: bytes, source: str) -> Grid:
    """Read a workbook; `source` is the file's name, for messages.

    Raises DocumentError with one sentence for whatever cannot be read.
    """
    try:
        return grid_of(_book(_stream(data)), source)
    except DocumentError:
        raise
    except Exception as error:  # xlrd raises a dozen kinds for damaged files
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error):
            raise DocumentError(
                f"「{source}」设了打开密码，请用表格软件打开，去掉密码、另存后再读入"
            ) from None
        raise DocumentError(
            f"「{source}」打不开，可能已损坏，或者不是 Excel 工作簿；"
            "请用表格软件打开，另存为 .xlsx 再读入"
        ) from None


def _book(stream: bytes) -> Book:
    """Open a workbook; where its formats are damaged, without them."""
    try:
        book = _opened(stream, has_formats=True)
        formats = [_format(book, style) for style in book.xf_list]
    except Exception:  # xlrd refuses whole files for an odd colour or font
        book, formats = _opened(stream, has_formats=False), []
    formulas: list[dict[Position, Formula]] = []
    with suppress(Exception):  # without formulas, the results stand as they are stored
        formulas = doubtful_formulas(stream, book)
    formulas += [{}] * (book.nsheets - len(formulas))
    pairs = zip(book.sheets(), formulas, strict=False)
    sheets = [_sheet(sheet, formats, doubtful) for sheet, doubtful in pairs]
    return Book(sheets, since_1904=book.datemode == 1)


def _stream(data: bytes) -> bytes:
    """Take the workbook out of its container, which xlrd follows forever if it is damaged."""
    if not data.startswith(olefile.MAGIC):
        return data
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        name = "Workbook" if container.exists("Workbook") else "Book"
        if container.get_size(name) > len(data):
            raise xlrd.XLRDError("the workbook is larger than its file")
        stream: bytes = container.openstream(name).read()
        return stream


def _opened(stream: bytes, has_formats: bool) -> Any:
    return xlrd.open_workbook(
        file_contents=stream,
        formatting_info=has_formats,
        ragged_rows=True,
        logfile=io.StringIO(),
    )


def _format(book: Any, style: Any) -> str:
    """Return the number format of a style; those without a code go by their number."""
    stored = book.format_map.get(style.format_key)
    code = stored.format_str if stored else None
    return str(code or STANDARD_FORMATS.get(style.format_key, "General"))


def _sheet(sheet: Any, formats: list[str], formulas: Mapping[Position, Formula]) -> Sheet:
    is_hidden = sheet.visibility != 0
    cells: dict[Position, Cell] = {}
    filled = 0
    for row in range(sheet.nrows):
        before = len(cells)
        cells.update(_cells(sheet, row, formats, formulas))
        filled += len(cells) > before
        if filled > MOST_ROWS or len(cells) > MOST_CELLS:
            return Sheet(sheet.name, is_hidden=is_hidden, refusal=TOO_LARGE)
    return Sheet(
        name=sheet.name,
        cells=cells,
        merges=[_block(*edges) for edges in sheet.merged_cells],
        page_starts={row + 1 for row, _, _ in sheet.horizontal_page_breaks},
        hidden_rows={n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden or not row.height},
        hidden_columns={n + 1 for n, c in sheet.colinfo_map.items() if c.hidden or not c.width},
        is_hidden=is_hidden,
        lost=_lost(sheet, bool(formats)),
    )


def _lost(sheet: Any, has_formats: bool) -> tuple[str, ...]:
    """Say in Chinese what of a sheet is not read."""
    comments = f"{len(sheet.cell_note_map)} 条批注"
    formats = "读不出的格式（合并的单元格、百分数、隐藏的行列）"
    told = ((comments, bool(sheet.cell_note_map)), (formats, not has_formats))
    return tuple(text for text, is_lost in told if is_lost)


def _block(top: int, bottom: int, left: int, right: int) -> Block:
    """Return merged cells that xlrd counts from 0, the ends excluded."""
    return Block(top + 1, left + 1, max(bottom, top + 1), max(right, left + 1))


def _cells(
    sheet: Any, row: int, formats: list[str], formulas: Mapping[Position, Formula]
) -> Iterator[tuple[Position, Cell]]:
    """Yield the cells of a row that hold something."""
    for column, kind in enumerate(sheet.row_types(row)):
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            continue
        place = row + 1, column + 1
        value = _value(kind, sheet.cell_value(row, column))
        if value != "" or place in formulas:
            code = _code(sheet, row, column, kind, formats)
            yield place, Cell(value, code, formulas.get(place))


def _code(sheet: Any, row: int, column: int, kind: int, formats: list[str]) -> str:
    if formats:
        style: int = sheet.cell_xf_index(row, column)
        return formats[style]
    return "yyyy/m/d" if kind == xlrd.XL_CELL_DATE else "General"


def _value(kind: int, value: Any) -> Scalar:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return Fault(xlrd.error_text_from_code.get(value, "#VALUE!"))
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = Decimal(repr(value))
        return number if number.is_finite() else ""
    return str(value)
