"""PDF documents in: tables by the lines drawn around their cells, text by where it stands."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from threading import Lock
from typing import Any

import pypdfium2

from perftui.evaluation.safe_text import safe_text
from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.pdf_drawing import TooMuch
from perftui.readers.formats.pdf_page import Page, read_page
from perftui.readers.formats.pdf_rows import Strip, strips_of
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError, LeftOut, Note, Question, quoted

MOST_PAGES = 200
_TOLERANCE = 3.0
_one_at_a_time = Lock()


def read(data: bytes, source: str) -> Grid:
    with _one_at_a_time, closing(pypdfium2.PdfDocument(data)) as document:
        pages = [_page(document, i) for i in range(len(document))]
    lines=[]
    for p,page in enumerate(pages,1):
        for n,strip in enumerate(strips_of(page),1):
            where=f"第{p}页第{n}行"
            boxes=[replace(b,text=safe_text(b.text).strip(),place=f"{where}第{k}格") for k,b in enumerate(strip.boxes,1)]
            lines.append((strip,Line(boxes,where,n==1 and p>1)))
    tabular=iter(rows_of([l for s,l in lines if s.table],_TOLERANCE))
    rows=[next(tabular) if s.table else Row((l.boxes[0].text,),l.where,l.break_before) for s,l in lines]
    return Grid(tuple(rows),source)


def _page(document: Any, index: int) -> Page:
    with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
        return read_page(page, text_page)
