"""The indicator table with the line beneath it: the row in full, or the text being edited."""

from decimal import Decimal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.fields import name_of
from perftui.evaluation.scoring import propose, propose_for_execution
from perftui.evaluation.values import UnreadableError, print_number
from perftui.storage.document import Document
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.form.section import NO_WISH, Section, Wish
from perftui.tui.widgets.field_input import FieldInput


class IndicatorsSection(Section):
    """Grid, the detail of its current row, and the editor of its text cells."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, "indicators")

    def compose(self) -> ComposeResult:
        """Lay out the grid above its two lines."""
        yield IndicatorGrid(self.document, self.open_cell)
        yield Static(markup=False, id="row-detail")
        with Horizontal(id="cell-editor"):
            yield Static(markup=False, classes="label")
            yield FieldInput("")

    @property
    def grid(self) -> IndicatorGrid:
        """The table."""
        return self.query_one(IndicatorGrid)

    @property
    def here(self) -> str:
        """The cell at hand."""
        return self.grid.path

    @property
    def wish(self) -> Wish:
        """The remark of a row that lost points, or the one being written."""
        field = self.query_one(FieldInput)
        if field.has_focus:
            is_remark = field.path.endswith(".remark")
            return Wish(field.path, field.value) if is_remark else NO_WISH
        row = self.grid.row
        lost = row is not None and row.lost
        return Wish(self.grid.path.rpartition(".")[0] + ".remark") if lost else NO_WISH

    def show(self) -> None:
        """Show the document anew."""
        self.grid.show()

    def take(self, wording: str) -> None:
        """Take a wording as the remark that is wished for."""
        path = self.wish.path
        self.document.set(path, wording)
        self.grid.refresh_cells()
        if self.query_one(FieldInput).path == path:
            self.query_one(FieldInput).value = wording
        self._show_detail()
        self.post_message(self.Edited(path))

    def next_gap(self) -> bool:
        """Edit the cell in place."""
        self.grid.action_edit_cell()
        return True

    @property
    def is_unsettled(self) -> bool:
        """Whether a number is being typed."""
        return self.grid.is_typing

    def settle(self) -> bool:
        """Take the number being typed, unless it is refused."""
        return self.grid.commit()

    def step_back_out(self) -> bool:
        """Give up a number being typed, or close the line beneath the grid."""
        if self.grid.is_typing:
            self.grid.give_up()
            return True
        return self.close_cell()

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

    @on(FieldInput.Changed)
    def _text_typed(self, event: FieldInput.Changed) -> None:
        event.stop()
        path = self.query_one(FieldInput).path
        if path:
            self.type(path, event.value)
            self.grid.refresh_cells()

    @on(IndicatorGrid.Changed)
    def _cell_changed(self, event: IndicatorGrid.Changed) -> None:
        self.post_message(self.Edited(event.path))

    @on(IndicatorGrid.CellHighlighted)
    def _cell_highlighted(self) -> None:
        self.post_message(self.Moved())

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
    @on(IndicatorGrid.Changed)
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
