"""The lines always in sight: whose form, what it adds up to, what is wrong, if it is kept."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation import totals
from perftui.evaluation.values import print_number, print_rate
from perftui.jobs.unkept import unkept
from perftui.rules.finding import Finding, Level
from perftui.storage.document import Document

_STYLES = {Level.ERROR: "bold $text-error", Level.WARNING: "$text-warning", Level.HINT: ""}


class SummaryBar(Vertical):
    """Two rows: the form's name, and its figures; a third one while edits cannot be kept."""

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        yield Static(markup=False, classes="form-name")
        yield Static(markup=False, classes="figures")
        yield Static(markup=False, classes="alarm")

    def show(self, document: Document, findings: Sequence[Finding], saved: str) -> None:
        """Show a document's figures as they are now."""
        evaluation = document.evaluation
        year = f"{evaluation.year}年度" if evaluation.year else "未定年度"
        name = evaluation.name or "（未命名）"
        self.query_one(".form-name", Static).update(
            Content.assemble((name, "bold"), "  ", (f"{year} · {document.profile.name}", "dim")),
            layout=False,
        )
        self.query_one(".figures", Static).update(
            Content.assemble(*_figures(document), "  ", *_counts(findings), "  ", (saved, "dim")),
            layout=False,
        )
        alarm = unkept(document)
        self.set_class(bool(alarm), "-alarmed")
        if alarm:
            self.query_one(".alarm", Static).update(Content(alarm))


def _figures(document: Document) -> list[Content | str | tuple[str, str]]:
    evaluation, profile = document.evaluation, document.profile
    weight = totals.total_weight(evaluation)
    rate = totals.execution_rate(evaluation)
    return [
        f"权重 {print_number(weight)}/100  得分 ",
        (print_number(totals.total_score(evaluation)), "bold"),
        "  等级 ",
        (totals.grade(evaluation, profile) or "未评完", "bold"),
        f"  执行率 {'未算出' if rate is None else print_rate(rate)}",
    ]


def _counts(findings: Sequence[Finding]) -> list[str | tuple[str, str]]:
    parts: list[str | tuple[str, str]] = []
    for level in Level:
        count = sum(finding.level == level for finding in findings)
        if count:
            parts += [(f"{level.label}{count}", _STYLES[level]), " "]
    return parts[:-1] or [("没有问题", "$text-success")]
