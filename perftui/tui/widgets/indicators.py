"""The indicator table with the line beneath it: the row in full, or the text being edited."""

from decimal import Decimal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.fields import name_of
from perftui.evaluation.scoring import propose, propose_for_execution
from perftui.evaluation.values import UnreadableError, print_number
from perftui.storage.document import Document
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.indicator_grid import IndicatorGrid


class IndicatorsSection(Vertical):
    """Grid, the detail of its current row, and the editor of its text cells."""

    def __init__(self, document: Document, id: str) -> None:  # noqa: A002 (textual's own name)
        super().__init__(id=id)
        self.document = document

    def compose(self) -> ComposeResult:
        """Lay out the grid above its two lines."""
        yield IndicatorGrid(self.document, self.open_cell)
        yield Static(markup=False, id="row-detail")
        with Horizontal(id="cell-editor"):
            yield Static(markup=False, classes="label")
            yield FieldInput("")

    def show(self) -> None:
        """Show the document anew."""
        self.query_one(IndicatorGrid).refresh_cells()

    def go_to(self, path: str) -> None:
        """Focus the grid at a cell."""
        grid = self.query_one(IndicatorGrid)
        grid.focus()
        grid.go_to(path)

    def close_cell(self) -> bool:
        """Close the text editor, back to the grid; False if it was not open."""
        editor = self.query_one("#cell-editor")
        if not editor.has_class("-open"):
            return False
        editor.remove_class("-open")
        self.query_one(FieldInput).path = ""
        self.screen.set_focus(self.query_one(IndicatorGrid))
        return True

    def open_cell(self, path: str, typed: str) -> None:
        """Edit a text cell in the line beneath the grid; what is typed starts it over."""
        field = self.query_one(FieldInput)
        if field.path == path and typed:
            field.insert_text_at_cursor(typed)
            return
        name = name_of(self.document.evaluation, path, self.document.profile)
        self.query_one("#cell-editor .label", Static).update(Content(name.rpartition("的")[2]))
        field.path = path
        field.value = typed or self.document.show(path)
        field.cursor_position = len(field.value)
        self.query_one("#cell-editor").add_class("-open")
        self.screen.set_focus(field)

    def on_key(self, event: events.Key) -> None:
        """In the line beneath the grid, arrows and Tab move on in the grid."""
        if self.query_one(FieldInput).has_focus and event.key in ("up", "down", "tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            self.close_cell()
            self.query_one(IndicatorGrid).move_by(event.key)

    @on(FieldInput.Submitted)
    def _cell_done(self, event: FieldInput.Submitted) -> None:
        """Enter closes the line and goes down."""
        event.stop()
        self.close_cell()
        self.query_one(IndicatorGrid).move_by("down")

    @on(IndicatorGrid.Refused)
    def _say_refused(self, event: IndicatorGrid.Refused) -> None:
        if event.reason:
            detail = self.query_one("#row-detail", Static)
            detail.update(Content.assemble((event.reason, "bold $text-error")))
        else:
            self._show_detail()

    @on(IndicatorGrid.CellHighlighted)
    @on(IndicatorGrid.Edited)
    def _show_detail(self) -> None:
        row = self.query_one(IndicatorGrid).row
        if row is None:
            hint = "这一类还没有指标，按 Ctrl+N 加一行"
            self.query_one("#row-detail", Static).update(Content(hint))
            return
        parts = [row.name or "（未命名的指标）", self._proposal(), row.explanation]
        if row.remark:
            parts.insert(1, f"备注：{row.remark}")
        self.query_one("#row-detail", Static).update(Content("  ".join(filter(None, parts))))

    def _proposal(self) -> str:
        """Say what score the figures would give, where they give one."""
        evaluation, row = self.document.evaluation, self.query_one(IndicatorGrid).row
        if row is None:
            return ""
        try:
            if row.name == self.document.profile.execution_indicator:
                proposal = propose_for_execution(evaluation, row)
            else:
                proposal = propose(row)
        except UnreadableError as error:
            return str(error)
        if proposal is None or not isinstance(row.weight, Decimal):
            return ""
        return f"按{proposal.reason}，可得{print_number(proposal.score)}分"
