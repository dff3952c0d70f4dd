"""The list of home: the forms of a shelf as they are read, filtered, sorted and marked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from perftui.jobs.home.catalog import Line
from perftui.jobs.home.picking_forms import Order, arranged, has_all, words_of
from perftui.storage.shelves import Shelf
from perftui.tui.desk import Desk
from perftui.tui.home.filter_field import FilterField
from perftui.tui.home.form_table import FormTable
from perftui.tui.home.reading import Reading, ShelfReader
from perftui.tui.home.words import Listed, about_form, about_list, empty_words, shelf_tabs
from perftui.tui.widgets.key_bar import KeyBar


class ShelfScreen(Screen[None]):
    """The forms of a shelf under a filter that keeps the focus; some may be marked."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "FilterField"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._reader = ShelfReader(desk)
        self._shelf = Shelf.IN_USE
        self._order = _order_named(desk.session.sort)
        self._reading = Reading(self._shelf, (), {})
        self._marked: set[Path] = set()
        self._shown: tuple[Line, ...] = ()
        self._wanted: Path | None = desk.session.left_inside(desk.folder)
        self._trouble = ""
        self._at_work = ""

    def compose(self) -> ComposeResult:
        """Lay out title, shelves, filter, list, what is told of it, and keys."""
        folder = Content.assemble(("项目绩效自评表", "bold"), "  ", (self.desk.place, "dim"))
        yield Static(folder, id="home-title")
        yield Static(markup=False, id="home-shelves")
        yield FilterField("输入名称、拼音首字母、年度或等级来筛选，几个词用逗号隔开")
        yield FormTable()
        yield Static(markup=False, id="empty")
        yield Static(markup=False, id="home-list")
        yield Static(markup=False, id="home-status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the colours, which the list has its own of."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self.query_one("#empty").display = False

    def on_screen_resume(self) -> None:
        """Read the folder again, on start and whenever another screen gives way."""
        self._read()

    def on_resize(self) -> None:
        """Lay the list out for the new width."""
        self._show()

    def _recolour(self, _: object) -> None:
        self.query_one(FormTable).forget()
        self._show()

    # Reading and showing.

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        self._trouble = ""
        self._reader.read(
            self._shelf,
            partial(self.app.call_from_thread, self._take),
            partial(self.app.call_from_thread, self._fail),
        )

    def _take(self, reading: Reading) -> None:
        if self.is_attached and reading.shelf is self._shelf:
            self._reading = reading
            self._marked &= {line.path for line in reading.lines}
            self._show()

    def _fail(self, trouble: str) -> None:
        self._trouble = trouble
        if self.is_attached:
            self._show_status()

    @on(FilterField.Changed)
    def _show(self) -> None:
        """Show what the filter leaves, in its order, the cursor on the form where it was."""
        table = self.query_one(FormTable)
        words = words_of(self.query_one(FilterField).value)
        here = self._wanted or (table.current.path if table.current else None)
        found = (line for line in self._reading.lines if has_all(line, words))
        self._shown = arranged(found, self._order)
        table.show(self._shown, self._marked, at=here, sorted_by=self._order.column)
        if self._wanted in [line.path for line in self._shown]:
            self._wanted = None
        self._show_status()

    @on(DataTable.RowHighlighted)
    def _show_status(self) -> None:
        listed, counts = self._listed, self._reading.counts
        empty = empty_words(self, listed) if counts else ""
        self.query_one("#empty", Static).update(Content(empty))
        self.query_one("#empty").display = bool(empty)
        self.query_one(FormTable).display = not empty
        self.query_one("#home-shelves", Static).update(shelf_tabs(self, counts, self._shelf))
        about = about_list(self, listed) if listed.total else ""
        told = self._at_work or self._trouble or (about if counts else "正在读取文件夹...")
        self.query_one("#home-list", Static).update(Content(told))
        self._say(about_form(self._current))

    @property
    def _listed(self) -> Listed:
        typed = self.query_one(FilterField).value
        reading, shown = self._reading, len(self._shown)
        return Listed(
            *(self._shelf, typed, self._order, len(reading.lines), shown),
            *(len(self._marked), reading.left),
        )

    def _say(self, message: str) -> None:
        self.query_one("#home-status", Static).update(Content(message))

    @property
    def _current(self) -> Line | None:
        return self.query_one(FormTable).current

    def _chosen(self) -> tuple[Line, ...]:
        """Return the marked forms in the order of the list, else that under the cursor."""
        if self._marked:
            return arranged((x for x in self._reading.lines if x.path in self._marked), self._order)
        current = self._current
        return () if current is None else (current,)

    def _readable(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return the forms that can be read, and say so where none is."""
        readable = tuple(line for line in lines if line.evaluation is not None)
        if not readable:
            self.notify("请先选中一份能打开的表。", markup=False)
        return readable

    # Actions, by the table.

    def action_move(self, step: str) -> None:
        """Move in the list while the filter keeps the focus."""
        getattr(self.query_one(FormTable), f"action_{step}")()

    def action_sort(self) -> None:
        """Put the list into the next order."""
        self._order = self._order.next
        self.desk.session.sort = self._order.name
        self._show()

    def action_mark(self) -> None:
        """Mark the form under the cursor, or let it go, and go down."""
        current = self._current
        if current is not None:
            self._marked ^= {current.path}
            self._show()
            self.action_move("cursor_down")

    def action_mark_all(self) -> None:
        """Mark all forms that are listed; if they are, let them go."""
        paths = {line.path for line in self._shown}
        self._marked = self._marked - paths if paths <= self._marked else self._marked | paths
        self._show()

    def action_next_shelf(self) -> None:
        """Go to the next shelf, round at the end."""
        shelves = list(Shelf)
        self._go_to_shelf(shelves[(shelves.index(self._shelf) + 1) % len(shelves)])

    def _go_to_shelf(self, shelf: Shelf) -> None:
        if shelf is not self._shelf:
            self._shelf = shelf
            self._marked.clear()
            self._read()

    def action_reload(self) -> None:
        """Read the folder again."""
        self._read()


def _order_named(name: str) -> Order:
    return Order.__members__.get(name, Order.YEAR)
