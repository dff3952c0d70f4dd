"""A labelled field with, where it cannot be read, the reason beneath it."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.tui.widgets.field_input import FieldInput


class FieldRow(Vertical):
    """One header field: label, input, and a complaint that shows only when there is one."""

    def __init__(self, path: str, label: str, value: str, *, numeric: bool = False) -> None:
        super().__init__(classes="field-row")
        self.path = path
        self._label = label
        self.input = FieldInput(path, value, numeric=numeric)
        self._complaint = Static("", markup=False, classes="complaint")

    def compose(self) -> ComposeResult:
        """Lay out the label beside its input."""
        with Horizontal():
            yield Static(Content(self._label), classes="label")
            yield self.input
        yield self._complaint

    def show(self, value: str) -> None:
        """Show what the field holds now, unless that is what stands there."""
        if self.input.value != value:
            with self.input.prevent(FieldInput.Changed):
                self.input.value = value

    def complain(self, reason: str) -> None:
        """Mark the field with a reason, or clear the mark if there is none."""
        self._complaint.update(Content(reason))
        self.set_class(bool(reason), "-invalid")


class ComputedRow(Horizontal):
    """A header field that perftui computes; it cannot be typed into."""

    def __init__(self, label: str, path: str) -> None:
        super().__init__(classes="field-row")
        self.path = path
        self._label = label
        self._value = Static("", markup=False, classes="computed")

    def compose(self) -> ComposeResult:
        """Lay out the label beside its value."""
        yield Static(Content(self._label), classes="label")
        yield self._value

    def show(self, value: str) -> None:
        """Show the computed value."""
        self._value.update(Content(value or "（填好后自动算出）"))
