"""The header of the form: who, what for, when, and the money."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation import totals
from perftui.evaluation.fields import NARRATIVES, get
from perftui.evaluation.values import Unread, print_rate
from perftui.storage.document import Document
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.field_row import ComputedRow, FieldRow
from perftui.tui.widgets.narrative_area import NarrativeArea

_NUMERIC = ("year", "budget", "last_year_budget", "executed", "date")


class BasicsSection(VerticalScroll):
    """The header fields in the order of the profile, one a row."""

    def __init__(self, document: Document, id: str) -> None:  # noqa: A002 (textual's own name)
        super().__init__(id=id, can_focus=False)
        self.document = document

    def compose(self) -> ComposeResult:
        """Lay out a row for each header field but the narratives."""
        yield FieldRow("year", "年度", self.document.show("year"), numeric=True)
        for field in self._fields():
            label = self.document.profile.label(field)
            if field in ("execution_rate", "grade"):
                yield ComputedRow(label, field)
            elif field == "goal":
                yield Static(Content(label), classes="label above")
                yield NarrativeArea("goal", self.document.show("goal"))
            else:
                yield FieldRow(field, label, self.document.show(field), numeric=field in _NUMERIC)

    def on_mount(self) -> None:
        """Show computed values and complaints from the start."""
        self.show()

    @on(FieldInput.Blurred)
    def _show_what_was_understood(self) -> None:
        """Leaving a field shows how it was read: 1265万 becomes 12,650,000.00."""
        self.show()

    def show(self) -> None:
        """Show the document anew."""
        for row in self.query(FieldRow):
            row.show(self.document.show(row.path))
        self.query_one(NarrativeArea).show(self.document.show("goal"))
        self.show_computed()

    def show_computed(self) -> None:
        """Show what is computed, and what could not be read."""
        evaluation, profile = self.document.evaluation, self.document.profile
        rate = totals.execution_rate(evaluation)
        shown = {
            "execution_rate": "" if rate is None else print_rate(rate),
            "grade": totals.grade(evaluation, profile) or "",
        }
        for computed in self.query(ComputedRow):
            computed.show(shown[computed.path])
        for row in self.query(FieldRow):
            value = get(evaluation, row.path)
            row.complain(value.reason if isinstance(value, Unread) else "")

    def go_to(self, field: str) -> None:
        """Focus a field; one that is computed leads to what it is computed from."""
        source = {"execution_rate": "executed", "grade": "name", "stated": "executed"}
        wanted = source.get(field, field)
        if wanted == "goal":
            self.query_one(NarrativeArea).focus()
            return
        rows = [row for row in self.query(FieldRow) if row.path == wanted]
        (rows or [self.query(FieldRow).first()])[0].input.focus()

    def _fields(self) -> list[str]:
        return [f for f in self.document.profile.header_fields if f not in NARRATIVES]
