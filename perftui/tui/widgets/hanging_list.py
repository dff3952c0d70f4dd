"""A list whose entries are wrapped under a head of their own, again when its width changes."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList

_WIDEST_HEAD = 22
_LEAST_WIDTH = 16


class HangingList(OptionList):
    """An option list that lays its entries out itself: `entry` returns one by its index."""

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def entry(self, index: int) -> Content:
        """Return the text of an entry for the width at hand."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """How many cells a line has."""
        return max(self.scrollable_content_region.width, _LEAST_WIDTH)

    def draw(self, *indices: int) -> None:
        """Lay some entries out anew."""
        for index in indices:
            self.replace_option_prompt_at_index(index, self.entry(index))

    def on_resize(self) -> None:
        """Lay all entries out for the new width."""
        self.draw(*range(self.option_count))
        self.refresh(layout=True)  # its height may follow from its lines

    def go_to(self, index: int | None) -> None:
        """Put the cursor on an entry, with what is above and below it in sight."""
        self.highlighted = index
        if index is not None:
            self.call_after_refresh(self._centre)

    def _centre(self) -> None:
        self.scroll_to_highlight(top=True)
        self.scroll_relative(y=-(self.size.height // 3), animate=False, force=True)
        self.scroll_to_highlight()  # near the end the first scroll stops short of the top

    def hang(self, head: Content, body: Content) -> Content:
        """Set a text beside its head, its further lines beneath its first."""
        return hang(head, body, self.room)


def hang(head: Content, body: Content, room: int) -> Content:
    """Set a text beside its head in so many cells, its further lines beneath its first."""
    indent = min(head.cell_length, _WIDEST_HEAD)
    lines = body.wrap(room - indent)
    return head + Content("\n" + " " * indent).join(lines)


def shortened(text: str, width: int) -> str:
    """Return a text on one line of so many cells at most."""
    line = " ".join(text.split())
    return line if cell_len(line) <= width else f"{set_cell_size(line, max(width - 3, 0))}..."
