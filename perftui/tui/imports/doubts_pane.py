"""What is doubtful about an imported form, the most doubtful first, and the line that saves it."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from perftui.jobs.reviewing import Doubt, Kind, Review
from perftui.tui.widgets.hanging_list import HangingList, shortened

_ON_ONE_LINE = 30
_STYLES = {
    Kind.QUESTION: "bold $text-warning",
    Kind.REPAIR: "bold $text-secondary",
    Kind.LEFT_OUT: "$text-muted",
}


class DoubtsPane(HangingList):
    """The doubts of a form, one under the cursor; behind them a line that saves the form."""

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self._saves = ""

    @property
    def at(self) -> int | None:
        """The doubt under the cursor, None on the line that saves."""
        here = self.highlighted
        if self._review is None or here is None or here >= len(self._review.doubts):
            return None
        return here

    def show(self, review: Review, at: int | None, saves: str) -> None:
        """Show the doubts of a form, the cursor on one or, for None, on the line that `saves`."""
        self._review, self._saves = review, saves
        count = len(review.doubts)
        self.set_options(Option(self.entry(index)) for index in range(count + 1))
        self.highlighted = count if at is None else at

    def entry(self, index: int) -> Content:
        """Return a doubt with its answers, or the line that saves."""
        assert self._review is not None
        if index == len(self._review.doubts):
            return self.hang(Content.styled("存 ", "bold $text-success"), Content(self._saves))
        doubt = self._review.doubts[index]
        if self._review.is_settled(index):
            told = shortened(f"{doubt.where}  {doubt.what}", self.room - 3)
            return Content.assemble(("已 ", "$text-success"), (told, "dim"))
        head = Content.styled(f"{doubt.kind.label} ", _STYLES[doubt.kind])
        return self.hang(head, _told(doubt, self.room))


def _told(doubt: Doubt, width: int) -> Content:
    place = (f"{doubt.where}  ", "dim")
    return Content.assemble(place, doubt.what, *_choices(doubt.choices, width - 6))


def _choices(choices: Sequence[str], width: int) -> Iterator[str | tuple[str, str]]:
    """Yield the answers with their digits, on one line if they are short."""
    shown = [shortened(choice, width) or "（空着）" for choice in choices]
    between = "  " if cell_len("".join(shown)) <= _ON_ONE_LINE else "\n"
    for number, choice in enumerate(shown, 1):
        yield "\n" if number == 1 else between
        yield f"{number} ", "bold $text-accent"
        yield choice
