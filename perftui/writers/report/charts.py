"""Charts as SVG pictures: bars that lie or stand, and lines over the years.

Each is drawn twice, for a wide page and for a narrow screen, which shows one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from perftui.writers.cells import cell_width
from perftui.writers.report.svg import Drawing, fitted

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
    is_narrow = width == NARROW
    head = 22 if marks else 4
    row_height = _TALL_ROW if is_narrow else _ROW
    left = 0.0 if is_narrow else _room_for_labels(rows, width)
    right = 10 if is_narrow else max(_width_of(row.shown) for row in rows) + 2 * _GAP
    plot = width - left - right
    height = head + row_height * len(rows) + 4

    def place(value: Decimal) -> float:
        return left + float(min(max(value, Decimal(0)), top) / top) * plot

    def draw(drawing: Drawing) -> None:
        stretches = _stretches(head, row_height, len(rows)) if is_narrow else [(head, height)]
        _draw_marks(drawing, place, marks, top, stretches)
        drawing.line((left, head), (left, height), "axis")
        for mark in marks:
            label = mark.brief if is_narrow else mark.label
            drawing.text(place(mark.at) + 4, head - 9, label, "small")
        for number, row in enumerate(rows):
            y = head + row_height * number
            bar_y = y + (row_height - _BAR - _BELOW if is_narrow else (row_height - _BAR) / 2)
            length = place(row.value) - left
            told = row.told or f"{row.label}：{row.shown}"
            drawing.rect(left, bar_y, max(length, 1.5), _BAR, f"bar {row.tone}", told)
            base = y + (_SIZE + 4 if is_narrow else row_height / 2 + _SIZE * 0.36)
            room = (width - _width_of(row.shown) if is_narrow else left) - _GAP
            aside = "" if is_narrow else row.aside
            label = fitted(row.label, room - _width_of(aside), _SIZE) + aside
            if is_narrow:
                drawing.text(0, base, label)
            else:
                drawing.text(left - 10, base, label, "", "end")
            drawing.text(width, base, row.shown, "value", "end")

    return chart.drawn(draw, width, height)


def _room_for_labels(rows: Sequence[Bar], width: int) -> float:
    widest = max(_width_of(row.label + row.aside) for row in rows)
    return min(widest + 2 * _GAP, _MOST_LABEL, width * 0.62)


def _draw_marks(
    drawing: Drawing,
    place: Callable[[Decimal], float],
    marks: Sequence[Mark],
    top: Decimal,
    stretches: Sequence[tuple[float, float]],
) -> None:
    """Draw what lies behind the bars, from one height to another."""
    ends = (*(mark.at for mark in marks[1:]), top)
    for start, end in stretches:
        for mark, following in zip(marks, ends, strict=False):
            x, width = place(mark.at), place(following) - place(mark.at)
            if mark.tone:
                drawing.rect(x, start, width, end - start, f"band {mark.tone}")
            drawing.line((x, start), (x, end), "bound")


def _stretches(head: float, row_height: float, rows: int) -> list[tuple[float, float]]:
    """Return where bars stand under their labels, which nothing is drawn behind."""
    feet = (head + row_height * (row + 1) for row in range(rows))
    return [(foot - _BAR - 2 * _BELOW + 2, foot - 2) for foot in feet]


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
            told = row.told or f"{row.label}：{row.shown}"
            drawing.rect(
                x + step * room,
                floor - height,
                step * (1 - 2 * room),
                height,
                f"bar {row.tone}",
                told,
            )
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
