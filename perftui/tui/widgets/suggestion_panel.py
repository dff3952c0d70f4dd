"""The suggestions for the field at hand, in a fixed place, each with its number and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from perftui.phrases.slots import SLOT
from perftui.phrases.suggest import Suggestion


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


def _with_gaps(text: str) -> list[Content | tuple[str, str]]:
    """Return a wording as content, its open slots marked."""
    parts = SLOT.split(text)
    gaps = [(f"{{{name}}}", "$text-accent") for name in parts[1::2]]
    plain = [Content(part) for part in parts[::2]]
    return [piece for pair in zip_longest(plain, gaps) for piece in pair if piece is not None]


def _option(number: int, suggestion: Suggestion) -> Option:
    used = f"用过{suggestion.used}次" if suggestion.used > 1 else ""
    name = suggestion.topic_name or "其他"
    origin = " · ".join(part for part in (*suggestion.reasons[:2], suggestion.source, used) if part)
    return Option(
        Content.assemble(
            (f"{number} ", "bold $text-accent"),
            (f"{name} {suggestion.score}  ", "bold"),
            *_with_gaps(suggestion.text),
            "\n  ",
            (origin, "dim"),
        )
    )
