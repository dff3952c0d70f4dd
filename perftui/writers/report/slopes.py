"""Lines over the years, one for each project: most quiet, those that changed most named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeVar

from markupsafe import Markup

from perftui.writers.report.charts import NARROW, WIDE, Chart
from perftui.writers.report.printing import change
from perftui.writers.report.svg import Drawing, fitted

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
    years = sorted({year for line in lines for year, _ in line.values})
    low, high, step = _scale([value for line in lines for _, value in line.values])
    height = min(_HIGHEST, 120 + 30 * len(lines))
    left, right = 46, 290 if width == WIDE else 150
    plot_width, plot_height = width - left - right, height - _HEAD - _FOOT

    def at(year: int, value: Decimal) -> tuple[float, float]:
        across = years.index(year) / max(len(years) - 1, 1)
        up = float((value - low) / (high - low))
        return left + across * plot_width, _HEAD + (1 - up) * plot_height

    def draw(drawing: Drawing) -> None:
        value = low
        while value <= high:
            _, y = at(years[0], value)
            drawing.line((left, y), (width - right, y), "grid")
            drawing.text(left - 8, y + 4, f"{value:f}{sign}", "small", "end")
            value += step
        for year in years:
            x, _ = at(year, low)
            drawing.line((x, _HEAD), (x, height - _FOOT), "grid")
            drawing.text(x, height - 9, str(year), "small", "middle")
        for line in sorted(lines, key=lambda line: line in named):
            style = line.tone if line in named else "quiet"
            told = f"{line.label}：" + "，".join(f"{y}年 {v:f}{sign}" for y, v in line.values)
            drawing.path([at(*point) for point in line.values], f"line {style}", told)
            if line in named:
                for point in line.values:
                    drawing.dot(*at(*point), 3.2, f"dot {style}", told)
        ends = [(at(*line.values[-1])[1], line) for line in named]
        for y, end, line in _apart(ends, _HEAD, height - _FOOT):
            x = width - right
            drawing.line((x + 5, end), (x + 14, y), "grid")
            said = change(line.change)
            label = fitted(line.label, right - 20 - len(said) * 7.5 - 6, _SIZE)
            drawing.text(x + 18, y + 4.5, f"{label} {said}", f"end {line.tone}")

    return chart.drawn(draw, width, height)


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
