"""Printed pages to look through: paper on a desk, one below the other or two side by side."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from perftui.writers.paged.canvas import Role, Sheet

_WIDEST_MARGIN = 9  # that of the paper
_ASIDE = 20
_LOOKS = ("paper", "shadow", *(role.value for role in Role if role is not Role.BLANK))


class Sheets(ScrollView, can_focus=True):
    """Pages, moved through with the arrows, a screen or a page at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0, -1)", show=False),
        Binding("down", "step(0, 1)", show=False),
        Binding("left", f"step({-_ASIDE}, 0)", show=False),
        Binding("right", f"step({_ASIDE}, 0)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown", "leaf(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheets--{look}" for look in _LOOKS}

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[Sheet, ...] = ()
        self._bands: list[tuple[Sheet, ...]] = []
        self._wide = self._margin = 0

    def show(self, pages: Sequence[Sheet]) -> None:
        """Show pages from the first one on."""
        self._pages = tuple(pages)
        self._arrange()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the pages out for the new width, the page at hand staying."""
        at = self.at_hand
        self._arrange()
        if at:
            self.turn_to(at.start)

    @property
    def at_hand(self) -> range:
        """The pages that are in sight, counted from 0: those of the band the eye is on."""
        first, middle = 0, self.scroll_offset.y + self.size.height // 3
        for band, top in zip(self._bands, self._tops(), strict=True):
            if top + self._height(band) > middle or band is self._bands[-1]:
                return range(first, first + len(band))
            first += len(band)
        return range(0)

    @property
    def is_wider(self) -> bool:
        """Whether the pages are wider than the screen."""
        return self.virtual_size.width > self.size.width

    def turn(self, by: int) -> None:
        """Go to the beginning of the pages before or after those at hand."""
        at = self.at_hand
        if at:
            self.turn_to(at.stop if by > 0 else at.start - 1)

    def turn_to(self, page: int) -> None:
        """Go to the beginning of a page."""
        first = 0
        for band, top in zip(self._bands, self._tops(), strict=True):
            if first <= page < first + len(band):
                self.scroll_to(y=top, animate=False)
            first += len(band)

    def action_step(self, across: int, down: int) -> None:
        """Move by a few cells."""
        self.scroll_relative(x=across, y=down, animate=False)

    def action_leaf(self, by: int) -> None:
        """Move by what the screen holds, two lines of which stay in sight."""
        self.scroll_relative(y=by * max(self.size.height - 2, 1), animate=False)

    def action_edge(self, end: int) -> None:
        """Move to the beginning or the end of all pages."""
        self.scroll_to(y=end * self.virtual_size.height, animate=False)

    # How the pages lie: bands of one or two pages, a free line between them.

    def _arrange(self) -> None:
        room = self.scrollable_content_region.width
        self._wide = max(map(_width_of, self._pages), default=0)
        beside = 2 if len(self._pages) > 1 and 2 * self._wide + 1 <= room else 1
        least = 1 if beside == 1 else 0
        margin = ((room + 1) // beside - 1 - self._wide) // 2
        self._margin = max(least, min(margin, _WIDEST_MARGIN))
        starts = range(0, len(self._pages), beside)
        self._bands = [self._pages[start : start + beside] for start in starts]
        width = max(room, self._used(beside))
        self.virtual_size = Size(width, sum(self._height(band) + 1 for band in self._bands))
        self.refresh()

    def _used(self, beside: int) -> int:
        """Return how wide so many pages are beside one another, a shadow between them."""
        return beside * (self._wide + 2 * self._margin + 1) - 1

    def _height(self, band: Sequence[Sheet]) -> int:
        """Return how many lines a band takes: its pages, and free ones above and below."""
        return max(len(page) for page in band) + 2

    def _tops(self) -> Iterator[int]:
        top = 0
        for band in self._bands:
            yield top
            top += self._height(band) + 1

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        left, top = self.scroll_offset
        width = self.size.width
        strip = Strip(self._line(y + top)).adjust_cell_length(
            max(self.virtual_size.width, width), self.rich_style
        )
        return strip.crop(left, left + width).apply_style(self.rich_style)

    def _line(self, y: int) -> Iterator[Segment]:
        """Yield a line of the desk with what lies there of the pages."""
        for band, top in zip(self._bands, self._tops(), strict=True):
            if 0 <= y - top <= self._height(band):
                yield from self._across(band, y - top)

    def _across(self, band: Sequence[Sheet], row: int) -> Iterator[Segment]:
        """Yield a line of pages beside one another, each with its shadow to the right and below."""
        paper, shadow, desk = self._look("paper"), self._look("shadow"), self.rich_style
        wide = self._wide + 2 * self._margin
        room = (self.virtual_size.width - self._used(len(band))) // 2
        yield Segment(" " * room, desk)
        for page in band:
            if row == self._height(band):
                yield Segment(" ", desk)
                yield Segment(" " * (wide - 1), shadow)
            else:
                yield Segment(" " * self._margin, paper)
                yield from self._runs(page, row - 1, paper)
                yield Segment(" " * self._margin, paper)
            yield Segment(" ", shadow if row else desk)

    def _runs(self, page: Sheet, row: int, paper: Style) -> Iterator[Segment]:
        """Yield a line of a page, empty above and below its text."""
        used = 0
        for run in page[row] if 0 <= row < len(page) else ():
            look = paper if run.role is Role.BLANK else paper + self._look(run.role.value)
            yield Segment(run.text, look)
            used += cell_len(run.text)
        yield Segment(" " * (self._wide - used), paper)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"sheets--{name}")


def _width_of(page: Sheet) -> int:
    """Return how many cells wide a page is, all lines of which are alike."""
    return max((sum(cell_len(run.text) for run in line) for line in page[:1]), default=0)
