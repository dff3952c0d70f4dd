"""The suggestions for the field at hand, in a fixed place, each with its number and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from perftui.phrases.slots import SLOT
from perftui.phrases.suggestion import Suggestion
from perftui.tui.bindings import bindings
from perftui.tui.widgets.hanging_list import HangingList, shortened

_ROOMY = 12
_INDENT = 2
_REASONS = 2


class SuggestionPanel(HangingList):
    """Up to nine wordings; Alt and the number takes one, here also the number alone or Enter.

    A wording is never cut. With few rows the reasons have one line, but for those of the wording
    under the cursor while this has the focus.
    """

    BINDINGS = bindings("suggestions")

    @dataclass
    class Taken(Message):
        """A wording was chosen for a field."""

        suggestion: Suggestion
        field: str

    def __init__(self) -> None:
        super().__init__()
        self._suggestions: tuple[Suggestion, ...] = ()
        self._field = ""

    @property
    def field(self) -> str:
        """The field the suggestions are for."""
        return self._field

    @property
    def current(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        number = self.highlighted
        return None if number is None else self._suggestions[number]

    def show(self, suggestions: Sequence[Suggestion], field: str) -> None:
        """Show suggestions for a field; what is shown already stays as it is."""
        before, self._suggestions, self._field = self._suggestions, tuple(suggestions), field
        if len(before) == len(self._suggestions):
            pairs = enumerate(zip(before, self._suggestions, strict=True))
            self.draw(*(place for place, (old, new) in pairs if old != new))
        else:
            self.clear_options()
            self.add_options([Option(self.entry(n)) for n in range(len(self._suggestions))])
        if self._suggestions and before != self._suggestions:
            self.highlighted = 0
            self.scroll_home(animate=False)

    def take(self, number: int) -> None:
        """Choose a suggestion by its number, counted from 1."""
        if 1 <= number <= len(self._suggestions):
            self.post_message(self.Taken(self._suggestions[number - 1], self._field))

    def action_take_listed(self, number: int) -> None:
        """Choose a suggestion by its number alone."""
        self.take(number)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter chooses the suggestion under the cursor."""
        event.stop()
        self.take(event.option_index + 1)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Open the suggestion under the cursor, and close the one left."""
        event.stop()
        if self.has_focus:
            self._draw_all()

    def on_focus(self) -> None:
        """Open the suggestion under the cursor."""
        self._draw_all()

    def on_blur(self) -> None:
        """Close it again."""
        self._draw_all()

    def _draw_all(self) -> None:
        self.draw(*range(self.option_count))

    @property
    def _is_tight(self) -> bool:
        return self.size.height < _ROOMY

    def entry(self, index: int) -> Content:
        """Return a suggestion: its wording, and under it why it is here."""
        suggestion = self._suggestions[index]
        number = Content.styled(f"{index + 1} ", "bold $text-accent")
        indent, room = Content(" " * _INDENT), self.room - _INDENT
        is_open = self.has_focus and self.highlighted == index
        wording = _wording(suggestion)
        why = _why(suggestion, None if is_open else _REASONS)
        if self._is_tight and not is_open:
            return Content("\n").join([self.hang(number, wording), indent + _cut(why, room)])
        return Content("\n").join([self.hang(number, wording), self.hang(indent, why)])


def _cut(content: Content, width: int) -> Content:
    """Return a text on one line of so many cells at most."""
    kept = shortened(content.plain, width)
    if kept == content.plain:
        return content
    return content[: len(kept.removesuffix("...").rstrip())] + Content("...")


def _why(suggestion: Suggestion, most: int | None) -> Content:
    """Say what a suggestion is about, how well it fits, whence it is, what to fill in and why."""
    name = suggestion.topic_name or "其他"
    gaps = (f"待填{len(suggestion.slots)}处",) if suggestion.slots else ()
    told = (*suggestion.origin, *gaps, *suggestion.reasons[:most])
    if most is None and suggestion.filled:
        told = (*told, f"由本表填入{'、'.join(value for _, value in suggestion.filled)}")
    return Content.assemble(
        (f"{name} 贴合{suggestion.score}", "bold $text-secondary"),
        ("".join(f"；{part}" for part in told), "dim"),
    )


def _wording(suggestion: Suggestion) -> Content:
    """Return a wording: its gaps and what the form filled in marked, what is new underlined."""
    text = suggestion.text
    content = Content(text)
    if _is_like(suggestion):
        for start, end in suggestion.differing:
            content = content.stylize("underline", start, end)
    for _, value in suggestion.filled:
        start = text.find(value)
        content = content.stylize("bold $text-success", start, start + len(value))
    for gap in SLOT.finditer(text):
        content = content.stylize("bold $text-warning", *gap.span())
    return content


def _is_like(suggestion: Suggestion) -> bool:
    """Whether what is typed is there at all, and something else besides."""
    new = sum(end - start for start, end in suggestion.differing)
    return 0 < new < len(suggestion.text)
