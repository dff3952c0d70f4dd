"""A change in full: when and by whom, and what every field held before and after."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.history.telling import Told, ToldChange, differences, lines_of, when
from perftui.evaluation.profile import Profile

_BLANK = ("（空）", "dim")
_REMOVED, _ADDED = "bold underline $text-error", "bold underline $text-success"


class ChangeView(VerticalScroll):
    """Shows a change; what differs between before and after is underlined."""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(markup=False)

    def show(self, told: ToldChange, profile: Profile, now: datetime) -> None:
        """Show a change from its beginning."""
        change = told.change
        source = f"来自：{change.source}" if change.source else ""
        head = "  ".join(filter(None, (when(change.time, now), change.who, told.field, source)))
        self.query_one(Static).update(
            Content("\n").join([Content(head).stylize("bold"), *_body(told, profile)])
        )
        self.scroll_home(animate=False)


def _body(told: ToldChange, profile: Profile) -> list[Content]:
    if told.shows_texts:
        return _before_and_after(told.parts[0])
    return [Content(line) for line in lines_of(told.parts, profile)]


def _before_and_after(told: Told) -> list[Content]:
    spans = differences(told.old, told.new)
    return [
        Content.styled("原来", "dim"),
        _marked(told.old, [span[:2] for span in spans], _REMOVED),
        Content.styled("改成", "dim"),
        _marked(told.new, [span[2:] for span in spans], _ADDED),
    ]


def _marked(text: str, spans: list[tuple[int, int]], style: str) -> Content:
    marked = Content(text)
    for start, end in spans:
        marked = marked.stylize(style, start, end)
    return marked if text else Content.assemble(_BLANK)
