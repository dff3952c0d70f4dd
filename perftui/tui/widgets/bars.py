"""Bars drawn in cells, a row for each; the cursor goes through them and tells which is at hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from perftui.jobs.overview import Bar, Mark, Plot
from perftui.tui.widgets.hanging_list import shortened

_PARTS = " ▏▎▍▌▋▊▉█"
_FAINT, _LINE, _BEFORE_LINE, _BEYOND = "░", "▏", "▊", ">"
_LEAST_BAR, _LEAST_LABEL, _LABEL_SHARE = 8, 12, 0.42
_CURSOR = 2

BAR, LINE, GAP, BLANK = "bar", "line", "gap", "blank"


@dataclass(frozen=True)
class Columns:
    """How many cells the columns of a plot have."""

    label: int
    bar: int
    shown: int
    word: int


def columns_of(bars: Sequence[Bar], width: int) -> Columns:
    """Share out the width: figures and words have what they need, labels up to a share."""
    shown = max((cell_len(bar.shown) for bar in bars), default=0)
    word = max((cell_len(bar.word) for bar in bars), default=0)
    rest = width - _CURSOR - shown - word - (3 if word else 2)
    longest = max((cell_len(bar.label) for bar in bars), default=0)
    label = max(min(longest, int(width * _LABEL_SHARE), rest - _LEAST_BAR), _LEAST_LABEL)
    return Columns(label, max(rest - label, 0), shown, word)


def cells_of(bar: Bar, plot: Plot, width: int) -> Iterator[tuple[str, str]]:
    """Yield the cells of a bar, each a character and what it is; the end is drawn in eighths.

    A line that a bar goes beyond is the gap it leaves.
    """
    eighths = _eighths(bar.value, plot, width)
    lines = line_places(plot, width)
    for place in range(width):
        filled = min(max(eighths - 8 * place, 0), 8)
        if place == width - 1 and bar.value is not None and bar.value > plot.top:
            yield _BEYOND, BAR
        elif place in lines and not filled:
            yield _LINE, LINE
        elif bar.is_faint:
            yield (_FAINT, BAR) if filled >= 4 else (" ", BLANK)
        elif place + 1 in lines and eighths > 8 * (place + 1):
            yield _BEFORE_LINE, GAP
        else:
            yield _PARTS[filled], BAR if filled else BLANK


def line_places(plot: Plot, width: int) -> dict[int, Mark]:
    """Return the cells at whose left edge the lines of a plot stand."""
    places = (((_eighths(mark.at, plot, width) + 4) // 8, mark) for mark in plot.marks)
    return {place: mark for place, mark in places if 0 < place < width}


def scale_of(plot: Plot, width: int) -> str:
    """Return the line above the bars that says what their lines mean, in brief if need be."""
    columns = columns_of(plot.bars, width)
    places = [
        (_CURSOR + columns.label + 1 + place, mark)
        for place, mark in sorted(line_places(plot, columns.bar).items())
    ]
    in_full = _scale([(place, mark.label) for place, mark in places], width)
    return in_full or _scale([(place, mark.brief) for place, mark in places], width)


def _scale(labels: Sequence[tuple[int, str]], width: int) -> str:
    """Set labels at their places; "" where there is no room for all."""
    text = ""
    for place, label in labels:
        if cell_len(text) > place or place + 1 + cell_len(label) > width:
            return ""
        text = f"{text}{' ' * (place - cell_len(text))}{_LINE}{label}"
    return text


def _eighths(value: Decimal | None, plot: Plot, width: int) -> int:
    if value is None or value <= plot.bottom:
        return 0
    share = (min(value, plot.top) - plot.bottom) / (plot.top - plot.bottom) * width * 8
    return max(int(share.to_integral_value(ROUND_HALF_UP)), 1)


class BarList(ScrollView, can_focus=True):
    """The bars of a plot; arrows move the cursor."""

    COMPONENT_CLASSES = {
        "bars--good",
        "bars--fair",
        "bars--bad",
        "bars--plain",
        "bars--line",
        "bars--cursor",
    }
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(0)", show=False),
        Binding("end,ctrl+end", "edge(1)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another row is at hand."""

    @dataclass
    class Opened(Message):
        """The row at hand was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = Plot("", "", Decimal(1), ())
        self.cursor = 0

    @property
    def current(self) -> Bar | None:
        """The row at hand."""
        bars = self.plot.bars
        return bars[self.cursor] if self.cursor < len(bars) else None

    def show(self, plot: Plot, cursor: int = 0) -> None:
        """Show a plot, the cursor on one of its rows."""
        self.plot = plot
        self.virtual_size = Size(0, len(plot.bars))
        self.refresh()
        self._move_to(cursor)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= len(self.plot.bars):
            return Strip.blank(width, self.rich_style)
        is_here = row == self.cursor and self.has_focus
        segments = self._segments(self.plot.bars[row], is_here, row == self.cursor, width)
        return Strip(segments).adjust_cell_length(width, self._ground(is_here))

    def _segments(self, bar: Bar, is_here: bool, is_marked: bool, width: int) -> list[Segment]:
        columns = columns_of(self.plot.bars, width)
        ground = self._ground(is_here)
        label = shortened(bar.label, columns.label)
        shown = " " * (columns.shown - cell_len(bar.shown)) + bar.shown
        head = f"{'>' if is_marked else ' '} {label}"
        gap = " " * (columns.label - cell_len(label) + 1)
        return [
            Segment(head + gap, ground),
            *self._drawn(bar, columns.bar, ground),
            Segment(f" {shown} ", ground + Style(bold=True)),
            Segment(bar.word, ground + self._colour(bar.tone)),
        ]

    def _drawn(self, bar: Bar, width: int, ground: Style) -> Iterator[Segment]:
        colour = self._colour(bar.tone)
        line = Style(color=self.get_component_rich_style("bars--line").color)
        styles = {
            BAR: ground + colour,
            LINE: ground + line,
            GAP: ground + colour + Style(dim=True),
            BLANK: ground,
        }
        for kind, cells in groupby(cells_of(bar, self.plot, width), key=lambda cell: cell[1]):
            yield Segment("".join(text for text, _ in cells), styles[kind])

    def _colour(self, tone: str) -> Style:
        return Style(color=self.get_component_rich_style(f"bars--{tone or 'plain'}").color)

    def _ground(self, is_here: bool) -> Style:
        return self.get_component_rich_style("bars--cursor") if is_here else self.rich_style

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the cursor rests."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row, a second one opens it."""
        row = event.y + self.scroll_offset.y
        if row < len(self.plot.bars):
            was = self.cursor
            self._move_to(row)
            if was == row:
                self.post_message(self.Opened())

    def action_move(self, step: int) -> None:
        """Go to the next row, or the one before."""
        self._move_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go a screenful on or back."""
        self._move_to(self.cursor + step * max(self.size.height - 1, 1))

    def action_edge(self, end: int) -> None:
        """Go to the first row or the last."""
        self._move_to(end * len(self.plot.bars))

    def _move_to(self, row: int) -> None:
        self.cursor = max(min(row, len(self.plot.bars) - 1), 0)
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)
        self.refresh()
        self.post_message(self.Moved())
