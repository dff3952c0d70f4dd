"""The indicator table with the line beneath it: the row in full, or the text being edited."""

from decimal import Decimal

from textual import on
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
        yield IndicatorGrid(self.document)
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
        self.query_one(IndicatorGrid).focus()
        return True

    @on(IndicatorGrid.TextWanted)
    def _open_cell(self, event: IndicatorGrid.TextWanted) -> None:
        name = name_of(self.document.evaluation, event.path, self.document.profile)
        self.query_one("#cell-editor .label", Static).update(Content(name.rpartition("的")[2]))
        field = self.query_one(FieldInput)
        field.path = event.path
        field.value = event.typed or self.document.show(event.path)
        field.cursor_position = len(field.value)
        self.query_one("#cell-editor").add_class("-open")
        field.focus()

    @on(FieldInput.Changed)
    def _cell_typed(self) -> None:
        self.query_one(IndicatorGrid).refresh_cells()

    @on(FieldInput.Submitted)
    def _cell_done(self) -> None:
        self.close_cell()
        self.query_one(IndicatorGrid).action_cursor_down()

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
