"""What stands on the pages of a pdf that we rendered: its letters, its lines, its shaded areas."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from ctypes import c_double, c_float, c_int
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple
from unicodedata import category

import pypdfium2
from pypdfium2 import raw as pdfium

from perftui.writers.book import ExportError

_THIN = 2.0
_WHOLE_PAGE = 0.9
_UNSEEN = ("Cc", "Cf")
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_one_at_a_time = Lock()  # PDFium is not safe to call from two threads


class Letter(NamedTuple):
    """A character: its edges, its base line from the top of the page, the size of its type."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A line across or down the page: where it lies, where it begins and ends."""

    at: float
    start: float
    end: float


class Area(NamedTuple):
    """A filled rectangle, in points from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left < x < self.right and self.top < y < self.bottom


@dataclass(frozen=True, slots=True)
class Standing:
    """A page in points from its left and its top."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    shaded: tuple[Area, ...]


def standing_on(pdf: bytes) -> tuple[Standing, ...]:
    """Return what stands on each page; raises ExportError for what is no pdf."""
    try:
        with _one_at_a_time, closing(pypdfium2.PdfDocument(pdf)) as document:
            return tuple(_standing(document[index]) for index in range(len(document)))
    except pypdfium2.PdfiumError:
        raise ExportError("排好的 PDF 打不开，预览不了；导出不受影响。") from None


def _standing(page: Any) -> Standing:
    width, height = page.get_size()
    with closing(page), closing(page.get_textpage()) as text:
        letters = tuple(_letters(text, height))
        drawn = list(_drawn(page, height))
    lines = [area for area, is_line in drawn if is_line]
    shaded = tuple(
        area
        for area, is_line in drawn
        if not is_line and area.right - area.left < _WHOLE_PAGE * width
    )
    return Standing(width, height, letters, *_rules(lines), shaded)


def _rules(lines: Sequence[Area]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    across = [
        Rule((line.top + line.bottom) / 2, line.left, line.right)
        for line in lines
        if line.bottom - line.top < _THIN
    ]
    down = [
        Rule((line.left + line.right) / 2, line.top, line.bottom)
        for line in lines
        if line.right - line.left < _THIN
    ]
    return tuple(across), tuple(down)


def _letters(text: Any, height: float) -> Iterator[Letter]:
    """Yield the characters that are printed, those that PDFium makes up left out."""
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    half = _FIRST_HALVES.start  # rare characters come in two halves, as in UTF-16
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _FIRST_HALVES:
            half = code
            continue
        if code in _SECOND_HALVES:
            code = 0x10000 + (half - _FIRST_HALVES.start) * 0x400 + code - _SECOND_HALVES.start
        character = chr(code)
        if category(character) in _UNSEEN:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield Letter(character, box.left, box.right, height - y.value, size)


def _drawn(page: Any, height: float) -> Iterator[tuple[Area, bool]]:
    """Yield the bounds of what is drawn, and whether it is a line or an area."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    fill, is_stroked = c_int(), c_int()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPath_GetDrawMode(item, fill, is_stroked)
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        area = Area(left.value, height - top.value, right.value, height - bottom.value)
        yield area, bool(is_stroked.value)
