"""Text that is struck through, as what was deleted in a document printed with its changes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from perftui.readers.formats.pdf.drawing import Ruling
from perftui.readers.formats.pdf.page import Char, Page
from perftui.readers.report import LeftOut, quoted

_TOUCH = 2.0
_HIGHEST, _LOWEST = 0.6, 0.15
_LARGEST = 40.0
_LONGEST_DOT = 3.0


def without_struck(pages: Sequence[Page]) -> tuple[list[Page], tuple[LeftOut, ...]]:
    """Return the pages without what is struck through, and a note for each that had some."""
    kept: list[Page] = []
    notes: list[LeftOut] = []
    for number, page in enumerate(pages, 1):
        gone = {char.order for char in _struck(page)}
        text = "".join(char.text for char in page.chars if char.order in gone).strip()
        if text:
            notes.append(LeftOut(f"第{number}页", f"划去的文字{quoted(text)}没有读入"))
        kept.append(replace(page, chars=tuple(c for c in page.chars if c.order not in gone)))
    return kept, tuple(notes)


def _struck(page: Page) -> Iterator[Char]:
    """Yield the characters through which a line runs that none down the page touches."""
    chars = sorted(page.chars, key=lambda char: char.base)
    bases = [char.base for char in chars]
    for line in page.drawing.across:
        if line.end - line.start < _LONGEST_DOT:
            continue
        below = bisect_left(bases, line.at), bisect_left(bases, line.at + _LARGEST)
        under = [char for char in chars[slice(*below)] if _runs_through(line, char)]
        if under and not any(_is_touched(line, other) for other in page.drawing.down):
            yield from under


def _runs_through(line: Ruling, char: Char) -> bool:
    if not line.start < char.centre < line.end:
        return False
    return char.base - _HIGHEST * char.size < line.at < char.base - _LOWEST * char.size


def _is_touched(line: Ruling, other: Ruling) -> bool:
    return (
        other.start - _TOUCH <= line.at <= other.end + _TOUCH
        and line.start - _TOUCH <= other.at <= line.end + _TOUCH
    )
