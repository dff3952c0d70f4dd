"""A workbook -> one grid: what its sheets show, one below the other."""

from perftui.readers.formats.sheets.cells import TooMuchTextError, calculator_for, shown_cells
from perftui.readers.formats.sheets.page import name_of, read_page
from perftui.readers.formats.sheets.workbook import Book, Sheet
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError, LeftOut, Note


def grid_of(book: Book, source: str) -> Grid:
    """Return what a workbook shows, its visible sheets in their order.

    Raises DocumentError for one that shows nothing, or far more than any form.
    """
    notes: list[Note] = []
    rows: list[Row] = []
    open_sheets = [sheet for sheet in book.sheets if _is_open(sheet, notes)]
    calculator = calculator_for(book)
    try:
        shown = [(sheet, shown_cells(sheet, book, calculator)) for sheet in open_sheets]
    except TooMuchTextError:
        raise DocumentError(f"「{source}」里的文字太多，不像自评表，请只留下自评表再读入") from None
    filled = sum(any(cell.text for cell in cells.values()) for _, cells in shown)
    for sheet, cells in shown:
        page, told = read_page(sheet, cells, is_alone=filled < 2, follows=bool(rows))
        rows += page
        notes += told
    if not rows:
        why = f"（{notes[0].where}{notes[0].what}）" if notes else ""
        raise DocumentError(f"「{source}」里没有看得见的内容{why}，请用表格软件打开核对")
    return Grid(tuple(rows), source, tuple(notes))


def _is_open(sheet: Sheet, notes: list[Note]) -> bool:
    """Whether a sheet can be seen and read; what else it holds is told."""
    if sheet.is_hidden:
        if sheet.cells or sheet.refusal:
            notes.append(LeftOut(name_of(sheet), "是隐藏的工作表，没有读入"))
        return False
    if sheet.refusal:
        notes.append(LeftOut(name_of(sheet), sheet.refusal))
    notes += [LeftOut(name_of(sheet), f"{lost}没有读入") for lost in sheet.lost]
    return not sheet.refusal
