"""The line of the file picker: a part of a name, a path, or paths that are pasted."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from perftui.tui.widgets.field_input import FieldInput


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
        return key != "space" and super().check_consume_key(key, character)

    def take_in(self, text: str) -> None:
        """Take in a text at the caret, made safe."""
        self.replace(text, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Pasted(event.text))
