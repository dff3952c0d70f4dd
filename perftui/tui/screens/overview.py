"""The overview: scores, rates, lost points and problems of many forms, as bars to go into."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from perftui.evaluation.safe_text import safe_text
from perftui.jobs.opening import StoppedError
from perftui.jobs.overview import (
    Bar,
    Plot,
    about,
    gather,
    paths_by_file,
    plots_of,
    write_reports,
)
from perftui.storage.errors import StorageError
from perftui.storage.workspace import Entry
from perftui.tui.bindings import bindings, key_of
from perftui.tui.desk import Desk
from perftui.tui.widgets.bars import BarList
from perftui.tui.widgets.key_bar import KeyBar
from perftui.tui.widgets.plot_pane import PlotPane
from perftui.writers.report.overview import Overview

_TWO_PLOTS_FROM = 170


class OverviewScreen(Screen[None]):
    """Plots over some forms, one at a time or two side by side.

    Enter goes from a bar to the forms behind it and opens one, Esc goes back.
    """

    CSS_PATH = "overview.tcss"
    BINDINGS = bindings("overview")
    PLACES = ("overview",)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_TWO_PLOTS_FROM, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    def __init__(
        self, entries: Sequence[Entry], desk: Desk, open_form: Callable[[Path], None]
    ) -> None:
        super().__init__()
        self._open = open_form
        self._files = tuple(entry.path for entry in entries)
        self._paths = paths_by_file(self._files)
        self.desk = desk
        self._stopped = Event()
        self._overview: Overview | None = None
        self._plots: tuple[Plot, ...] = ()
        self._page = 0
        self._inside: Plot | None = None
        self._cursors: dict[int, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out the pages, the plots, and the row at hand in full."""
        yield Static(markup=False, id="overview-title")
        yield Static(markup=False, id="overview-pages")
        with Horizontal(id="overview-plots"):
            yield PlotPane(id="plot-left")
            yield PlotPane(id="plot-right")
        yield Static(markup=False, id="overview-note")
        yield Static(markup=False, id="overview-full")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to count."""
        title = Content.assemble(("总览", "bold"), f"  {self.desk.place}")
        self.query_one("#overview-title", Static).update(title)
        if self._files:
            self._note("正在汇总...")
            self._gather()
        else:
            imported, made = key_of(self, "home.import_documents"), key_of(self, "home.new_form")
            self._note(
                "没有要汇总的表。\n\n"
                f"按 {key_of(self, 'overview.leave')} 回到目录：清除筛选，"
                f"或按 {imported} 导入以往的表，按 {made} 新建一份。"
            )

    def on_unmount(self) -> None:
        """Stop with the screen."""
        self._stopped.set()

    def on_resize(self) -> None:
        """One plot or two, as there is room."""
        if self._plots:
            self._show()

    @work(thread=True, exclusive=True, group="gather")
    def _gather(self) -> None:
        try:
            overview = gather(self._files, self._announce)
        except StoppedError:
            return
        except StorageError as error:
            self._tell(partial(self._note, str(error)))
        else:
            self._tell(partial(self._take, overview, plots_of(overview)))

    def _announce(self, number: int, total: int, name: str) -> None:
        if self._stopped.is_set():
            raise StoppedError
        file = " ".join(safe_text(name).split())
        leave = key_of(self, "overview.leave")
        said = f"正在汇总 {number}/{total}\n\n{file}\n\n{leave} 不等了，回到目录"
        self._tell(partial(self._note, said))

    def _tell(self, done: partial[None]) -> None:
        if not (get_current_worker().is_cancelled or self._stopped.is_set()):
            self.app.call_from_thread(self._if_awaited, done)

    def _if_awaited(self, done: partial[None]) -> None:
        if self.is_attached and not self._stopped.is_set():
            done()

    def _take(self, overview: Overview, plots: tuple[Plot, ...]) -> None:
        if not overview.forms:
            unread = "；".join(one.error for one in overview.unread)
            self._note(f"没有能读的表。\n\n{unread}")
            return
        self._overview, self._plots = overview, plots
        self._note("")
        self._show()

    # What is shown.

    def _note(self, text: str) -> None:
        """Say something in the place of the plots; nothing shows them."""
        self.query_one("#overview-note", Static).update(Content(text))
        self.query_one("#overview-note").display = bool(text)
        self.query_one("#overview-plots").display = not text

    @property
    def _has_two(self) -> bool:
        return self.app.size.width >= _TWO_PLOTS_FROM

    def _show(self) -> None:
        """Show the plot at hand; with room for two, also its neighbour, or what it is a list of."""
        page = self._page
        cursor = self._cursors.get(page, 0)
        left, right = self.query(PlotPane)
        shown: list[tuple[Plot, int]] = [(self._plots[page], cursor)]
        here = 0
        if self._inside is not None:
            shown = [*shown, (self._inside, 0)] if self._has_two else [(self._inside, 0)]
            here = len(shown) - 1
        elif self._has_two:
            first = page - page % 2
            pair = range(first, min(first + 2, len(self._plots)))
            shown = [(self._plots[n], self._cursors.get(n, 0)) for n in pair]
            here = page - first
        right.display = len(shown) > 1
        for pane, one in zip((left, right), shown, strict=False):
            pane.show(*one)
        pane = (left, right)[here]
        for one_pane in (left, right):
            one_pane.set_class(one_pane is pane, "-here")
        self.set_focus(pane.bars if pane.bars.plot.bars else None)
        self.set_class(self._inside is not None, "-inside")
        self._show_pages()
        self._show_row()

    def _show_pages(self) -> None:
        parts: list[str | tuple[str, str]] = []
        for number, plot in enumerate(self._plots):
            is_here = number == self._page
            name = f"「{plot.title}」" if is_here else f"  {plot.title}  "
            parts.append((name, "bold $primary" if is_here else "dim"))
        self.query_one("#overview-pages", Static).update(Content.assemble(*parts))

    @property
    def _bars(self) -> BarList:
        return self.query_one(".-here BarList", BarList)

    @on(BarList.Moved)
    def _show_row(self) -> None:
        """Say in full what the row at hand is, and what Enter does."""
        if not self._plots or not self.query(".-here"):
            return
        if self._inside is None:
            self._cursors[self._page] = self._bars.cursor
        full = self.query_one("#overview-full", Static)
        full.update(self._in_full(self._bars.current))

    def _in_full(self, bar: Bar | None) -> Content:
        if bar is None:
            return Content("")
        what = f"列出这{len(bar.forms)}份表" if bar.listed else "打开这份表"
        key = key_of(self, "overview.open_form")
        head = Content.assemble((bar.label, "bold"), "  ", bar.shown, "  ", bar.word)
        names = "、".join(form.name for form in bar.forms)
        lines = (names,) if bar.listed else about(bar.forms[0])
        hint = Content.assemble((f"{key} {what}", "dim"))
        return Content("\n").join([head, hint, *map(Content, lines)])

    # Actions, by the table.

    @on(BarList.Opened)
    def action_open_form(self) -> None:
        """Open the form under the cursor, or list the forms behind the bar."""
        bar = self._bars.current if self._plots else None
        if bar is None:
            return
        if bar.listed is not None:
            self._inside = bar.listed()
            self._show()
        elif bar.forms:
            self._open(self._paths[bar.forms[0].file])

    def action_next_page(self) -> None:
        """Turn to the next plot."""
        self._turn(1)

    def action_previous_page(self) -> None:
        """Turn to the plot before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if self._plots:
            self._inside = None
            self._page = (self._page + step) % len(self._plots)
            self._show()

    def action_export_report(self) -> None:
        """Write the report as page and workbook."""
        if self._overview is None:
            self.notify("还没有汇总好，没有可存的报告。", markup=False)
        else:
            self._write(self._overview)

    @work(thread=True, exclusive=True, group="write")
    def _write(self, overview: Overview) -> None:
        severity: Literal["information", "error"] = "information"
        try:
            files = write_reports(overview, self.desk.folder / "导出")
        except StorageError as error:
            said, title, severity = str(error), "报告没有存上", "error"
        else:
            names = "\n".join(file.name for file in files)
            said, title = f"{names}\n在 {files[0].parent}", "报告已存成网页和工作簿"
        tell = partial(self.app.notify, said, title=title, severity=severity)
        self.app.call_from_thread(partial(tell, markup=False, timeout=10))

    def action_leave(self) -> None:
        """Go back to the bar whose forms are listed; from there, home."""
        if self._inside is not None:
            self._inside = None
            self._show()
        else:
            self._stopped.set()
            self.dismiss()
