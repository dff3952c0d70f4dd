"""`Growing`, a text that is still being written, its end in sight."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from perftui.assistant.language_model.faults import UNFINISHED

_ROWS = 2
_CUT = "..."


class Growing(Static):
    """Shows below what is told about it as much of a text as a few rows have room for."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown = ""

    def show(self, told: str, text: str, width: int) -> None:
        """Show a text as far as it is, in rows of so many cells."""
        room = max(_ROWS * (width - 1) - cell_len(UNFINISHED), 1)
        shown = f"{told}\n{UNFINISHED}{ending(text, room)}"
        self.display = True
        if shown != self._shown:
            self._shown = shown
            self.update(Content(shown))

    def hide(self) -> None:
        """Show nothing."""
        self.display = False


def ending(text: str, room: int) -> str:
    """Return as much of the end of a text as so many cells have room for."""
    if cell_len(text) <= room:
        return text
    room -= cell_len(_CUT)
    start = len(text)
    while start and cell_len(text[start - 1]) <= room:
        start -= 1
        room -= cell_len(text[start])
    return f"{_CUT}{text[start:]}"
