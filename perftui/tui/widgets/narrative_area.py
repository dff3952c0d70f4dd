"""A text of several lines: the yearly goal and the three narratives."""

import re

from textual.document._document import EditResult
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from perftui.evaluation.narrative import append
from perftui.evaluation.numbering import NUMBERINGS
from perftui.evaluation.safe_text import safe_text
from perftui.phrases.slots import SLOT
from perftui.tui.actions import ALT_DIGITS

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_MARKER = re.compile("|".join(f"(?:{style.pattern})" for style in NUMBERINGS))


class NarrativeArea(TextArea):
    """A text area bound to a narrative's path. Undo is the document's, not its own."""

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

    def fragment(self) -> tuple[int, str]:
        """Return where the clause being written starts in the text, and what it says so far."""
        caret = self._offset(self.cursor_location)
        before = self.text[:caret]
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        start = ends[-1] if ends else 0
        start += len(before[start:]) - len(before[start:].lstrip())
        marker = _MARKER.match(before, start)
        start = marker.end() if marker else start
        return start, before[start:]

    def with_wording(self, wording: str, *, instead_of_fragment: bool) -> tuple[str, int]:
        """Return the text with a wording taken in, and where it starts.

        If asked to, it replaces the clause being written; else, or without one, it is a new point.
        """
        start, fragment = self.fragment() if instead_of_fragment else (0, "")
        if fragment:
            rest = self.text[start + len(fragment) :].removeprefix("。")
            return self.text[:start] + wording + rest, start
        text = append(self.text, wording)
        return text, text.rindex(wording)

    def select_gap(self, start: int = 0) -> bool:
        """Select the first open slot from an offset on, else the first of all; False if none."""
        gap = SLOT.search(self.text, start) or SLOT.search(self.text)
        if gap is None:
            return False
        self.select_stretch(gap.start(), gap.end())
        return True

    def select_stretch(self, start: int, end: int) -> None:
        """Select from one offset to another, and bring it into sight."""
        self.selection = Selection(self._location(start), self._location(end))
        self.scroll_cursor_visible()

    def next_gap(self) -> bool:
        """Select the next open slot after the caret."""
        return self.select_gap(self._offset(max(self.selection)))

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset of the text."""
        self.move_cursor(self._location(offset))

    def _replace_via_keyboard(
        self, insert: str, start: tuple[int, int], end: tuple[int, int]
    ) -> EditResult | None:
        """Every key and every paste comes through here, and is made safe."""
        return super()._replace_via_keyboard(safe_text(insert), start, end)

    def _offset(self, location: tuple[int, int]) -> int:
        row, column = location
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[:row]) + column

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset].split("\n")
        return len(before) - 1, len(before[-1])
