"""The lines above a file picker's list: the folder, and what is typed or pasted."""

from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from perftui.jobs.browsing import shown_folder
from perftui.tui.widgets.field_input import FieldInput


class FolderLine(Static):
    """The folder at hand; of a path too long for the line its end."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._folder = Path()

    def show(self, folder: Path) -> None:
        """Show a folder."""
        self._folder = folder
        text = shown_folder(folder)
        room = self.content_size.width
        if cell_len(text) > room:
            while text and cell_len(text) > room - 3:
                text = text[1:]
            text = f"...{text}"
        self.update(Content(text))

    def on_resize(self) -> None:
        """Fit the path into the new width."""
        self.show(self._folder)


class PathField(FieldInput):
    """An input that leaves the space bar to the list, and hands on what is pasted as it is."""

    @dataclass
    class Pasted(Message):
        """Something was pasted: perhaps paths, one a line."""

        text: str

    def __init__(self) -> None:
        super().__init__("")
        self.placeholder = "输入名称筛选；或输入路径、粘贴文件（可以多个）"

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave the space bar to the list."""
        return key not in ("space", "ideographic_space") and super().check_consume_key(
            key, character
        )

    def take_in(self, text: str) -> None:
        """Take in a text at the caret, made safe."""
        self.replace(text, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Pasted(event.text))
