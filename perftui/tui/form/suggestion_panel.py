"""The suggestions for the field at hand, in a fixed place, each with its number and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from perftui.phrases.slots import SLOT
from perftui.phrases.suggestion import Suggestion


class SuggestionPanel(OptionList):
    """Up to nine wordings; Enter or Alt and the number takes one."""

    @dataclass
    class Taken(Message):
        """A wording was chosen for a field."""

        suggestion: Suggestion
        field: str

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
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
        """Show suggestions for a field, replacing those shown."""
        if tuple(suggestions) == self._suggestions and field == self._field:
            return
        self._suggestions, self._field = tuple(suggestions), field
        self.clear_options()
        self.add_options([_option(n, s) for n, s in enumerate(suggestions, 1)])
        if suggestions:
            self.highlighted = 0

    def take(self, number: int) -> None:
        """Choose a suggestion by its number, counted from 1."""
        if 1 <= number <= len(self._suggestions):
            self.post_message(self.Taken(self._suggestions[number - 1], self._field))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter chooses the suggestion under the cursor."""
        event.stop()
        self.take(event.option_index + 1)


def _option(number: int, suggestion: Suggestion) -> Option:
    name = suggestion.topic_name or "其他"
    return Option(
        Content.assemble(
            (f"{number} ", "bold $text-accent"),
            (f"{name} {suggestion.score}  ", "bold"),
            _wording(suggestion),
            "\n  ",
            (" · ".join((*suggestion.reasons[:2], *suggestion.origin)), "dim"),
        )
    )


def _wording(suggestion: Suggestion) -> Content:
    """Return a wording: its gaps, what the form filled in, and what is typed already marked."""
    content = Content(suggestion.text)
    for gap in SLOT.finditer(suggestion.text):
        content = content.stylize("$text-accent", *gap.span())
    for _, value in suggestion.filled:
        start = suggestion.text.find(value)
        content = content.stylize("$text-success", start, start + len(value))
    if suggestion.differing:
        edges = [0, *chain.from_iterable(suggestion.differing), len(suggestion.text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            content = content.stylize("bold underline", start, end)
    return content
