"""Everything that is wrong with the form; Enter goes to the field it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from perftui.rules.checking import NOTHING_FOUND, Report, Suppressed
from perftui.rules.finding import Finding, Level
from perftui.tui.bindings import key_of

T = TypeVar("T")

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
        self._report = NOTHING_FOUND

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return _at(self._report.findings, self.highlighted)

    @property
    def suppressed(self) -> Suppressed | None:
        """The finding set aside that is under the cursor; these stand behind the others."""
        if self.highlighted is None:
            return None
        return _at(self._report.suppressed, self.highlighted - len(self._report.findings))

    def show(self, report: Report) -> None:
        """Show the findings of the form as it is now, the cursor staying where it was."""
        if (report.findings, report.suppressed) == (
            self._report.findings,
            self._report.suppressed,
        ):
            return
        here = self.highlighted or 0
        self._report = report
        self.clear_options()
        fix_key = key_of(self, "editor.apply_fix")
        self.add_options([_option(finding, fix_key) for finding in report.findings])
        self.add_options([_option_aside(one) for one in report.suppressed])
        if self.option_count:
            self.highlighted = min(here, self.option_count - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to the field."""
        event.stop()
        aside = self.suppressed
        chosen = aside.finding if aside else self.current
        if chosen is not None:
            self.post_message(self.Chosen(chosen))


def _at(items: Sequence[T], place: int | None) -> T | None:
    return items[place] if place is not None and 0 <= place < len(items) else None


def _option(finding: Finding, fix_key: str) -> Option:
    fix = f"（{fix_key} 自动修正）" if finding.fix else ""
    remedy = f"{finding.hint}{fix} {finding.code}"
    return Option(
        Content.assemble(
            (finding.level.label, _STYLES[finding.level]),
            f" {finding.message}\n  ",
            (remedy, "dim"),
        )
    )


def _option_aside(one: Suppressed) -> Option:
    return Option(
        Content.assemble(
            ("搁置", "dim"),
            (f" {one.finding.message}\n  理由：{one.reason} {one.finding.code}", "dim"),
        )
    )
