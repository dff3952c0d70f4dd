"""A section of header fields: who, what for and when."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from perftui.evaluation import totals
from perftui.evaluation.fields import NARRATIVES, get, name_of, parse_path
from perftui.evaluation.progress import part_of
from perftui.evaluation.specification import hint_for
from perftui.evaluation.values import Unread, print_rate
from perftui.storage.document import Document
from perftui.tui.form.section import Section
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.field_row import ComputedRow, FieldRow
from perftui.tui.widgets.text_field import TextField

_NUMERIC = ("year", "budget", "last_year_budget", "executed", "date")
_COMPUTED = ("execution_rate", "grade")
_LEADS_TO = {"execution_rate": "executed", "stated": "executed", "grade": "name"}


class HeaderSection(Section):
    """Some fields of the header, one a row, in the order of the profile."""

    BINDINGS = [
        Binding("up", "go_up", show=False, priority=True),
        Binding("down", "go_down", show=False, priority=True),
        Binding("enter", "go_on", show=False, priority=True),
    ]

    def __init__(self, document: Document, name: str, fields: Sequence[str]) -> None:
        super().__init__(document, name)
        self._fields = fields
        self._here = fields[0]

    def compose(self) -> ComposeResult:
        """Lay out a row for each field."""
        with VerticalScroll(can_focus=False):
            for field in self._fields:
                label = "年度" if field == "year" else self.document.profile.label(field)
                if field in _COMPUTED:
                    yield ComputedRow(label, field)
                elif field == "goal":
                    yield Static(Content(label), classes="label above")
                    yield TextField("goal", self.document.show("goal"))
                else:
                    value = self.document.show(field)
                    row = FieldRow(field, label, value, numeric=field in _NUMERIC)
                    row.input.placeholder = hint_for(field, self.document.profile)
                    yield row
            yield from self.compose_below()
        yield Static(markup=False, classes="hint")

    def compose_below(self) -> ComposeResult:
        """Lay out what stands below the fields."""
        yield from ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """In a field of one line arrows and Enter go to another one; a text has them itself."""
        is_line = isinstance(self.screen.focused, FieldInput)
        return is_line or action not in ("go_up", "go_down", "go_on")

    def action_go_up(self) -> None:
        """Go to the field above."""
        self._step(-1)

    def action_go_down(self) -> None:
        """Go to the field below."""
        self._step(1)

    async def action_go_on(self) -> None:
        """Go to the next field at once, so that what is typed next goes into it."""
        await self.app.run_action("screen.step_on")

    def _step(self, step: int) -> None:
        here, fields = self.screen.focused, self.fields()
        place = fields.index(here) + step if here in fields else 0
        if 0 <= place < len(fields):
            self.screen.set_focus(fields[place])

    def on_mount(self) -> None:
        """Show computed values and complaints from the start."""
        self.show()

    @property
    def here(self) -> str:
        """The field that has the focus, or had it last."""
        return self._here

    def on_descendant_focus(self) -> None:
        """Begin at the end of the field at hand, and say what may be typed into it."""
        field = self.screen.focused
        if field is not None and self in field.ancestors:
            self._arrive(field)

    def _arrive(self, field: Widget) -> None:
        if isinstance(field, FieldInput):
            field.cursor_position = len(field.value)
        self._here = getattr(field, "path", "") or self._here
        step = parse_path(self._here)
        asked = step.sub if step.sub in _NUMERIC else step.field
        hint = hint_for(asked, self.document.profile)
        name = name_of(self.document.evaluation, self._here, self.document.profile)
        self.query_one(".hint", Static).update(Content(f"{name}：{hint}" if hint else ""))

    @on(FieldInput.Changed)
    def _line_typed(self, event: FieldInput.Changed) -> None:
        event.stop()
        if isinstance(event.input, FieldInput):
            self.type(event.input.path, event.value)

    @on(TextField.Changed)
    def _text_typed(self, event: TextField.Changed) -> None:
        event.stop()
        self.type("goal", event.text_area.text)

    @on(FieldInput.Blurred)
    def show(self) -> None:
        """Show the document; leaving a field shows how it was read: 1265万 is 12,650,000.00."""
        for row in self.query(FieldRow):
            row.show(self.document.show(row.path))
        for area in self.query(TextField):
            area.show(self.document.show(area.path))
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

    def reach(self, path: str) -> Widget:
        """Return a field; one that is computed leads to what it is computed from."""
        wanted = parse_path(path).field
        wanted = _LEADS_TO.get(wanted, wanted)
        rows = [row.input for row in self.query(FieldRow)]
        fields = [*rows, *self.query(TextField)]
        field = next((field for field in fields if field.path == wanted), rows[0])
        self._arrive(field)
        return field


def basics_section(document: Document) -> HeaderSection:
    """Make the section of who, what for and when."""
    return HeaderSection(document, "basics", ["year", *fields_of(document, "basics")])


def fields_of(document: Document, part: str) -> list[str]:
    """Return the header fields of a part of the form, in the order of the profile."""
    fields = document.profile.header_fields
    return [f for f in fields if f not in NARRATIVES and part_of(f) == part]
