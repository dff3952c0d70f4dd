"""Why a rule is not followed in a form."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from perftui.rules.finding import Finding
from perftui.tui.screens.dialog import Dialog
from perftui.tui.widgets.field_input import FieldInput


class ReasonScreen(Dialog[str | None]):
    """A dialog: one line for the reason; Enter takes it, Esc leaves the finding as it is."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [("escape", "dismiss", "取消")]

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding

    def compose(self) -> ComposeResult:
        """Lay out what is set aside and the question."""
        with Vertical(classes="dialog"):
            yield Static(f"搁置 {self._finding.code}", markup=False, classes="title")
            yield Static(self._finding.message, markup=False)
            yield Static(
                "为什么可以不改？（记在表里，检查报告中会列出）", markup=False, classes="label"
            )
            yield FieldInput("", placeholder="如：主管部门不要求")
            yield Static("回车搁置  Esc 取消", markup=False, classes="keys")
            yield Static(markup=False, classes="message")

    @on(FieldInput.Submitted)
    def _take(self, event: FieldInput.Submitted) -> None:
        reason = " ".join(event.value.split())
        if reason:
            self.dismiss(reason)
        else:
            self.query_one(".message", Static).update("请写明理由。")
