"""The eight steps across the top, the one at hand marked, and the line that says what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from perftui.jobs.guidance import Step
from perftui.tui.form.finish import mark


class StepsBar(Static):
    """The steps, each with its mark."""

    @dataclass
    class Chosen(Message):
        """A step was clicked."""

        step: str

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._steps: tuple[Step, ...] = ()
        self._here = ""

    def show(self, steps: Sequence[Step], here: str) -> None:
        """Show the steps, one of which is at hand."""
        if (tuple(steps), here) != (self._steps, self._here):
            self._steps, self._here = tuple(steps), here
            self.update(Content.assemble(*(part for step in steps for part in self._parts(step))))

    def _parts(self, step: Step) -> list[tuple[str, str]]:
        sign, style = mark(step)
        if step.id == self._here:
            return [(f" {sign}{step.name} ", "bold $background on $primary")]
        return [(f" {sign}", style), (f"{step.name} ", "$text-muted")]

    def on_click(self, event: events.Click) -> None:
        """A click on a step goes there."""
        edge = 1 - self.styles.padding.left
        for step in self._steps:
            edge += cell_len(step.name) + 3
            if event.x < edge:
                self.post_message(self.Chosen(step.id))
                return
