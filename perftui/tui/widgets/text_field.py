"""A field of several lines."""

from textual.document._document import EditResult
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from perftui.actions.table import ALT_DIGITS
from perftui.evaluation.safe_text import safe_text


class TextField(TextArea):
    """A text area bound to a field's path. Undo is the document's, not its own."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True)
        self.path = path
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def show(self, text: str) -> None:
        """Show what the field holds now, keeping the caret as near as it can be."""
        if self.text != text:
            caret = self.cursor_location
            with self.prevent(TextArea.Changed):
                self.text = text
            self.move_cursor(caret)

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

    def offset_of(self, location: tuple[int, int]) -> int:
        """Return a row and column as an offset of the text."""
        row, column = location
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[:row]) + column

    def location_of(self, offset: int) -> tuple[int, int]:
        """Return an offset of the text as a row and column."""
        before = self.text[:offset].split("\n")
        return len(before) - 1, len(before[-1])

    def _replace_via_keyboard(
        self, insert: str, start: tuple[int, int], end: tuple[int, int]
    ) -> EditResult | None:
        """Every key and every paste comes through here, and is made safe."""
        return super()._replace_via_keyboard(safe_text(insert), start, end)
