"""A one-line field of the form."""

from textual import events
from textual.widgets import Input

from perftui.actions.table import ALT_DIGITS
from perftui.evaluation.safe_text import safe_text

_NUMERIC = str.maketrans(
    dict(zip("０１２３４５６７８９．。、，－％", "0123456789...,-%", strict=True))
)


class FieldInput(Input):
    """An input bound to a field's path.

    A numeric one takes full-width digits, and 。or 、as its point, as an input method types them.
    Pasting several lines joins them: nothing is dropped.
    """

    def __init__(self, path: str, value: str = "", *, numeric: bool = False) -> None:
        super().__init__(value, compact=True, select_on_focus=False)
        self.path = path
        self.numeric = numeric
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave Alt and a digit to the screen, which takes a suggestion by it."""
        return key not in ALT_DIGITS and super().check_consume_key(key, character)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace part of the value by what is typed or pasted, made safe."""
        safe = safe_text(text).replace("\n", "").replace("\t", " ")
        super().replace(safe.translate(_NUMERIC) if self.numeric else safe, start, end)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(event.text, *self.selection)
