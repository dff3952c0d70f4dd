"""PDF documents in: tables by the lines drawn around their cells, text by where it stands."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from perftui.readers.formats.pdf.drawing import TooMuch
from perftui.readers.formats.pdf.margins import without_margins
from perftui.readers.formats.pdf.page import UNKNOWN, Page, read_page
from perftui.readers.formats.pdf.pages import rows_of_pages
from perftui.readers.formats.pdf.rows import strips_of
from perftui.readers.formats.pdf.struck import without_struck
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError, LeftOut, Note, Question, quoted

MOST_PAGES = 200
_NO_GLYPH = "〓"
_MOSTLY = 0.5
_MOST_UNKNOWN = 0.1
_MOST_MARKS = 2000
_TYPED = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
_one_at_a_time = Lock()  # PDFium is not safe to call from two threads


def read(data: bytes, source: str) -> Grid:
    """Read a document; `source` is its name.

    Raises DocumentError for a damaged one, one with a password, a scanned one, and a huge one.
    """
    try:
        with _one_at_a_time, closing(pypdfium2.PdfDocument(data)) as document:
            pages = _pages(document, source)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"「{source}」{_why_closed(error)}") from error
    except TooMuch as error:
        raise DocumentError(f"「{source}」里的{error}，不像自评表，请核对文件") from error
    if not any(page.chars for page in pages):
        raise DocumentError(
            f"「{source}」里没有文字，是扫描的图片；请找原来的 Word 或 Excel 文件，或先做文字识别"
        )
    if sum(page.unmapped for page in pages) > _MOST_UNKNOWN * sum(len(p.chars) for p in pages):
        raise DocumentError(
            f"「{source}」的字体没有说明是哪些字，文字读不出来；"
            "请找原来的 Word 或 Excel 文件，或先做文字识别"
        )
    standing, on_struck = without_struck(pages)
    bodies, on_margins = without_margins(standing)
    notes = (*on_margins, *on_struck, *_notes(pages))
    return Grid(rows_of_pages([strips_of(page) for page in bodies]), source, notes)


def _pages(document: Any, source: str) -> list[Page]:
    if len(document) > MOST_PAGES:
        raise DocumentError(
            f"「{source}」有{len(document)}页，不像自评表，请只留下自评表所在的页再读入"
        )
    return [_page(document, index) for index in range(len(document))]


def _page(document: Any, index: int) -> Page:
    with closing(document[index]) as page:
        if not _is_filled_in(page):
            return _read(page)
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    with closing(document[index]) as page:  # what was in fields is found when it is loaded anew
        return _read(page)


def _read(page: Any) -> Page:
    with closing(page.get_textpage()) as text_page:
        return read_page(page, text_page)


def _is_filled_in(page: Any) -> bool:
    """Whether text may stand in fields of a page, or was typed over it."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_MARKS)):
        mark = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(mark) in _TYPED:
                return True
        finally:
            pdfium.FPDFPage_CloseAnnot(mark)
    return False


def _why_closed(error: Exception) -> str:
    if "password" in str(error).lower():
        return "有密码，请打开后另存为没有密码的 PDF 再读入"
    return "不是完整的 PDF 文件，可能没有下载完或已损坏；请重新拷贝一份再读入"


def _notes(pages: Sequence[Page]) -> Iterator[Note]:
    """Tell what of the pages was not read, and what may have been read wrong."""
    for number, page in enumerate(pages, 1):
        where = f"第{number}页"
        if page.slanted:
            yield LeftOut(where, f"斜着的文字{quoted(page.slanted)}像是水印，没有读入")
        if page.unmapped:
            asked = f"有{page.unmapped}个字读不出来，写作「{UNKNOWN}」，请对照原件改正"
            yield Question(where, asked)
        if blanks := sum(char.text == _NO_GLYPH for char in page.chars):
            asked = f"有{blanks}个字印成了「{_NO_GLYPH}」，是字体里没有的字，请对照原件补上"
            yield Question(where, asked)
        if not page.chars and page.drawing.pictured:
            yield LeftOut(where, "这一页是图片，没有读入")
        is_scanned = page.drawing.pictured > _MOSTLY * page.width * page.height
        if is_scanned and page.drawing.hidden > page.drawing.shown:
            yield Question(where, "这一页是扫描件，文字是机器识别的，请对照原件逐项核对")
