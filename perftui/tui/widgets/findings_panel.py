"""Everything that is wrong with the form; Enter goes to the field it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from perftui.rules.finding import Finding, Level

_STYLES = {
    Level.ERROR: "bold $text-error",
    Level.WARNING: "bold $text-warning",
    Level.HINT: "bold $text-secondary",
}


class FindingsPanel(OptionList):
    """The findings, errors first."""

    @dataclass
    class Chosen(Message):
        """A finding's field is to be visited."""

        finding: Finding

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._findings: tuple[Finding, ...] = ()

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        if self.highlighted is None or self.highlighted >= len(self._findings):
            return None
        return self._findings[self.highlighted]

    def show(self, findings: Sequence[Finding]) -> None:
        """Show the findings of the form as it is now, the cursor staying where it was."""
        if tuple(findings) == self._findings:
            return
        here = self.highlighted or 0
        self._findings = tuple(findings)
        self.clear_options()
        self.add_options([_option(finding) for finding in findings])
        if findings:
            self.highlighted = min(here, len(findings) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to the field."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Chosen(self.current))


def _option(finding: Finding) -> Option:
    fix = "（F7 自动修正）" if finding.fix else ""
    remedy = f"{finding.hint}{fix} {finding.code}"
    return Option(
        Content.assemble(
            (finding.level.label, _STYLES[finding.level]),
            f" {finding.message}\n  ",
            (remedy, "dim"),
        )
    )
