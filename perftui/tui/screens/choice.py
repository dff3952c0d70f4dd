"""A question with a few answers, each with its digit."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.tui.screens.dialog import Dialog

_DIGITS = {
    sign: number
    for signs in ("123456789", "１２３４５６７８９")
    for number, sign in enumerate(signs)
}


class ChoiceScreen(Dialog[int | None]):
    """Asks; the result is the number of the answer from 0, None if the question was closed."""

    CSS_PATH = ["dialog.tcss", "choice.tcss"]
    BINDINGS = [("escape", "dismiss", "回去")]

    def __init__(self, title: str, question: str, answers: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="title")
            yield Static(self._question, markup=False, classes="question")
            yield OptionList(
                *(Option(_line(n, answer)) for n, answer in enumerate(self._answers, 1)),
                compact=True,
            )
            yield Static("回车或数字选定  Esc 回去", markup=False, classes="keys")

    def on_key(self, event: events.Key) -> None:
        """A digit answers."""
        number = _DIGITS.get(event.character or "", len(self._answers))
        if number < len(self._answers):
            event.stop()
            self.dismiss(number)

    @on(OptionList.OptionSelected)
    def _answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)


def _line(number: int, answer: str) -> Content:
    return Content.assemble((f"{number} ", "bold $text-accent"), answer)
