"""Charts as SVG pictures: bars that lie or stand, and lines over the years.

Each is drawn twice, for a wide page and for a narrow screen, which shows one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from perftui.writers.cells import cell_width
from perftui.writers.report.page.svg import Drawing, fitted

WIDE, HALF, NARROW = 860, 410, 350

_SIZE = 13
_ROW, _TALL_ROW = 25, 41
_BAR = 13
_GAP = 12
_EDGE = 16
_BELOW = 5
_MOST_LABEL = 305


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, how long, what is written at its end, its tone, what is told of it.

    `aside` stands behind the label where there is room, and is not cut as a long label is.
    """

    label: str
    value: Decimal
    shown: str
    tone: str = "plain"
    told: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Mark:
    """A line across all bars, with what it means to be beyond it, in full and in brief.

    What lies beyond has a ground of its own where a `tone` is given.
    """

    at: Decimal
    label: str
    brief: str
    tone: str = ""


@dataclass(frozen=True)
class Chart:
    """What a chart says of itself: its name in the page, its title and what one would see."""

    key: str
    title: str
    description: str

    def drawn(self, draw: Callable[[Drawing], None], width: int, height: float) -> Markup:
        """Return the picture that a function draws."""
        drawing = Drawing(f"{self.key}-{width}", self.title, self.description, width, height)
        draw(drawing)
        return drawing.markup


def bars(
    chart: Chart, rows: Sequence[Bar], top: Decimal, marks: Sequence[Mark] = (), wide: int = WIDE
) -> Markup:
    """Draw bars that lie under one another; `top` is the value of the whole width."""
    return _bars(chart, rows, top, marks, wide) + _bars(chart, rows, top, marks, NARROW)


def columns(
    chart: Chart, rows: Sequence[Bar], edges: Sequence[str] = (), wide: int = WIDE
) -> Markup:
    """Draw bars that stand beside one another, on their labels or between the edges given."""
    return _columns(chart, rows, edges, wide) + _columns(chart, rows, edges, NARROW)


def _bars(
    chart: Chart, rows: Sequence[Bar], top: Decimal, marks: Sequence[Mark], width: int
) -> Markup:
    plot = _plot_of(rows, top, width, head=22 if marks else 4)

    def draw(drawing: Drawing) -> None:
        _draw_marks(drawing, plot, marks)
        drawing.line((plot.left, plot.head), (plot.left, plot.height), "axis")
        for mark in marks:
            label = mark.brief if plot.is_narrow else mark.label
            drawing.text(plot.across(mark.at) + 4, plot.head - 9, label, "small")
        for number, row in enumerate(rows):
            _draw_bar(drawing, plot, row, plot.head + plot.row_height * number)

    return chart.drawn(draw, width, plot.height)


@dataclass(frozen=True)
class _Plot:
    """Where lying bars stand in a picture: below `head`, from left to right up to `top`.

    On a narrow screen each stands below its label, on a wide page to the right of it.
    """

    width: int
    head: int
    left: float
    right: float
    top: Decimal
    count: int

    @property
    def is_narrow(self) -> bool:
        """Whether it is for a narrow screen."""
        return self.width == NARROW

    @property
    def row_height(self) -> int:
        """How high a bar with its label is."""
        return _TALL_ROW if self.is_narrow else _ROW

    @property
    def height(self) -> int:
        """How high the picture is."""
        return self.head + self.row_height * self.count + 4

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """From where to where marks are drawn: not behind labels."""
        if not self.is_narrow:
            return [(self.head, self.height)]
        feet = (self.head + self.row_height * (row + 1) for row in range(self.count))
        return [(foot - _BAR - 2 * _BELOW + 2, foot - 2) for foot in feet]

    def across(self, value: Decimal) -> float:
        """Return how far to the right a value stands."""
        share = float(min(max(value, Decimal(0)), self.top) / self.top)
        return self.left + share * (self.right - self.left)


def _plot_of(rows: Sequence[Bar], top: Decimal, width: int, head: int) -> _Plot:
    if width == NARROW:
        return _Plot(width, head, 0.0, width - 10, top, len(rows))
    widest = max(_width_of(row.label + row.aside) for row in rows)
    left = min(widest + 2 * _GAP, _MOST_LABEL, width * 0.62)
    right = width - max(_width_of(row.shown) for row in rows) - 2 * _GAP
    return _Plot(width, head, left, right, top, len(rows))


def _draw_marks(drawing: Drawing, plot: _Plot, marks: Sequence[Mark]) -> None:
    """Draw what lies behind the bars."""
    ends = (*(mark.at for mark in marks[1:]), plot.top)
    for start, end in plot.stretches:
        for mark, following in zip(marks, ends, strict=False):
            x, width = plot.across(mark.at), plot.across(following) - plot.across(mark.at)
            if mark.tone:
                drawing.rect(x, start, width, end - start, f"band {mark.tone}")
            drawing.line((x, start), (x, end), "bound")


def _draw_bar(drawing: Drawing, plot: _Plot, row: Bar, y: float) -> None:
    """Draw a bar, what is written at its end, and its label, in a row from `y` downwards."""
    length = max(plot.across(row.value) - plot.left, 1.5)
    if plot.is_narrow:
        drawing.rect(plot.left, y + plot.row_height - _BAR - _BELOW, length, _BAR, *_look(row))
        base = y + _SIZE + 4
        room = plot.width - _width_of(row.shown) - _GAP
        drawing.text(0, base, fitted(row.label, room, _SIZE))
    else:
        drawing.rect(plot.left, y + (plot.row_height - _BAR) / 2, length, _BAR, *_look(row))
        base = y + plot.row_height / 2 + _SIZE * 0.36
        room = plot.left - _GAP - _width_of(row.aside)
        drawing.text(plot.left - 10, base, fitted(row.label, room, _SIZE) + row.aside, "", "end")
    drawing.text(plot.width, base, row.shown, "value", "end")


def _look(row: Bar) -> tuple[str, str]:
    """Return the style of a bar and what is told of it."""
    return f"bar {row.tone}", row.told or f"{row.label}：{row.shown}"


def _columns(chart: Chart, rows: Sequence[Bar], edges: Sequence[str], width: int) -> Markup:
    head, foot, plot = 24, 26, 130 if width == NARROW else 170
    highest = max((row.value for row in rows), default=Decimal(1)) or Decimal(1)
    step = min((width - 2 * _EDGE) / max(len(rows), 1), 110)
    room = 0.04 if edges else 0.14
    left = (width - step * len(rows)) / 2

    def draw(drawing: Drawing) -> None:
        floor = head + plot
        for number, row in enumerate(rows):
            x, height = left + step * number, float(row.value / highest) * plot
            inset = step * room
            drawing.rect(x + inset, floor - height, step - 2 * inset, height, *_look(row))
            middle = x + step / 2
            if row.value:
                drawing.text(middle, floor - height - 7, row.shown, "value", "middle")
            if not edges:
                drawing.text(middle, floor + 18, row.label, "small", "middle")
        for number, edge in enumerate(edges):
            drawing.text(left + step * number, floor + 18, edge, "small", "middle")
        drawing.line((0, floor), (width, floor), "axis")

    return chart.drawn(draw, width, head + plot + foot)


def _width_of(text: str) -> float:
    return cell_width(text) * _SIZE * 0.54
