"""Actions one beneath the other: name, key and what they do."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from perftui.tui.widgets.hanging_list import HangingList

_KEY_WIDTH = 10
_NAME_WIDTH = 12


class Row(NamedTuple):
    """A line of the list: a key, the name of what it does, and more words; or only a heading."""

    key: str
    name: str
    does: str
    is_heading: bool = False


_STEPS = {"scroll_top": "first", "scroll_bottom": "last"}


class ActionList(HangingList, can_focus=False):
    """Rows under headings, which the cursor passes over. The focus stays in the line above."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def entry(self, index: int) -> Content:
        """Return a row laid out for the width at hand."""
        row = self._rows[index]
        if row.is_heading:
            return Content.assemble((row.name, "bold $text-primary"))
        width = _KEY_WIDTH if row.name else _KEY_WIDTH + _NAME_WIDTH
        name = _filled(row.name, _NAME_WIDTH) if row.name else ""
        head = Content.assemble((_filled(row.key, width), "bold $text-accent"), (name, "bold"))
        return self.hang(head, Content(row.does))

    def show(self, rows: Sequence[Row], at: int | None) -> None:
        """Show rows, the cursor on one of them."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.clear_options()
            self.add_options(
                Option(self.entry(index), disabled=row.is_heading)
                for index, row in enumerate(self._rows)
            )
        self.highlighted = at
        if at == 1:
            self.scroll_home(animate=False)  # the heading in sight

    def move(self, step: str) -> None:
        """Move the cursor as a key does."""
        getattr(self, f"action_{_STEPS.get(step, step)}")()


def _filled(text: str, width: int) -> str:
    """Fill a text with blanks up to a width, one blank at least."""
    return text + " " * max(width - cell_len(text), 1)
