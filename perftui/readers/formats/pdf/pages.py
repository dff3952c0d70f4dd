"""What stands on the pages of a PDF -> the rows of one grid.

Tables share the columns of the whole document. What a page's end parted is put together where
that is sure: a paragraph of which the last line is full, and a merged cell that goes on empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from perftui.evaluation.safe_text import safe_text
from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.pdf.columns import TOLERANCE, with_common_columns
from perftui.readers.formats.pdf.rows import Strip
from perftui.readers.formats.pdf.text import goes_on, joined
from perftui.readers.grid import Row

_FEWEST_HEADINGS = 3

_Pages = list[list[Strip]]


def rows_of_pages(pages: Sequence[Sequence[Strip]]) -> tuple[Row, ...]:
    """Return the rows that the strips of each page make up; what holds nothing is left out."""
    whole = _with_cells_going_on(_with_paragraphs_going_on(with_common_columns(pages)))
    named = [pair for number, strips in enumerate(whole, 1) for pair in _named(strips, number)]
    filled = [pair for pair in named if any(box.text for box in pair[1].boxes)]
    tabular = iter(rows_of([line for strip, line in filled if strip.table], TOLERANCE))
    return tuple(
        next(tabular) if strip.table else Row((line.boxes[0].text,), line.where, line.break_before)
        for strip, line in filled
    )


def _named(strips: Sequence[Strip], page: int) -> Iterator[tuple[Strip, Line]]:
    """Yield strips with their boxes named for people; the first of a page follows a break.

    So does the first row of a table, which may be the second half of one on the page before.
    """
    first_row = next((strip for strip in strips if strip.table), None)
    for number, strip in enumerate(strips, 1):
        where = f"第{page}页第{number}行"
        boxes = [
            replace(box, text=safe_text(box.text).strip(), place=f"{where}第{cell}格")
            for cell, box in enumerate(strip.boxes, 1)
        ]
        is_first = number == 1 or strip is first_row
        yield strip, Line(boxes, where, break_before=is_first and page > 1)


def _with_paragraphs_going_on(pages: _Pages) -> _Pages:
    """Join the first paragraph of a page to the last one of the page before that it goes on."""
    for above, below in pairwise(pages):
        while above and below and _is_parted(above[-1], below[0]):
            last, more = above[-1], below.pop(0)
            lines, box = (*last.lines, *more.lines), last.boxes[0]
            text = joined(lines, box.right)
            above[-1] = replace(last, boxes=(replace(box, text=text),), lines=lines)
    return pages


def _is_parted(last: Strip, first: Strip) -> bool:
    if not last.lines or not first.lines:
        return False
    box = last.boxes[0]
    return goes_on(last.lines[-1], first.lines[0], box.left, box.right)


def _with_cells_going_on(pages: _Pages) -> _Pages:
    """Mark the empty merged cells at the top of a page that go on from those at its foot."""
    for above, below in pairwise(pages):
        if not above or not above[-1].table:
            continue
        start = _first_body_row(above, below)
        if start + 1 < len(below) and _is_whole_row(below[start], above[-1], below[start + 1]):
            boxes = tuple(
                replace(box, from_above=_goes_on_from(box, above[-1], below[start + 1]))
                for box in below[start].boxes
            )
            below[start] = replace(below[start], boxes=boxes)
    return pages


def _is_whole_row(strip: Strip, last: Strip, after: Strip) -> bool:
    """Whether a row of a table is none that the page's end cut from the row above."""
    return strip.table == after.table > 0 and len(_texts(strip)) >= len(_texts(last))


def _first_body_row(above: Sequence[Strip], below: Sequence[Strip]) -> int:
    """Return how many rows at the top of a page repeat headings of the page before."""
    printed = {_texts(strip) for strip in above}
    start = 0
    while start < len(below) and len(_texts(below[start])) >= _FEWEST_HEADINGS:
        if _texts(below[start]) not in printed:
            break
        start += 1
    return start


def _texts(strip: Strip) -> tuple[str, ...]:
    return tuple(box.text for box in strip.boxes if box.text)


def _goes_on_from(box: Box, last: Strip, after: Strip) -> bool:
    """Whether a box without text is merged downwards as one at the foot of the page before is."""
    if box.text or box.from_above:
        return box.from_above
    return all(
        any(other.from_above and _is_same_column(box, other) for other in strip.boxes)
        for strip in (last, after)
    )


def _is_same_column(box: Box, other: Box) -> bool:
    return abs(box.left - other.left) <= TOLERANCE and abs(box.right - other.right) <= TOLERANCE
