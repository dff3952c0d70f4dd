"""Sheets that charts are put on from top to bottom, and how all these charts look."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from math import ceil
from typing import Any

from perftui.writers.report.workbook.chart_data import Block, ChartData
from perftui.writers.xlsx.page import print_on_a4

FONT = {"name": "宋体", "size": 9}
AXIS = {"num_font": FONT, "line": {"color": "#A0A7B0"}}
GRID = {"visible": True, "line": {"color": "#DCDFE4", "width": 0.75}}
PLAIN = "#6F86A3"
"""The colour of bars that are neither good nor bad."""

_TONES = ("#35639B", "#7FA3CD", "#C98A2B", "#B5443C")
_TITLE = {"name": "黑体", "size": 12, "bold": False}
_NO_ZERO = "General;-General;;"
_WIDTH, _GAP = 960, 20
_ROW_HEIGHT = 20  # of the sheet, in pixels
_LEAST_HEIGHT = 180
_COLUMNS = 15  # of the sheet, beneath the width of a chart


class Board:
    """A sheet of charts that is printed on one page; there is none before its first chart."""

    def __init__(self, book: Any, name: str, data: ChartData) -> None:
        self.data = data
        self._book = book
        self._name = name
        self._row = 0

    @cached_property
    def _sheet(self) -> Any:
        sheet = self._book.add_worksheet(self._name)
        sheet.hide_gridlines(2)
        # Programs differ in what they take for the usual size of a cell.
        sheet.set_column_pixels(0, _COLUMNS, _WIDTH // _COLUMNS)
        sheet.set_default_row(_ROW_HEIGHT * 3 / 4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        print_on_a4(sheet, high=1)
        return sheet

    def chart(self, kind: str, title: str) -> Any:
        """Return a new chart with a title."""
        chart = self._book.add_chart({"type": kind})
        chart.set_title({"name": title, "name_font": _TITLE, "overlay": False})
        chart.set_legend({"none": True})
        chart.show_hidden_data()  # the sheet of the figures is hidden
        chart.set_chartarea({"border": {"color": "#DCDFE4"}})
        return chart

    def place(self, chart: Any, height: int) -> None:
        """Put a chart below the one before."""
        self._put(chart, (self._begin(height), 0), _WIDTH, height)

    def place_abreast(self, charts: Sequence[Any], height: int) -> None:
        """Put two charts below the one before, beside one another."""
        row = self._begin(height)
        for number, chart in enumerate(charts):
            self._put(chart, (row, number * _COLUMNS // 2), _WIDTH // 2 - 4, height)

    def _begin(self, height: int) -> int:
        """Return the row where so high a chart begins."""
        row = self._row
        self._row += ceil((height + _GAP) / _ROW_HEIGHT)
        return row

    def _put(self, chart: Any, where: tuple[int, int], width: int, height: int) -> None:
        chart.set_size({"width": width, "height": height})
        self._sheet.insert_chart(*where, chart)

    def bars(self, title: str, block: Block, *, rates: bool = False) -> None:
        """Add lying bars of one series, the first on top."""
        chart = self.chart("bar", title)
        chart.add_series(series_of(block, 0, PLAIN, labels=True, rates=rates))
        set_lying_axes(chart, rates=rates)
        self.place(chart, height_for(block.rows))

    def columns(self, title: str, block: Block, colours: Sequence[str]) -> Any:
        """Return a chart of standing bars of one series, each of its own colour."""
        chart = self.chart("column", title)
        chart.add_series({**series_of(block, 0, PLAIN, labels=True), **each_in(colours)})
        chart.set_x_axis(AXIS)
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        return chart


def cells_of(block: Block, number: int) -> dict[str, Any]:
    """Return what binds a series to its cells: its name, its figures and their labels."""
    return {
        "name": block.name(number),
        "categories": block.labels,
        "values": block.series(number),
    }


def series_of(
    block: Block, number: int, colour: str, *, labels: bool = False, rates: bool = False
) -> dict[str, Any]:
    """Return a series of bars in a colour, their figures beside them if `labels`."""
    label = {"value": True, "font": FONT, "num_format": "0.00%" if rates else _NO_ZERO}
    return {
        **cells_of(block, number),
        "fill": {"color": colour},
        "gap": 45,
        **({"data_labels": label} if labels else {}),
    }


def set_lying_axes(chart: Any, *, rates: bool = False, top: Decimal | int | None = None) -> None:
    """Set the axes of lying bars: the first label on top, the figures below."""
    chart.set_y_axis({**AXIS, "reverse": True, "major_gridlines": {"visible": False}})
    figures = {**AXIS, "min": 0, "major_gridlines": GRID, "label_position": "high"}
    chart.set_x_axis(
        figures | ({"num_format": "0%"} if rates else {}) | ({"max": top} if top else {})
    )


def height_for(rows: int) -> int:
    """Return the height in pixels of a chart with so many lying bars."""
    return max(_LEAST_HEIGHT, 90 + 25 * rows)


def each_in(colours: Sequence[str]) -> dict[str, Any]:
    """Return what gives each bar of a series a colour of its own."""
    return {"points": [{"fill": {"color": colour}} for colour in colours]}


def tone(rank: int | None) -> str:
    """Return the colour of a grade by its rank, 0 for the best; of none, a plain one."""
    return PLAIN if rank is None else _TONES[min(rank, len(_TONES) - 1)]
