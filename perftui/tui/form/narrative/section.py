"""The section of one narrative."""

from textual import on
from textual.app import ComposeResult

from perftui.evaluation import narrative
from perftui.evaluation.fields import parse_path
from perftui.tui.form.narrative.area import NarrativeArea
from perftui.tui.form.section import Section, Wish


class NarrativeSection(Section):
    """A narrative to be written in, point by point."""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield NarrativeArea(self.part, self.document.show(self.part))

    @property
    def area(self) -> NarrativeArea:
        """Where it is written."""
        return self.query_one(NarrativeArea)

    @property
    def here(self) -> str:
        """The point the caret is in, as a path."""
        caret = self.area.caret
        points = narrative.split(self.area.text)
        before = [number for number, point in enumerate(points) if point.start <= caret]
        return f"{self.part}[{before[-1]}]" if before else self.part

    @property
    def wish(self) -> Wish:
        """The clause being written."""
        return Wish(self.part, self.area.fragment()[1])

    @on(NarrativeArea.Changed)
    def _typed(self, event: NarrativeArea.Changed) -> None:
        event.stop()
        self.type(self.part, event.text_area.text)

    def show(self) -> None:
        """Show the document anew."""
        self.area.show(self.document.show(self.part))

    def go_to(self, path: str) -> None:
        """Focus the text, the caret at a point if the path names one."""
        self.area.focus()
        step = parse_path(path)
        points = narrative.split(self.area.text)
        if step.index is not None and step.index < len(points):
            self.area.go_to(points[step.index].start)

    def select(self, start: int, end: int) -> None:
        """Select the words a finding rests on."""
        self.area.select_stretch(start, end)

    def take(self, wording: str) -> None:
        """Take a wording in, its first gap selected."""
        text, start = self.area.with_wording(wording)
        self.document.put(self.part, text)
        self.area.show(text)
        self.area.go_to(start + len(wording))
        self.area.select_gap(start)
        self.post_message(self.Edited(self.part))

    def next_gap(self) -> bool:
        """Select the next open slot."""
        return self.area.next_gap()
