"""What stands on the pages of a PDF -> the rows of one grid, as if there were no pages.

Columns are common to all pages. What a page's end has parted is put together where that is sure:
a paragraph of which a line is full, and a merged cell that goes on empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from perftui.evaluation.safe_text import safe_text
from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.pdf_rows import Strip
from perftui.readers.formats.pdf_text import goes_on, join
from perftui.readers.grid import Row

_TOLERANCE = 3.0
_WIDEST_SHIFT = 60.0
_FEWEST_EDGES = 4

Pages = list[list[Strip]]


def rows_of_pages(pages: Sequence[Sequence[Strip]]) -> tuple[Row, ...]:
    """Return the rows of the grid that the strips of each page make up."""
    whole = _with_cells_going_on(_aligned(_with_paragraphs_going_on(pages)))
    named = [pair for number, strips in enumerate(whole, 1) for pair in _named(strips, number)]
    tabular = iter(rows_of([line for strip, line in named if strip.table], _TOLERANCE))
    return tuple(
        next(tabular)
        if strip.table
        else Row((line.boxes[0].text,), line.where, line.break_before)
        for strip, line in named
    )


def _named(strips: Sequence[Strip], page: int) -> Iterator[tuple[Strip, Line]]:
    """Yield strips with their boxes named for people; the first of a page follows a break.

    So does the first row of a table, which may be the second half of one on the page before.
    """
    first_row = next((strip for strip in strips if strip.table), None)
    for number, strip in enumerate(strips, 1):
        where = f"第{page}页第{number}行"
        boxes = tuple(_safe(box, f"{where}第{at}格") for at, box in enumerate(strip.boxes, 1))
        is_first = number == 1 or strip is first_row
        yield strip, Line(boxes, where, is_first and page > 1)


def _safe(box: Box, place: str) -> Box:
    return replace(box, text=safe_text(box.text).strip(), place=place)


def _with_paragraphs_going_on(pages: Sequence[Sequence[Strip]]) -> Pages:
    """Join a paragraph that goes on at the top of the next page."""
    done: Pages = [list(strips) for strips in pages]
    for above, below in pairwise(done):
        last, first = above[-1:], below[:1]
        if not (last and first and last[0].lines and first[0].lines):
            continue
        lines, more, box = last[0].lines, first[0].lines, last[0].boxes[0]
        if goes_on(lines[-1], more[0], box.left, box.right):
            text = join(lines, more, box.right)
            del below[0]
            if below:
                above[-1] = replace(last[0], boxes=(replace(box, text=text),))
            else:
                above[-1] = replace(
                    last[0], boxes=(replace(box, text=text),), lines=(*lines, *more)
                )
    return done
