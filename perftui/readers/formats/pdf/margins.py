"""What stands in the margins of pages, over and over: page numbers, running heads, print dates."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from perftui.readers.formats.pdf.page import Page
from perftui.readers.formats.pdf.text import TextLine, lines_of, type_size
from perftui.readers.report import LeftOut, quoted

_MARGIN = 62.0
_NUMBER_MARGIN = 110.0
_LARGEST = 1.15
_DIGIT = re.compile(r"\d+")
_BLANK = re.compile(r"\s+")
_FURNITURE = re.compile(
    r"[-—–~·]*\d{1,3}[-—–~·]*|\d{1,3}/\d{1,3}|(?:第|共)\d{1,3}页(?:[,，/]?共\d{1,3}页)?"
    r"|[Pp]age\d{1,3}(?:of\d{1,3})?|草稿(?:[:：].{0,30})?"
)

# Whether a line stands at the head or the foot, how far from the edge, and what it says.
_Mark = tuple[bool, int, str]


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], tuple[LeftOut, ...]]:
    """Return the pages without what is repeated in their margins, and a note on it.

    A line is repeated if it stands on most pages in one place, whatever its digits; a title does
    not count, which is larger than the text. A page number and the mark of a draft need no second
    page.
    """
    edges = [tuple(_from_edges(page)) for page in pages]
    counted = Counter(mark for both in edges for lines in both for mark, _ in lines if mark)
    needed = max(2, (3 * len(pages) + 4) // 5)
    repeated = {mark for mark, count in counted.items() if count >= needed}
    kept: list[Page] = []
    texts: list[str] = []
    for page, both in zip(pages, edges, strict=True):
        dropped = [line for lines in both for line in _peeled(lines, repeated)]
        gone = {id(char) for line in dropped for char in line.chars}
        texts += [line.text.strip() for line in dropped]
        kept.append(replace(page, chars=tuple(c for c in page.chars if id(c) not in gone)))
    return kept, _notes(texts)


_Edge = list[tuple[_Mark | None, TextLine]]


def _from_edges(page: Page) -> Iterator[_Edge]:
    """Yield the lines at the head of a page from the top, then those at its foot from below.

    Each has a mark by which it can be known on other pages, unless it is too far in or too large.
    """
    body = type_size(page.chars) if page.chars else 0.0
    for is_head in (True, False):
        lines = _near(page, is_head)
        edge: _Edge = []
        for line in lines:
            distance = line.base if is_head else page.height - line.base
            is_small = line.size <= _LARGEST * body
            mark = (is_head, round(distance), _DIGIT.sub("#", _BLANK.sub("", line.text)))
            edge.append((mark if is_small and distance <= _MARGIN else None, line))
        yield edge


def _near(page: Page, is_head: bool) -> list[TextLine]:
    """Return the lines near an edge of a page that are in no table, the outermost first."""
    edge = 0.0 if is_head else page.height
    ruled = [(line.start, line.end) for line in page.drawing.down]
    near = [
        char
        for char in page.chars
        if abs(char.base - edge) < _NUMBER_MARGIN
        and not any(start <= char.middle <= end for start, end in ruled)
    ]
    return lines_of(near)[:: 1 if is_head else -1]


def _peeled(lines: _Edge, repeated: set[_Mark]) -> list[TextLine]:
    """Return the outermost lines down to the first that belongs to the text."""
    outer = takewhile(lambda pair: pair[0] in repeated or _is_furniture(pair[1]), lines)
    return [line for _, line in outer]


def _is_furniture(line: TextLine) -> bool:
    return _FURNITURE.fullmatch(_BLANK.sub("", line.text)) is not None


def _notes(texts: Sequence[str]) -> tuple[LeftOut, ...]:
    if not texts:
        return ()
    kinds = dict.fromkeys(_DIGIT.sub("#", text) for text in texts)
    shown = "、".join(
        quoted(next(t for t in texts if _DIGIT.sub("#", t) == kind)) for kind in kinds
    )
    return (LeftOut("页眉页脚", f"每页上下的{shown}没有读入，共{len(texts)}处"),)
