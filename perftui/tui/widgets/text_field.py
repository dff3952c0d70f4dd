"""A field of several lines."""

import re
from functools import lru_cache

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.document._document import EditResult
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

from perftui.actions.table import ALT_DIGITS
from perftui.evaluation.safe_text import safe_text

_HAN = "\u3400-\u9fff"
_JOINTS = "的了和或将被把按已未"
# What Ctrl and an arrow steps over: some Chinese up to a word that joins, one word or figure of
# others, or stops; blanks go with what is before them.
_STEP = re.compile(
    rf"(?:[{_JOINTS}]*(?:(?![{_JOINTS}])[{_HAN}])+|[{_JOINTS}]+"
    rf"|[^\W{_HAN}]+(?:[.,:%][^\W{_HAN}]+)*%?|(?:[^\w\s])+)\s*|\s+"
)
_LAID_OUT = 512


class TextField(TextArea):
    """A text area bound to a field's path. Undo is the document's, not its own."""

    BINDINGS = [Binding("ctrl+delete", "delete_word_right", show=False)]

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True)
        self.path = path
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.match_cursor_bracket = False

    def show(self, text: str) -> None:
        """Show what the field holds now; the caret stays with the characters it stands among."""
        before = self.text
        if before == text:
            return
        start = _alike(before, text)
        rest = _alike(before[start:][::-1], text[start:][::-1])
        end = len(before) - rest
        with self.prevent(TextArea.Changed):
            self.replace(
                text[start : len(text) - rest], self.location_of(start), self.location_of(end)
            )
        if self.text != text:  # a line end of another kind
            with self.prevent(TextArea.Changed):
                self.text = text

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave Alt and a digit to the screen, which takes a suggestion by it."""
        return key not in ALT_DIGITS and super().check_consume_key(key, character)

    @property
    def caret(self) -> int:
        """Where the caret is, as an offset of the text."""
        return self.offset_of(self.cursor_location)

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset of the text."""
        self.move_cursor(self.location_of(offset))

    def select_stretch(self, start: int, end: int) -> None:
        """Select from one offset to another, and bring it into sight."""
        self.selection = Selection(self.location_of(start), self.location_of(end))
        self.scroll_cursor_visible()

    def offset_of(self, location: Location) -> int:
        """Return a row and column as an offset of the text."""
        row, column = location
        return sum(len(self.document[line]) + 1 for line in range(row)) + column

    def location_of(self, offset: int) -> Location:
        """Return an offset of the text as a row and column."""
        last = self.document.line_count - 1
        for row in range(last):
            length = len(self.document[row])
            if offset <= length:
                return row, offset
            offset -= length + 1
        return last, min(offset, len(self.document[last]))

    # A run of Chinese is no word: textual would step over, or delete, whole sentences.

    def get_cursor_word_left_location(self) -> Location:
        """Return where the words before the caret begin, a few characters at most."""
        row, column = self.cursor_location
        if column:
            return row, step_left(self.document[row], column)
        return (row - 1, len(self.document[row - 1])) if row else (0, 0)

    def get_cursor_word_right_location(self) -> Location:
        """Return where the words behind the caret end."""
        row, column = self.cursor_location
        line = self.document[row]
        if column < len(line):
            return row, step_right(line, column)
        return (row + 1, 0) if row + 1 < self.document.line_count else (row, column)

    def action_delete_word_right(self) -> None:
        """Delete what Ctrl and the right arrow steps over, or what is selected."""
        start, end = self.selection
        if start == end:
            end = self.get_cursor_word_right_location()
        self._delete_via_keyboard(start, end)

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        """Every key and every paste comes through here, and is made safe."""
        return super()._replace_via_keyboard(safe_text(insert), start, end)

    def _render_line(self, y: int) -> Strip:
        """Lay out one row alone: textual lays out the whole paragraph for each of its rows."""
        wrapped, theme = self.wrapped_document, self._theme
        row = y + self.scroll_offset.y
        if theme is None or row >= wrapped.height:
            return super()._render_line(y)
        line_index, section = wrapped._offset_to_line_info[row]
        line = self.document[line_index]
        if "\t" in line:
            return super()._render_line(y)
        edges = [0, *wrapped.get_offsets(line_index), len(line) + 1]
        start, end = edges[section : section + 2]
        base = self.rich_style if theme.base_style is None else theme.base_style
        selected = self._selected_in(line_index, start, end)
        here, column = self.selection.end
        caret = -1
        if here == line_index and start <= column < end and self._draw_cursor:
            caret = column - start
        return _laid_out(
            self.app.console,
            f"{line} "[start:end],
            self.scrollable_content_region.width,
            (selected, theme.selection_style),
            (caret, theme.cursor_style),
            base,
        )

    def _selected_in(self, line: int, start: int, end: int) -> tuple[int, int]:
        """Return what is selected of a row, from and to."""
        top, bottom = sorted(self.selection)
        if top == bottom or not top[0] <= line <= bottom[0]:
            return 0, 0
        first = top[1] if line == top[0] else 0
        last = bottom[1] if line == bottom[0] else len(self.document[line]) + 1
        return max(first - start, 0), max(min(last, end) - start, 0)


@lru_cache(maxsize=_LAID_OUT)
def _laid_out(
    console: Console,
    said: str,
    width: int,
    selected: tuple[tuple[int, int], Style | None],
    caret: tuple[int, Style | None],
    base: Style,
) -> Strip:
    """Return a row as it is shown; most rows are as they were before the last key."""
    text = Text(said, end="", no_wrap=True)
    (first, last), selection = selected
    if first < last and selection:
        text.stylize(selection, first, last)
    column, cursor = caret
    if column >= 0 and cursor:
        text.stylize(cursor, column, column + 1)
    strip = Strip(text.render(console), cell_length=text.cell_len)
    return strip.extend_cell_length(width, base).apply_style(base)


def step_left(line: str, column: int) -> int:
    """Return where the step before a column begins."""
    return max(step.start() for step in _STEP.finditer(line) if step.start() < column)


def step_right(line: str, column: int) -> int:
    """Return where the step behind a column ends."""
    return min(step.end() for step in _STEP.finditer(line) if step.end() > column)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(at for at in range(length) if one[at] != other[at])
