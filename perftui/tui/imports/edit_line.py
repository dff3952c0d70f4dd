"""The place beneath a list where the field at hand is changed by hand."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.fields import TEXTS
from perftui.tui.bindings import key_of
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.text_field import TextField

_NUMERIC = ("year", "budget", "last_year_budget", "executed", "date", "weight", "score")


class EditLine(Vertical):
    """A line for most fields, an area for texts; it shows only while a field is edited."""

    def __init__(self) -> None:
        super().__init__()
        self.path = ""

    def compose(self) -> ComposeResult:
        """Lay out the name of the field above the line and the area, one of which shows."""
        yield Static(markup=False, classes="edit-title")
        yield FieldInput("")
        yield TextField("", "")

    @property
    def is_open(self) -> bool:
        """Whether a field is being edited."""
        return bool(self.path)

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._area.text if self._area.display else self._line.value

    def open(self, path: str, name: str, text: str) -> None:
        """Edit a field, starting from what it holds."""
        self.path = path
        is_text = path in TEXTS or "\n" in text
        key = key_of(self, "review.edit_field")
        taken = f"{key} 记下" if is_text else "回车记下"
        title = Content.assemble((name, "bold"), (f"  {taken}  Esc 放弃", "dim"))
        self.query_one(".edit-title", Static).update(title)
        self._area.display, self._line.display = is_text, not is_text
        self.add_class("-open")
        if is_text:
            self._area.show(text)
            self._area.go_to(len(text))
            self._area.focus()
        else:
            self._line.numeric = path.rpartition(".")[2] in _NUMERIC
            self._line.value = text
            self._line.cursor_position = len(text)
            self._line.focus()

    def close(self) -> None:
        """Show no more."""
        self.path = ""
        self.remove_class("-open")

    @property
    def _line(self) -> FieldInput:
        return self.query_one(FieldInput)

    @property
    def _area(self) -> TextField:
        return self.query_one(TextField)
