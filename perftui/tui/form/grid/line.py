"""The line beneath the grid in which a text cell is written."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static
from textual.widgets.input import Selection

from perftui.phrases.slots import SLOT
from perftui.tui.widgets.field_input import FieldInput

_BREAK = "↵"


class CellLine(Horizontal):
    """Shows only while a cell is written. A line break in the cell shows as a sign, and stays."""

    def __init__(self) -> None:
        super().__init__(id="cell-editor")
        self.began_blank = True

    def compose(self) -> ComposeResult:
        """Lay out the name of the cell before its text."""
        yield Static(markup=False, classes="label")
        yield FieldInput("")

    @property
    def field(self) -> FieldInput:
        """The field that is written in."""
        return self.query_one(FieldInput)

    @property
    def path(self) -> str:
        """The path of the cell, empty where none is written."""
        return self.field.path

    @property
    def text(self) -> str:
        """What stands there now."""
        return self.field.value.replace(_BREAK, "\n")

    def open(self, path: str, name: str, kept: str, typed: str) -> None:
        """Write a cell that holds a text; what is typed starts it over."""
        self.began_blank = not kept.strip()
        self.query_one(".label", Static).update(Content(name))
        self.field.path = path
        self.put(typed or kept)
        self.add_class("-open")
        self.screen.set_focus(self.field)

    def put(self, text: str) -> None:
        """Put a text in the place of what stands there."""
        self.field.value = text.replace("\n", _BREAK)
        self.field.cursor_position = len(self.field.value)

    def write_on(self, key: str, character: str) -> None:
        """Take a key that was pressed before the line had the focus."""
        if key == "backspace":
            self.field.action_delete_left()
        elif character.isprintable():
            self.field.insert_text_at_cursor(character)

    def close(self) -> None:
        """Show no more."""
        self.field.path = ""
        self.remove_class("-open")

    def select_gap(self) -> bool:
        """Select the next gap of the text, going round; False if there is none."""
        gaps = [gap.span() for gap in SLOT.finditer(self.field.value)]
        if not gaps:
            return False
        caret = self.field.cursor_position
        behind = [gap for gap in gaps if gap[0] > caret]
        start, end = (behind or gaps)[0]
        self.field.selection = Selection(end, start)  # the caret in front keeps it in sight
        return True
