"""The line in which the user talks: it grows with what is written, and knows what was said."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from perftui.actions.keys import BY_ID
from perftui.evaluation.safe_text import safe_text
from perftui.tui.bindings import bindings, keys_of
from perftui.tui.widgets.text_field import TextField

_SAY = BY_ID["dialogue.say"]


class TalkLine(TextField):
    """A text of several lines is one that was pasted. Up and Down bring back what was said."""

    BINDINGS = bindings("dialogue")

    @dataclass
    class Said(Message):
        """The user has said something."""

        lines: tuple[str, ...]

    @dataclass
    class Turned(Message):
        """So many pages of what was said are to be turned."""

        by: int

    def __init__(self) -> None:
        super().__init__("", "")
        self._said: list[str] = []
        self._at = 0
        self._begun = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said, line by line."""
        return tuple(line for line in self.text.split("\n") if line.strip())

    def remember(self, line: str) -> None:
        """Keep a line that was said."""
        if not self._said or self._said[-1] != line:
            self._said.append(line)
        self._at = len(self._said)

    def put(self, text: str) -> None:
        """Put a text in the place of what stands here, the caret behind it."""
        self.text = text
        self.go_to(len(text))

    async def _on_key(self, event: events.Key) -> None:
        """Say what stands here between the letters typed before and after.

        Behind a word Tab parts cells of a row, as a terminal without bracketed paste sends them.
        """
        is_tab = event.key == "tab" and bool(self.text)
        if is_tab or event.key in keys_of(self).of(_SAY).split(","):
            event.stop()
            event.prevent_default()
            if is_tab:
                self._replace_via_keyboard("\t", *self.selection)
            else:
                self.action_say()

    async def _on_paste(self, event: events.Paste) -> None:
        """Put in what was pasted, without the line end that copied cells end in."""
        event.stop()
        event.prevent_default()
        pasted = safe_text(event.text).strip("\n")
        if result := self._replace_via_keyboard(pasted, *self.selection):
            self.move_cursor(result.end_location)

    # Actions, by the table.

    def action_say(self) -> None:
        """Say what stands here."""
        lines = self.lines
        if lines:
            self.put("")
            self.post_message(self.Said(lines))

    def action_page_up(self) -> None:
        """Look at what was said before."""
        self.post_message(self.Turned(-1))

    def action_page_down(self) -> None:
        """Look at what was said after it."""
        self.post_message(self.Turned(1))

    # What was said.

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up; from the first row, back to what was said before."""
        if select or self.wrapped_document.location_to_offset(self.cursor_location).y > 0:
            super().action_cursor_up(select)
        else:
            self._recall(self._at - 1)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down; from the last row, on to what was said after."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        if select or row < self.wrapped_document.height - 1:
            super().action_cursor_down(select)
        else:
            self._recall(self._at + 1)

    def _recall(self, at: int) -> None:
        """Show a line that was said; behind the last one stands what had been begun."""
        if not 0 <= at <= len(self._said) or at == self._at:
            return
        if self._at == len(self._said):
            self._begun = self.text
        self._at = at
        self.put(self._begun if at == len(self._said) else self._said[at])

    def action_delete_to_start_of_line(self) -> None:
        """Delete all before the caret, of what was pasted too."""
        self._delete_via_keyboard((0, 0), self.cursor_location)
