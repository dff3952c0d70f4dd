"""The section of one narrative."""

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from perftui.evaluation import narrative
from perftui.evaluation.fields import parse_path
from perftui.evaluation.points import Written
from perftui.tui.bindings import key_of
from perftui.tui.form.narrative.area import NarrativeArea
from perftui.tui.form.narrative.standing import Standing, standing
from perftui.tui.form.section import Section, Wish
from perftui.tui.form.side import SidePanel

if TYPE_CHECKING:
    from perftui.tui.screens.editor import EditorScreen

_SETTLED = 0.25
# The keys named under the text, and how many points there must be for each.
_HINTS = {
    "move_point_up": ("上移", 2),
    "move_point_down": ("下移", 2),
    "delete_point": ("删一点", 1),
    "renumber": ("重排编号", 1),
    "edit_outside": ("外部编辑", 0),
}


class NarrativeSection(Section):
    """A narrative to be written in, point by point."""

    _shown: tuple[Standing, int] | None = None
    _wished = ""

    def compose(self) -> ComposeResult:
        """Lay out the text, and the line under it."""
        area = NarrativeArea(self.part, self.document.show(self.part), self.write)
        first = key_of(self, "editor.take(1)")
        area.placeholder = Content(
            f"直接写，或按 {first} 采用推荐的第一条。写「1、」开头，回车就另起一点。"
        )
        yield area
        yield Static(markup=False, classes="standing")

    def on_mount(self) -> None:
        """Begin at the end, and follow what the rules find."""
        self.area.go_to(len(self.area.text))
        self.watch(self._side, "report", self.show_computed)

    @property
    def area(self) -> NarrativeArea:
        """Where it is written."""
        return self.query_one(NarrativeArea)

    @property
    def here(self) -> str:
        """The point the caret is in, as a path."""
        caret = self.area.caret
        found = enumerate(narrative.split(self.area.text))
        before = [number for number, point in found if point.start - len(point.marker) <= caret]
        return f"{self.part}[{before[-1]}]" if before else self.part

    @property
    def wish(self) -> Wish:
        """The clause being written."""
        return Wish(self.part, self.area.clause)

    def write(self, written: Written) -> None:
        """Put an edit into the document, as one step apart from what was typed before."""
        self.type(self.part, self.area.text)
        self.document.put(self.part, written.text)
        self.area.show(written.text)
        self.area.go_to(written.caret)
        self.post_message(self.Edited(self.part))

    @on(NarrativeArea.Changed)
    def _typed(self, event: NarrativeArea.Changed) -> None:
        event.stop()
        text = event.text_area.text
        if text != self.document.show(self.part):
            self.document.type(self.part, text)
            # what fills in a gap of a wording goes on with it: its measures stay in sight
            self.post_message(self.Edited(self.part, is_typing=not self.area.is_filling_in))

    @on(NarrativeArea.SelectionChanged)
    def _moved(self, event: NarrativeArea.SelectionChanged) -> None:
        """Follow the caret: the line at once, the suggestions when it rests."""
        event.stop()
        self.show_computed()
        screen = cast("EditorScreen", self.screen)
        if self.area.has_focus and self.area.text == self.document.show(self.part):
            screen.pauses.later("moved", _SETTLED, self._follow)

    def _follow(self) -> None:
        if self.area.has_focus and self._wished != (wished := self.area.clause):
            self._wished = wished
            self.post_message(self.Moved())

    def show(self) -> None:
        """Show the document anew."""
        self.area.show(self.document.show(self.part))

    def show_computed(self) -> None:
        """Show the line under the text, if it says something else."""
        area, limits = self.area, self.document.profile.limits
        findings = self._side.report.findings
        now = (area.text, area.caret, limits.get(self.part))
        says = standing(self.document.evaluation, self.part, *now, findings)
        if (says, area.size.width) != self._shown:
            self._shown = says, area.size.width
            self.query_one(".standing", Static).update(self._line(says), layout=False)

    def _line(self, says: Standing) -> Content:
        size = Content(says.size)
        if says.is_over:
            size = Content.styled(f"! {says.size}", "bold $text-error")
        elif says.is_near:
            size = Content.styled(says.size, "bold $text-warning")
        wanting = Content.styled(says.wanting, "$text-warning")
        told = (part for part in (Content(says.place), size, wanting) if part.plain)
        line = Content("  ").join(told)
        for action, (name, least) in _HINTS.items():
            gap = "   " if line.plain else ""
            hint = Content.styled(f"{gap}{key_of(self, f'narrative.{action}')} {name}", "dim")
            fits = line.cell_length + hint.cell_length <= self.area.size.width - 2
            if says.count >= least and fits:
                line += hint
        return line

    def on_resize(self) -> None:
        """Show as many hints as there is room for."""
        self.show_computed()

    def reach(self, path: str) -> Widget:
        """Return the text, the caret at a point if the path names one."""
        step = parse_path(path)
        points = narrative.split(self.area.text)
        if step.index is not None and step.index < len(points):
            self.area.go_to(points[step.index].start)
        return self.area

    def select(self, start: int, end: int) -> None:
        """Select the words a finding rests on."""
        self.area.select_stretch(start, end)

    def take(self, wording: str) -> None:
        """Take a wording in by the manner chosen, its first gap selected."""
        self.area.take(wording, self._side.manner)

    def turn_manner(self) -> bool:
        """Take wordings in by the next manner from now on."""
        self._side.manner = self._side.manner.next
        return True

    def next_gap(self) -> bool:
        """Select the next open slot."""
        return self.area.next_gap()

    @property
    def _side(self) -> SidePanel:
        return self.screen.query_one(SidePanel)
