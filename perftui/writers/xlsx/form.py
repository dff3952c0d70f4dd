"""Forms as an Excel workbook in the official layout: a sheet each, A4 upright, one page wide."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from perftui.writers.book import Book
from perftui.writers.cover import Cover
from perftui.writers.printed import Form
from perftui.writers.properties import MADE, short
from perftui.writers.xlsx.cover import WIDTHS, connect, write_cover
from perftui.writers.xlsx.layout import form_grid, write_form
from perftui.writers.xlsx.looks import Looks
from perftui.writers.xlsx.names import COVER, sheet_names
from perftui.writers.xlsx.page import room_on_page, set_page
from perftui.writers.xlsx.sheet import Sheet

# Programs measure columns in digits of this font: one that is as wide everywhere.
_FONT = {"font_name": "Arial", "font_size": 10}


def render(book: Book) -> bytes:
    """Return the forms as an xlsx file, the same bytes for the same forms.

    Raises ExportError for a text that is too long for a cell.
    """
    result = BytesIO()
    workbook = Workbook(result, {"in_memory": True, "default_format_properties": dict(_FONT)})
    _set_properties(workbook, book)
    looks = Looks(workbook)
    if book.cover:
        _write_all(workbook, looks, book.cover, book.forms)
    else:
        for form, name in zip(book.forms, sheet_names(book.forms), strict=True):
            _write_form(workbook.add_worksheet(name), looks, form)
    workbook.close()
    return result.getvalue()


def _write_all(workbook: Any, looks: Looks, cover: Cover, forms: Sequence[Form]) -> None:
    """Write a cover and the forms it lists."""
    first = Sheet(workbook.add_worksheet(COVER), looks, WIDTHS)
    paper = write_cover(first, cover, room_on_page())
    set_page(first.sheet, paper, len(WIDTHS) - 1, side=0.5)
    written = [
        (form, _write_form(workbook.add_worksheet(name), looks, form))
        for form, name in zip(forms, sheet_names(forms), strict=True)
    ]
    connect(first, written)


def _write_form(worksheet: Any, looks: Looks, form: Form) -> Sheet:
    grid = form_grid(form)
    sheet = Sheet(worksheet, looks, grid.widths)
    paper = write_form(sheet, form, grid, room_on_page(draft=form.draft))
    set_page(worksheet, paper, grid.whole.last, draft=form.draft)
    return sheet


def _set_properties(workbook: Any, book: Book) -> None:
    properties = {
        "title": short(book.title),
        "author": short(book.author),
        "created": MADE,
        "status": "草稿" if book.is_draft else "",
    }
    workbook.set_properties(properties)
