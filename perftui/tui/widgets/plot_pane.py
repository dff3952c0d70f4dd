"""A plot: what it is called, what it says in a sentence, its scale, its bars."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.jobs.overview import Plot
from perftui.tui.widgets.bars import BarList, scale_of


class PlotPane(Vertical):
    """Shows one plot, or says why there is nothing to see."""

    def compose(self) -> ComposeResult:
        """Lay out the sentences above the bars."""
        yield Static(markup=False, classes="plot-title")
        yield Static(markup=False, classes="plot-headline")
        yield Static(markup=False, classes="plot-scale")
        yield BarList()
        yield Static(markup=False, classes="plot-empty")

    @property
    def bars(self) -> BarList:
        """Its rows."""
        return self.query_one(BarList)

    def show(self, plot: Plot, cursor: int) -> None:
        """Show a plot, the cursor on one of its rows."""
        self.query_one(".plot-title", Static).update(Content(plot.title))
        self.query_one(".plot-headline", Static).update(Content(plot.headline))
        self.query_one(".plot-empty", Static).update(Content(plot.empty))
        self.query_one(".plot-empty").display = not plot.bars
        self.query_one(".plot-scale").display = bool(plot.marks and plot.bars)
        self.bars.display = bool(plot.bars)
        self.bars.show(plot, cursor)
        self.call_after_refresh(self.show_scale)

    def on_resize(self) -> None:
        """Draw the scale for the new width."""
        self.call_after_refresh(self.show_scale)

    def show_scale(self) -> None:
        """Say above the bars what their lines mean."""
        bars = self.bars
        scale = scale_of(bars.plot, bars.scrollable_content_region.width)
        self.query_one(".plot-scale", Static).update(Content(scale))
