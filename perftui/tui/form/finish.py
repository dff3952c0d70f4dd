"""The last two steps: all that is wrong on a page of its own, and what is left before export."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.jobs.guidance import CHECK, FINISH, Step
from perftui.rules.checking import Report
from perftui.storage.document import Document
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.section import Section


class CheckSection(Section):
    """Every finding on the whole width."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, CHECK)

    def compose(self) -> ComposeResult:
        """Lay out the list beneath what it is."""
        yield Static(markup=False, classes="heading-line")
        yield FindingsPanel()

    def show(self) -> None:
        """The findings are shown by `show_report`."""

    def show_report(self, report: Report) -> None:
        """Show what is wrong now."""
        panel = self.query_one(FindingsPanel)
        panel.show(report)
        count = len(report.findings)
        words = f"检查出{count}条。上下键选一条，回车去改。" if count else "没有发现问题。"
        self.query_one(".heading-line", Static).update(Content(words))

    def reach(self, path: str) -> Widget:
        """Return the list."""
        return self.query_one(FindingsPanel)


class FinishSection(Section):
    """The eight steps with what each wants; Enter goes there, or exports."""

    @dataclass
    class Chosen(Message):
        """A step is to be gone to, by its id."""

        step: str

    def __init__(self, document: Document) -> None:
        super().__init__(document, FINISH)
        self._steps: tuple[Step, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out what is left in words above the steps."""
        yield Static(markup=False, classes="heading-line")
        yield OptionList(markup=False, compact=True)

    def show(self) -> None:
        """The steps are shown by `show_steps`."""

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show how far the form is."""
        if tuple(steps) != self._steps:
            self._steps = tuple(steps)
            listed = self.query_one(OptionList)
            listed.clear_options()
            listed.add_options([_option(step) for step in steps])
            left = [place for place, step in enumerate(steps) if not step.done]
            listed.highlighted = left[0] if left else len(steps) - 1
            self.query_one(".heading-line", Static).update(Content(_heading(left)))

    def reach(self, path: str) -> Widget:
        """Return the list."""
        return self.query_one(OptionList)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._steps[event.option_index].id))


def _heading(left: Sequence[int]) -> str:
    if not left:
        return "全部完成。还要导出就按回车。"
    return f"还有{len(left)}步。上下键选一步，回车去做。"


def mark(step: Step) -> tuple[str, str]:
    """Return the sign of a step and its style: done or not is told by more than a colour."""
    if step.done:
        return "✓", "$text-success"
    return ("!", "bold $text-error") if step.wrong else (" ", "")


def _option(step: Step) -> Option:
    sign, style = mark(step)
    words = step.wants or ("已完成" if step.done else "")
    return Option(
        Content.assemble((f" {sign} ", style), (f"{step.name:　<4}", "bold"), f"  {words}")
    )
