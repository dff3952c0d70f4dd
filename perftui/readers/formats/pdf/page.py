"""A page of a PDF as it looks: characters with their boxes, and the lines drawn on it.

Everything is given in points from the left and from the top of the page turned so that most of
its text stands upright, whatever the page says about its own rotation.
"""

from collections import Counter
from ctypes import c_double
from dataclasses import dataclass
from math import pi
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

from perftui.readers.formats.pdf.drawing import Drawing, Matrix, TooMuch, drawing_of, moved
from perftui.readers.formats.pdf.glyphs import FIRST_HALVES, character, joined

MOST_CHARACTERS = 30_000
_SLANTED = 0.35
_SMALLEST = 0.1
_FIRST_WIDE = "\u2e80"
UNKNOWN = "\ufffd"
"""What stands for a character whose font does not say which it is."""


class Char(NamedTuple):
    """A character, the edges and the middle of its box, and its base line.

    `size` is that of its type, roughly: boxes are as wide as Chinese characters, and higher than
    letters. `order` is its place in the order of drawing.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    order: int
    centre: float
    middle: float
    size: float

    @property
    def is_wide(self) -> bool:
        """Whether it is as wide as Chinese characters are."""
        return self.text >= _FIRST_WIDE


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, characters and drawing; `slanted` is the text of what runs askew.

    `unmapped` counts the characters whose font does not say what they mean.
    """

    width: float
    height: float
    chars: tuple[Char, ...]
    drawing: Drawing
    slanted: str = ""
    unmapped: int = 0


class _Glyph(NamedTuple):
    text: str
    edges: tuple[float, float, float, float]
    origin: tuple[float, float]
    angle: float


def read_page(page: Any, text_page: Any) -> Page:
    """Read a page and its text page of PDFium; raises TooMuch."""
    glyphs, unmapped = _glyphs(text_page)
    turns = _quarter_turns(glyphs)
    frame, width, height = _frame(page, turns)
    askew = [glyph for glyph in glyphs if _is_askew(glyph)]
    chars = (_placed(g, frame, order) for order, g in enumerate(glyphs) if not _is_askew(g))
    seen = (c for c in chars if -1 < c.centre < width + 1 and -1 < c.middle < height + 1)
    return Page(
        width,
        height,
        tuple(seen),
        drawing_of(page, frame),
        "".join(glyph.text for glyph in askew).strip(),
        unmapped,
    )


def _glyphs(text_page: Any) -> tuple[list[_Glyph], int]:
    """Return what stands on a page in the order of drawing, and how much of it is unreadable."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_CHARACTERS:
        raise TooMuch("字太多")
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    glyphs: list[_Glyph] = []
    first_half = unmapped = 0
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in FIRST_HALVES:
            first_half = code
            continue
        code, first_half = joined(first_half, code), 0
        is_unknown = not code or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
        unmapped += is_unknown
        text = UNKNOWN if is_unknown else character(code)
        if not text or not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        edges = (box.left, box.bottom, box.right, box.top)
        glyphs.append(_Glyph(text, edges, (x.value, y.value), angle))
    return glyphs, unmapped


def _quarter_turns(glyphs: list[_Glyph]) -> int:
    """Return how many quarters most of the text is turned clockwise."""
    turns = Counter(
        round(glyph.angle / (pi / 2)) % 4 for glyph in glyphs if not glyph.text.isspace()
    )
    return turns.most_common(1)[0][0] if turns else 0


def _is_askew(glyph: _Glyph) -> bool:
    """Whether a character runs neither along nor across the page, as those of a watermark."""
    return abs(glyph.angle - round(glyph.angle / (pi / 2)) * (pi / 2)) > _SLANTED


def _frame(page: Any, turns: int) -> tuple[Matrix, float, float]:
    """Return what takes the page's own points to those of the upright page, and its size."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    frames: tuple[Matrix, ...] = (
        (1, 0, 0, -1, -left, top),
        (0, -1, -1, 0, top, right),
        (-1, 0, 0, 1, right, -bottom),
        (0, 1, 1, 0, -bottom, -left),
    )
    width, height = right - left, top - bottom
    return frames[turns], *((height, width) if turns % 2 else (width, height))


def _placed(glyph: _Glyph, frame: Matrix, order: int) -> Char:
    left, bottom, right, top = glyph.edges
    x0, y0 = moved(frame, left, bottom)
    x1, y1 = moved(frame, right, top)
    base = moved(frame, *glyph.origin)[1]
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    size = right - left if glyph.text >= _FIRST_WIDE else 0.85 * (bottom - top)
    centre, middle = (left + right) / 2, (top + bottom) / 2
    size = max(size, _SMALLEST)
    return Char(glyph.text, left, right, top, bottom, base, order, centre, middle, size)
