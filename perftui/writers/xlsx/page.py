"""How a sheet prints: A4, one page wide, page numbers, 草稿 above the pages of a draft."""

from typing import Any

from xlsxwriter.utility import xl_range

from perftui.writers.printed import DRAFT_LINE
from perftui.writers.xlsx.pages import Paper

A4 = 9
"""The number of this paper in a workbook."""

_A4_HEIGHT = 11.69  # all in inches
_MARGIN = 0.75
_DRAFT_MARGIN = 0.95
_DRAFT = f'&C&"黑体,Regular"&16{DRAFT_LINE}'
_PAGE_NUMBER = '&C&"宋体,Regular"&9第 &P 页 共 &N 页'


def room_on_page(*, draft: bool = False) -> float:
    """Return the points that the rows of a page have between its margins."""
    return (_A4_HEIGHT - _MARGIN - (_DRAFT_MARGIN if draft else _MARGIN)) * 72


def print_on_a4(sheet: Any, high: int = 0) -> None:
    """Let a sheet print on A4, one page wide, with page numbers; on any number of pages if 0."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, high)
    sheet.set_footer(_PAGE_NUMBER)


def set_page(
    sheet: Any, paper: Paper, last_column: int, *, side: float = 0.7, draft: bool = False
) -> None:
    """Set how a sheet prints and that its numbers may stand as texts; `side` is in inches."""
    printed = paper.printed
    top = _DRAFT_MARGIN if draft else _MARGIN
    print_on_a4(sheet)
    sheet.set_margins(left=side, right=side, top=top, bottom=_MARGIN)
    sheet.center_horizontally()
    sheet.repeat_rows(paper.headings.first, paper.headings.last)
    sheet.print_area(printed.first, 0, printed.last, last_column)
    if draft:
        sheet.set_header(_DRAFT)
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, printed.last, last_column)})
