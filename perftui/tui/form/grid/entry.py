"""A number being typed into a cell of the grid: its text and caret, and what keys do to them."""

from dataclasses import dataclass, replace

from rich.text import Text

CHARACTERS = "0123456789.-"
_MOVES = {"left": -1, "right": 1}


@dataclass(frozen=True)
class Entry:
    """What is being typed; `in_place` where it edits what was there and the caret can move."""

    text: str
    caret: int
    in_place: bool = False

    @classmethod
    def begin(cls, text: str, *, in_place: bool = False) -> "Entry":
        """Begin with a text, the caret at its end."""
        return cls(text, len(text), in_place)

    def typed(self, text: str) -> "Entry":
        """Put a text in at the caret."""
        written = self.text[: self.caret] + text + self.text[self.caret :]
        return replace(self, text=written, caret=self.caret + len(text))

    def pressed(self, key: str) -> "Entry | None":
        """Follow an editing key; None if it is none here."""
        before, after = self.text[: self.caret], self.text[self.caret :]
        if key == "backspace":
            return replace(self, text=before[:-1] + after, caret=len(before[:-1]))
        if not self.in_place:
            return None
        if key == "delete":
            return replace(self, text=before + after[1:])
        if key in _MOVES:
            caret = min(max(self.caret + _MOVES[key], 0), len(self.text))
            return replace(self, caret=caret)
        if key in ("home", "end"):
            return replace(self, caret=0 if key == "home" else len(self.text))
        return None

    def shown(self) -> Text:
        """Return it as its cell shows it: a dash behind the text, or the caret within."""
        style = "bold reverse"
        if self.caret == len(self.text):
            return Text(self.text + "_", style=style, justify="right")
        shown = Text(self.text, style=style, justify="right")
        shown.stylize("not reverse underline", self.caret, self.caret + 1)
        return shown
