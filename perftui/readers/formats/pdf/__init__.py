"""PDF documents in: tables by the lines drawn around their cells, text by where it stands."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from threading import Lock
from typing import Any

import pypdfium2

from perftui.evaluation.safe_text import safe_text
from perftui.readers.boxes import Line, rows_of
from perftui.readers.formats.pdf.drawing import TooMuch
from perftui.readers.formats.pdf.margins import without_margins
from perftui.readers.formats.pdf.page import Page, read_page
from perftui.readers.formats.pdf.rows import Strip, strips_of
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError, LeftOut, Note, Question, quoted

MOST_PAGES = 200
_TOLERANCE = 3.0
_MOSTLY = 0.5
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
    bodies, on_margins = without_margins(pages)
    notes = (*on_margins, *_notes(pages))
    return Grid(_rows([strips_of(page) for page in bodies]), source, notes)


def _pages(document: Any, source: str) -> list[Page]:
    if len(document) > MOST_PAGES:
        raise DocumentError(
            f"「{source}」有{len(document)}页，不像自评表，请只留下自评表所在的页再读入"
        )
    return [_page(document, index) for index in range(len(document))]


def _page(document: Any, index: int) -> Page:
    with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
        return read_page(page, text_page)


def _why_closed(error: Exception) -> str:
    if "password" in str(error).lower():
        return "有密码，请打开后另存为没有密码的 PDF 再读入"
    return "不是完整的 PDF 文件，可能没有下载完或已损坏；请重新拷贝一份再读入"


def _rows(pages: Sequence[Sequence[Strip]]) -> tuple[Row, ...]:
    """Return the rows of all pages; those of tables share the columns of the whole document."""
    placed = [(strip, line) for strip, line in _lines(pages) if any(b.text for b in line.boxes)]
    tabular = iter(rows_of([line for strip, line in placed if strip.table], _TOLERANCE))
    return tuple(
        next(tabular) if strip.table else Row((line.boxes[0].text,), line.where, line.break_before)
        for strip, line in placed
    )


def _lines(pages: Sequence[Sequence[Strip]]) -> Iterator[tuple[Strip, Line]]:
    for page, strips in enumerate(pages, 1):
        for number, strip in enumerate(strips, 1):
            where = f"第{page}页第{number}行"
            boxes = [
                replace(box, text=safe_text(box.text).strip(), place=f"{where}第{cell}格")
                for cell, box in enumerate(strip.boxes, 1)
            ]
            yield strip, Line(boxes, where, break_before=number == 1 and page > 1)


def _notes(pages: Sequence[Page]) -> Iterator[Note]:
    """Tell what of the pages was not read, and what may have been read wrong."""
    for number, page in enumerate(pages, 1):
        where = f"第{number}页"
        if page.slanted:
            yield LeftOut(where, f"斜着的文字{quoted(page.slanted)}像是水印，没有读入")
        if page.unmapped:
            asked = f"有{page.unmapped}个字的字体没有说明是什么字，没有读出来，请对照原件核对"
            yield Question(where, asked)
        is_scanned = page.drawing.pictured > _MOSTLY * page.width * page.height
        if is_scanned and page.drawing.hidden > page.drawing.shown:
            yield Question(where, "这一页是扫描件，文字是机器识别的，请对照原件逐项核对")
