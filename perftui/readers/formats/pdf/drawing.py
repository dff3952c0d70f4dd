"""What is drawn on a page of a PDF: straight lines along and across it, and its pictures.

A line may be stroked, or filled as a thin rectangle or polygon, or be a thin picture; a frame may
be filled between two rectangles. Forms inside the page are gone into.
"""

from collections.abc import Iterator, Sequence
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 100_000
_DEEPEST = 12
_THIN = 3.5
_THICKEST_STROKE = 6.0
_STRAIGHT = 1.0
_PALEST = 245

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Corner(NamedTuple):
    """A point of a path, and whether a curve leads to it or bends towards it."""

    x: float
    y: float
    is_curved: bool


class TooMuch(ValueError):  # noqa: N818
    """A page that holds far more than that of a form; its text says in Chinese of what."""


class Ruling(NamedTuple):
    """A straight line: where it lies across its own direction, where it begins and ends."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """The lines across and down a page, the area of its pictures, and whether its text is seen.

    `shown` and `hidden` count the runs of text that are painted and those that are not, as the
    words that a scanner lays under its picture.
    """

    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    pictured: float = 0
    shown: int = 0
    hidden: int = 0


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def drawing_of(page: Any, frame: Matrix) -> Drawing:
    """Return what is drawn on a page of PDFium in the points of a frame; raises TooMuch."""
    drawing = Drawing()
    segments = 0
    for count, (item, kind, matrix) in enumerate(_objects(page, frame)):
        if count > MOST_OBJECTS or segments > _MOST_SEGMENTS:
            raise TooMuch("图形太多")
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            is_hidden = pdfium.FPDFTextObj_GetTextRenderMode(item) in _UNPAINTED
            drawing.hidden += is_hidden
            drawing.shown += not is_hidden
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += pdfium.FPDFPath_CountSegments(item)
            if segments <= _MOST_SEGMENTS:
                _add_path(drawing, item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_picture(drawing, matrix)
    return drawing


_UNPAINTED = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def _objects(page: Any, frame: Matrix) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield the objects of a page and of the forms in it: object, kind, its way to the frame."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object(pdfium.FPDFPage_GetObject(page, index), frame, 0)


def _object(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    matrix = _times(_matrix(item), outer)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
    elif depth < _DEEPEST:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _object(pdfium.FPDFFormObj_GetObject(item, index), matrix, depth + 1)


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does what the inner one does, then the outer one."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, _, _ = outer
    x, y = moved(outer, e, f)
    return a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, x, y


def _add_picture(drawing: Drawing, matrix: Matrix) -> None:
    corners = [Corner(*moved(matrix, x, y), False) for x in (0, 1) for y in (0, 1)]
    left, top, right, bottom = _bounds(corners)
    if not _add_if_thin(drawing, corners):
        drawing.pictured += (right - left) * (bottom - top)


def _add_path(drawing: Drawing, path: Any, matrix: Matrix) -> None:
    fill, is_stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, is_stroked)
    strokes = bool(is_stroked.value) and _is_seen(pdfium.FPDFPageObj_GetStrokeColor, path)
    fills = bool(fill.value) and _is_seen(pdfium.FPDFPageObj_GetFillColor, path)
    if not (strokes and _is_fine(path, matrix)) and not fills:
        return
    parts = list(_parts(path, matrix))
    if fills:
        solid = [part for part in parts if not _add_if_thin(drawing, part)]
        if _is_frame(solid):
            strokes = True
    if strokes:
        for part in parts:
            for start, end in pairwise(part):
                if not end.is_curved:
                    _add_line(drawing, start, end)


def _is_seen(colour_of: Any, path: Any) -> bool:
    """Whether a path is painted in a colour that shows on white paper."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    if not colour_of(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _PALEST


def _is_fine(path: Any, matrix: Matrix) -> bool:
    """Whether a stroke is a line and not a painted area."""
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    return bool(width.value * scale <= _THICKEST_STROKE)


def _parts(path: Any, matrix: Matrix) -> Iterator[list[Corner]]:
    """Yield the corners of each part of a path in turn; a closed one ends where it began."""
    x, y = c_float(), c_float()
    part: list[Corner] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if part:
                yield part
            part = []
        part.append(Corner(*moved(matrix, x.value, y.value), kind == pdfium.FPDF_SEGMENT_BEZIERTO))
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0]._replace(is_curved=False))
    if part:
        yield part


def _is_frame(parts: Sequence[Sequence[Corner]]) -> bool:
    """Whether two filled parts leave a thin frame between them."""
    if len(parts) != 2:
        return False
    bounds = zip(*map(_bounds, parts), strict=True)
    return all(abs(one - other) <= _THIN for one, other in bounds)


def _add_if_thin(drawing: Drawing, corners: Sequence[Corner]) -> bool:
    """Add a thin area as the line it looks like; tell whether it is one."""
    left, top, right, bottom = _bounds(corners)
    is_flat, is_narrow = bottom - top <= _THIN, right - left <= _THIN
    if is_flat:
        drawing.across.append(Ruling((top + bottom) / 2, left, right))
    if is_narrow:
        drawing.down.append(Ruling((left + right) / 2, top, bottom))
    return is_flat or is_narrow


def _add_line(drawing: Drawing, start: Corner, end: Corner) -> None:
    left, top, right, bottom = _bounds((start, end))
    if bottom - top <= _STRAIGHT:
        drawing.across.append(Ruling((top + bottom) / 2, left, right))
    elif right - left <= _STRAIGHT:
        drawing.down.append(Ruling((left + right) / 2, top, bottom))


def _bounds(points: Sequence[Corner]) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of some points."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    return min(xs), min(ys), max(xs), max(ys)
