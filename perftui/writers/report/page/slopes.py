"""Lines over the years, one for each project: most quiet, those that changed most named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeVar

from markupsafe import Markup

from perftui.writers.report.page.charts import NARROW, WIDE, Chart
from perftui.writers.report.page.svg import Drawing, fitted
from perftui.writers.report.printing import change

T = TypeVar("T")

_NAMED = 5
"""So many lines are named at either end; where there are few more, all are."""

_SIZE = 12.5
_LABEL = 17
_HEAD, _FOOT = 12, 30
_HIGHEST = 320
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True)
class Line:
    """A line: whose it is, and its value in each year that has one, in their order."""

    label: str
    values: tuple[tuple[int, Decimal], ...]

    @property
    def change(self) -> Decimal:
        """The last value less the first."""
        return self.values[-1][1] - self.values[0][1]

    @property
    def tone(self) -> str:
        """How the change is to be seen."""
        return "down" if self.change < 0 else "up" if self.change > 0 else "same"


def slopes(chart: Chart, lines: Sequence[Line], sign: str = "") -> Markup:
    """Draw the lines, `sign` behind each value: %."""
    return _slopes(chart, lines, sign, WIDE) + _slopes(chart, lines, sign, NARROW)


def _slopes(chart: Chart, lines: Sequence[Line], sign: str, width: int) -> Markup:
    named = most_changed(lines, lambda line: line.change)
    plot = _plot_of(lines, width)

    def draw(drawing: Drawing) -> None:
        _draw_axes(drawing, plot, sign)
        for line in sorted(lines, key=lambda line: line in named):
            style = line.tone if line in named else "quiet"
            told = f"{line.label}：" + "，".join(f"{y}年 {v:f}{sign}" for y, v in line.values)
            drawing.path([plot.at(*point) for point in line.values], f"line {style}", told)
            for point in line.values if line in named else ():
                drawing.dot(*plot.at(*point), 3.2, f"dot {style}", told)
        _draw_names(drawing, plot, named)

    return chart.drawn(draw, plot.width, plot.height)


@dataclass(frozen=True)
class _Plot:
    """Where the years and values of some lines stand in a picture, between left and right."""

    years: Sequence[int]
    low: Decimal
    high: Decimal
    step: Decimal
    width: int
    height: int
    left: int
    right: int

    @property
    def floor(self) -> int:
        """How far down the lowest value stands."""
        return self.height - _FOOT

    def at(self, year: int, value: Decimal) -> tuple[float, float]:
        """Return the place of a value."""
        across = self.years.index(year) / max(len(self.years) - 1, 1)
        up = float((value - self.low) / (self.high - self.low))
        down = (1 - up) * (self.floor - _HEAD)
        return self.left + across * (self.right - self.left), _HEAD + down


def _plot_of(lines: Sequence[Line], width: int) -> _Plot:
    years = sorted({year for line in lines for year, _ in line.values})
    scale = _scale([value for line in lines for _, value in line.values])
    room_for_names = 290 if width == WIDE else 150
    height = min(_HIGHEST, 120 + 30 * len(lines))
    return _Plot(years, *scale, width, height, 46, width - room_for_names)


def _draw_axes(drawing: Drawing, plot: _Plot, sign: str) -> None:
    value = plot.low
    while value <= plot.high:
        _, y = plot.at(plot.years[0], value)
        drawing.line((plot.left, y), (plot.right, y), "grid")
        drawing.text(plot.left - 8, y + 4, f"{value:f}{sign}", "small", "end")
        value += plot.step
    for year in plot.years:
        x, _ = plot.at(year, plot.low)
        drawing.line((x, _HEAD), (x, plot.floor), "grid")
        drawing.text(x, plot.height - 9, str(year), "small", "middle")


def _draw_names(drawing: Drawing, plot: _Plot, named: Iterable[Line]) -> None:
    """Write to the right of the ends of lines whose they are, and by how much they changed."""
    x, room = plot.right, plot.width - plot.right
    ends = [(plot.at(*line.values[-1])[1], line) for line in named]
    for y, end, line in _apart(ends, _HEAD, plot.floor):
        drawing.line((x + 5, end), (x + 14, y), "grid")
        said = change(line.change)
        label = fitted(line.label, room - 20 - len(said) * 7.5 - 6, _SIZE)
        drawing.text(x + 18, y + 4.5, f"{label} {said}", f"end {line.tone}")


def most_changed(lines: Sequence[T], change_of: Callable[[T], Decimal]) -> list[T]:
    """Return the lines that changed most, down and up; all where that leaves out few."""
    if len(lines) <= 2 * _NAMED + 2:
        return list(lines)
    ranked = sorted(lines, key=change_of)
    return [*ranked[:_NAMED], *ranked[-_NAMED:]]


def _scale(values: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Return the lowest and highest value of an axis around some values, and its step."""
    low, high = min(values), max(values)
    step = next((Decimal(s) for s in _STEPS if (high - low) / s <= 5), (high - low) / 5)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    return (first, last, step) if last > first else (first - step, last + step, step)


def _apart(
    ends: Iterable[tuple[float, Line]], top: float, bottom: float
) -> list[tuple[float, float, Line]]:
    """Return the places of labels near the ends of lines, so that none covers another."""
    ordered = sorted(ends, key=lambda one: (one[0], one[1].label))
    places: list[float] = []
    for end, _ in ordered:
        places.append(max(end, places[-1] + _LABEL) if places else end)
    over = places[-1] - bottom if places else 0
    below = bottom
    for n in range(len(places) - 1, -1, -1):
        if over > 0:
            places[n] = min(places[n], below)
            below = places[n] - _LABEL
    shift = max(top - places[0], 0) if places else 0
    return [(y + shift, end, line) for y, (end, line) in zip(places, ordered, strict=True)]
