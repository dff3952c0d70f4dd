"""A workbook read with openpyxl: its cells as they show, and its formulas computed anew."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.writers.round_trip.independent.pages import Page
from tests.writers.samples import workbook


def xlsx_page(data: bytes) -> Page:
    """Return the rows of every sheet, formulas by the values stored with them."""
    return Page([row for sheet in workbook(data, values=True) for row in rows_of(sheet)])


def rows_of(sheet: Worksheet) -> Iterator[list[str]]:
    """Yield the filled cells of a sheet row by row, as they show."""
    for row in sheet.iter_rows():
        texts = [shown(cell) for cell in row]
        yield [text for text in texts if text]


def shown(cell: Cell) -> str:
    """Return a cell as its number format shows it, for the formats of forms."""
    value, pattern = cell.value, re.sub("_.", "", cell.number_format)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    number = Decimal(repr(value))
    if pattern.endswith("%"):
        number *= 100
    places = pattern.split(";")[0].rstrip("%").partition(".")[2]
    if pattern in ("General", "@"):
        return f"{number.normalize():f}"
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in pattern else f"{rounded:f}"
    for _ in range(places.count("#")):
        text = text.removesuffix("0")
    return text.removesuffix(".") + "%" * pattern.endswith("%")


def formulas(data: bytes) -> Iterator[tuple[Worksheet, str, object]]:
    """Yield each formula with its sheet of values, and the value stored with it."""
    values = workbook(data, values=True)
    for sheet in workbook(data):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                yield (
                    values[sheet.title],
                    str(cell.value),
                    values[sheet.title][cell.coordinate].value,
                )
