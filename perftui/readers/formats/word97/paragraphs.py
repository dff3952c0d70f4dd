"""Paragraphs: where each begins and ends in the text, and what its mark says of its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from perftui.readers.formats.word97.modifiers import (
    INNER_CELL_END,
    INNER_ROW_END,
    LIST_DEPTH,
    LIST_USE,
    PAGE_BREAK_BEFORE,
    ROW_END,
    Lists,
)
from perftui.readers.formats.word97.pieces import Text
from perftui.readers.formats.word97.runs import NO_RUN, Runs
from perftui.readers.formats.word97.settings import Elsewhere, Setting, setting
from perftui.readers.formats.word97.shapes import RowShape
from perftui.readers.formats.word97.styles import Styles

_PARAGRAPH_MARK, _CELL_MARK, _PAGE_MARK = "\r", "\x07", "\x0c"
_MARK = re.compile(f"[{_PARAGRAPH_MARK}{_CELL_MARK}{_PAGE_MARK}]")
_BY_STYLE = (PAGE_BREAK_BEFORE, LIST_USE, LIST_DEPTH)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph from its first character to its mark, the character at `end`.

    `depth` is how many tables it stands in, one inside the other. The paragraph that ends a row of
    cells brings its shape. `list_use` numbers the list that numbers it, from 1.
    `begins_text` tells that it goes on with no table before it, as in a text box.
    """

    start: int
    end: int
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    breaks_before: bool = False
    breaks_after: bool = False
    list_use: int = 0
    list_depth: int = 0
    is_hidden: bool = False
    begins_text: bool = False
    row: RowShape | None = None


class Paragraphs:
    """Finds the paragraphs of a text."""

    def __init__(self, text: Text, runs: Runs, styles: Styles, elsewhere: Elsewhere) -> None:
        """Take the text, the runs of its paragraphs, its styles, and modifiers kept elsewhere."""
        self._text = text
        self._runs = runs
        self._styles = styles
        self._elsewhere = elsewhere
        self._lists = Lists()
        self._known: dict[tuple[bytes, bytes], Setting] = {}

    def between(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs between two places; a page break inside of one makes it two."""
        for mark in _MARK.finditer(self._text.units, start, end):
            yield self._paragraph(start, mark)
            start = mark.end()
        if start < end:
            yield Paragraph(start, end - 1)

    def _paragraph(self, start: int, mark: re.Match[str]) -> Paragraph:
        run = self._runs.at(self._text.offset_of(mark.start())) or NO_RUN
        listed = run.modifiers, self._text.piece_at(mark.start()).modifiers
        if listed not in self._known:
            self._known[listed] = setting(b"".join(listed), self._lists, self._elsewhere)
        found = self._known[listed]
        values = {code: self._styles.value(run.style, code) for code in _BY_STYLE}
        values |= found.values
        ends_row = found.depth > 0 and _is_row_mark(mark[0], values)
        return Paragraph(
            start,
            mark.start(),
            found.depth,
            ends_cell=found.depth > 0 and not ends_row and _is_cell_mark(mark[0], values),
            ends_row=ends_row,
            breaks_before=values[PAGE_BREAK_BEFORE] == 1,
            breaks_after=mark[0] == _PAGE_MARK,
            list_use=values[LIST_USE],
            list_depth=values[LIST_DEPTH],
            is_hidden=self._styles.hides(run.style),
            row=found.row if ends_row else None,
        )


def joined_where(is_gone: Callable[[int], bool], found: Iterable[Paragraph]) -> list[Paragraph]:
    """Join paragraphs to the next where their mark is gone, as it is when it was deleted."""
    done: list[Paragraph] = []
    is_open = False
    for paragraph in found:
        follows = is_open and paragraph.start == done[-1].end + 1
        if follows and paragraph.depth == done[-1].depth and not paragraph.ends_row:
            done[-1] = replace(paragraph, start=done[-1].start)
        else:
            done.append(paragraph)
        ends_more = paragraph.ends_cell or paragraph.ends_row or paragraph.breaks_after
        is_open = not ends_more and is_gone(paragraph.end)
    return done


def _is_row_mark(mark: str, values: Mapping[int, int]) -> bool:
    code = ROW_END if mark == _CELL_MARK else INNER_ROW_END
    return mark != _PAGE_MARK and values.get(code) == 1


def _is_cell_mark(mark: str, values: Mapping[int, int]) -> bool:
    return mark == _CELL_MARK or (mark == _PARAGRAPH_MARK and values.get(INNER_CELL_END) == 1)
