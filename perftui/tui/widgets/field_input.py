"""A one-line field of the form, or of a dialog."""

from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from perftui.actions.table import ALT_DIGITS
from perftui.evaluation.one_line import join_lines, pick_number, word_after, word_before
from perftui.evaluation.safe_text import safe_text

_NUMERIC = str.maketrans(
    dict(zip("０１２３４５６７８９．。、·，－％", "0123456789....,-%", strict=True))
)
_ENDS_A_STEP = frozenset(" ，。；：、！？,.;:!?")
_LONGEST_STEP = 10
_TOLD = 30


class _Step(NamedTuple):
    """One step of writing: the text before it and where the caret was, and up to where it wrote."""

    value: str
    caret: int
    end: int
    length: int


class FieldInput(Input):
    """An input bound to a field's path, or to none ("").

    A numeric one takes full-width digits, and 。or 、as its point, as an input method types them.
    Pasting several lines joins them, and what a numeric one cannot take is told: nothing is
    dropped silently. Where no document is behind it, it undoes what was typed by itself.
    """

    BINDINGS = [
        Binding("ctrl+z", "undo", "撤销", show=False),
        Binding("ctrl+y", "redo", "重做", show=False),
    ]

    def __init__(
        self, path: str, value: str = "", *, numeric: bool = False, placeholder: str = ""
    ) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self.path = path
        self.numeric = numeric
        self.cursor_blink = False
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._written = value

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave Alt and a digit to the screen, which takes a suggestion by it."""
        return key not in ALT_DIGITS and super().check_consume_key(key, character)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace part of the value by what is typed or pasted, made safe and one line."""
        safe = join_lines(safe_text(text))
        safe = safe.translate(_NUMERIC) if self.numeric else safe
        value, caret = self.value, self.cursor_position
        super().replace(safe, start, end)
        if self.value != value:
            self._note(value, caret, safe if min(start, end) == max(start, end) else "")

    def _note(self, value: str, caret: int, typed: str) -> None:
        """Note a step; characters typed in a row are one, up to a mark or a few of them."""
        self._forget_if_set(value)
        last = self._done[-1] if self._done else None
        goes_on = last is not None and last.end == caret and 0 < last.length < _LONGEST_STEP
        if last is not None and goes_on and len(typed) == 1:
            length = _LONGEST_STEP if typed in _ENDS_A_STEP else last.length + 1
            self._done[-1] = last._replace(end=self.cursor_position, length=length)
        else:
            length = 1 if len(typed) == 1 and typed not in _ENDS_A_STEP else 0
            self._done.append(_Step(value, caret, self.cursor_position, length))
        self._undone.clear()
        self._written = self.value

    def _forget_if_set(self, value: str) -> None:
        """Forget the steps if the value has been set to another one since."""
        if value != self._written:
            self._done.clear()
            self._undone.clear()

    def action_undo(self) -> None:
        """Take the last step of writing back."""
        self._walk(self._done, self._undone)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._walk(self._undone, self._done)

    def _walk(self, steps: list[_Step], other: list[_Step]) -> None:
        self._forget_if_set(self.value)
        if steps:
            step = steps.pop()
            other.append(_Step(self.value, self.cursor_position, -1, 0))
            self.value = self._written = step.value
            self.cursor_position = step.caret

    def action_paste(self) -> None:
        """Put in what was cut or copied here."""
        self.take_pasted(self.app.clipboard)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take_pasted(event.text)

    def take_pasted(self, text: str) -> None:
        """Put a text in at the caret; a numeric field takes the first line with a figure."""
        safe = safe_text(text)
        if self.numeric and "\n" in safe.strip():
            number, rest = pick_number(safe)
            if rest:
                told = "；".join(rest)
                told = told if len(told) <= _TOLD else f"{told[:_TOLD]}..."
                taken = f"只填入了「{number}」" if number else "粘贴的文字里没有数，没有填入"
                self.notify(f"这一栏是数，{taken}。没有填入：{told}", markup=False)
            safe = number
        self.replace(safe, *self.selection)

    # Words: of Han, a few characters up to a mark, where there are no blanks to stop at.

    def action_cursor_left_word(self, select: bool = False) -> None:
        """Go to the start of the word before the caret."""
        self._go(word_before(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """Go to the start of the word after the caret."""
        self._go(word_after(self.value, self.cursor_position), select)

    def _go(self, target: int, select: bool) -> None:
        start = self.selection.start if select else target
        self.selection = Selection(start, target)

    def action_delete_left_word(self) -> None:
        """Delete back to the start of the word before the caret."""
        self._delete_to(word_before(self.value, self.cursor_position))

    def action_delete_right_word(self) -> None:
        """Delete up to the start of the word after the caret."""
        self._delete_to(word_after(self.value, self.cursor_position))

    def _delete_to(self, target: int) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, target)
        else:
            self.delete_selection()
