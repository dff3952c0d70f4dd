"""A form as an Excel workbook in the official layout: one sheet, A4 upright, one page wide."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range

from perftui.writers.cells import fold_label
from perftui.writers.printed import Cell, Entry, Form, Group
from perftui.writers.xlsx.grid import Grid, grid_for
from perftui.writers.xlsx.sheet import Placed, Rows, Sheet

_A4 = 9
_MADE = datetime(2020, 1, 1, tzinfo=UTC)
_PROPERTY_LIMIT = 255
_ROW_HEIGHT = 24
_TITLE_HEIGHT = 42
_TALL_GROUP = 240
"""A category higher than this, in points, has its label at its top: a page may end in it."""


def render(form: Form) -> bytes:
    """Return the form as an xlsx file, the same bytes for the same form.

    Raises ExportError for a text that is too long for a cell.
    """
    result = BytesIO()
    book = Workbook(result, {"in_memory": True})
    _set_properties(book, form)
    grid = grid_for(tuple(heading.width for heading in form.headings))
    sheet = Sheet(book, "自评表", grid)
    sheet.add_row([Placed(grid.whole, Cell(form.title), "title")], _TITLE_HEIGHT)
    for entries in form.header:
        sheet.add_row(list(_header_cells(sheet, entries, grid)), _ROW_HEIGHT)
    heading = _write_table(sheet, form, grid)
    last = _write_notes(sheet, form, grid)
    _set_page(sheet.sheet, heading.first, Rows(0, last.last), grid)
    book.close()
    return result.getvalue()


def _set_properties(book: Any, form: Form) -> None:
    title = f"{form.name}{form.title}"[:_PROPERTY_LIMIT]
    author = form.unit[:_PROPERTY_LIMIT]
    book.set_properties({"title": title, "author": author, "created": _MADE})


def _set_page(sheet: Any, heading: int, rows: Rows, grid: Grid) -> None:
    area = (rows.first, grid.whole.first, rows.last, grid.whole.last)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.65, right=0.65, top=0.75, bottom=0.75)
    sheet.center_horizontally()
    sheet.repeat_rows(heading)
    sheet.print_area(*area)
    sheet.set_footer("&C&9第 &P 页 共 &N 页")
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": xl_range(*area)})


def _header_cells(sheet: Sheet, entries: tuple[Entry, ...], grid: Grid) -> Iterator[Placed]:
    """Yield two labels and values, or one whose value takes the rest of the row."""
    places = iter(grid.header)
    for entry in entries:
        place = next(places)
        label = fold_label(entry.label, sheet.capacity_of(place))
        yield Placed(place, Cell(label), "label")
        place = next(places)
        if len(entries) == 1:
            place = grid.rest(place)
        yield Placed(place, entry.value, "value")


def _write_table(sheet: Sheet, form: Form, grid: Grid) -> Rows:
    """Write the indicator table and return where its headings stand."""
    headings = zip(grid.columns, form.headings, strict=True)
    placed = [Placed(span, Cell(heading.label), "label") for span, heading in headings]
    top = sheet.add_row(placed, _ROW_HEIGHT)
    last = top
    for group in form.groups:
        last = _write_group(sheet, form, group, grid)
    _write_total(sheet, form, Rows(top.last + 1, last.last), grid)
    return top


def _write_group(sheet: Sheet, form: Form, group: Group, grid: Grid) -> Rows:
    """Write a category and return where it stands."""
    rows = [_row_cells(form, row, grid) for row in group.rows]
    is_tall = sum(max(map(sheet.height_of, row)) for row in rows) > _TALL_GROUP
    style = "tall category" if is_tall else "category"
    label = Placed(grid.columns[0], Cell(group.label_on_two_lines), style)
    height = sheet.height_of(label)
    first = max(_ROW_HEIGHT, height if is_tall else height / len(rows))
    written = [sheet.add_row(row, first if n == 0 else _ROW_HEIGHT) for n, row in enumerate(rows)]
    place = Rows(written[0].first, written[-1].last)
    sheet.put(place, label)
    return place


def _row_cells(form: Form, row: tuple[Cell, ...], grid: Grid) -> list[Placed]:
    columns = zip(grid.columns[1:], form.headings[1:], row, strict=True)
    return [
        Placed(span, cell, "centred" if heading.is_centred else "text")
        for span, heading, cell in columns
    ]


def _write_total(sheet: Sheet, form: Form, summed: Rows, grid: Grid) -> None:
    label = Placed(grid.joined(form.total_span), Cell(form.total_label), "category")
    rows = sheet.add_row([label], _ROW_HEIGHT)
    columns = slice(form.total_span, None)
    for span, heading, cell in zip(
        grid.columns[columns], form.headings[columns], form.total, strict=True
    ):
        placed = Placed(span, cell, "category")
        if heading.is_number and form.groups:
            area = xl_range(summed.first, span.first, summed.last, span.first)
            sheet.put_formula(rows, placed, f"=SUM({area})")
        else:
            sheet.put(rows, placed)


def _write_notes(sheet: Sheet, form: Form, grid: Grid) -> Rows:
    """Write the notes below an empty row and return where the last one stands."""
    last = sheet.add_row([Placed(grid.whole, Cell(), "note")])
    for note in form.notes:
        last = sheet.add_row([Placed(grid.whole, Cell(note), "note")])
    return last
