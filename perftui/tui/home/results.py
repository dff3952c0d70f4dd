"""What became of many forms, a row for each thing to know; Enter opens the form at that place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from perftui.jobs.home.telling_results import Mood, Row
from perftui.tui.bindings import bindings, key_of
from perftui.tui.widgets.key_bar import KeyBar

_FORM_SHARE, _NARROWEST_FORM, _WIDEST_FORM = 4, 18, 44
_STATE = 6
_AROUND = 10


@dataclass(frozen=True)
class Results:
    """The outcome of one order over many forms; `save` writes it as a list, None if it cannot."""

    title: str
    summary: str
    rows: tuple[Row, ...]
    save: Callable[[], str] | None = None


class ResultsScreen(Screen[None]):
    """A table of what became of each form, and below it the row at hand in full."""

    CSS_PATH = "results.tcss"
    PLACES = ("results",)
    BINDINGS = bindings("results")

    def __init__(self, results: Results, open_form: Callable[[Path, str], None]) -> None:
        super().__init__()
        self._results = results
        self._open = open_form
        self._shown: tuple[Row, ...] = results.rows
        self._only_bad = False
        self._seen: set[Row] = set()

    def compose(self) -> ComposeResult:
        """Lay out the summary, the table, the row at hand in full."""
        results = self._results
        yield Static(Content.assemble((results.title, "bold"), "  ", results.summary), id="title")
        yield DataTable[Text](cursor_type="row", zebra_stripes=False)
        yield Static(markup=False, id="result-full")
        yield Static(markup=False, id="result-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start on the first row."""
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        """Lay the table out for the new width."""
        self._show()

    def on_screen_resume(self) -> None:
        """Mark the forms that were opened."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be saved is offered."""
        return action != "save_list" or self._results.save is not None

    def _show(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        self._shown = tuple(
            one for one in self._results.rows if not self._only_bad or one.mood is Mood.BAD
        )
        form, says = self._widths()
        table.clear(columns=True)
        for title, width in (("", _STATE), ("项目", form), ("情况", says)):
            table.add_column(title, width=width)
        before = ""
        for one in self._shown:
            name = "" if one.form == before else one.form
            before = one.form
            table.add_row(*self._cells(one, name))
        table.move_cursor(row=max(min(row, len(self._shown) - 1), 0))
        self._show_row()

    def _cells(self, row: Row, name: str) -> list[Text]:
        theme = self.app.current_theme
        colours = {Mood.GOOD: theme.success, Mood.BAD: theme.error, Mood.DOUBT: theme.warning}
        state = f"{'bold ' if row.mood is Mood.BAD else ''}{colours.get(row.mood) or ''}".strip()
        seen = "dim" if row in self._seen else ""
        return [_text(row.state, state), _text(name, seen), _text(row.says, seen)]

    def _widths(self) -> tuple[int, int]:
        width = self.app.size.width
        form = min(max(width // _FORM_SHARE, _NARROWEST_FORM), _WIDEST_FORM)
        return form, max(width - form - _STATE - _AROUND, _NARROWEST_FORM)

    @on(DataTable.RowHighlighted)
    def _show_row(self) -> None:
        row = self.current
        full = Content("这里没有要看的。")
        if row is not None:
            full = Content.assemble((row.form, "bold"), f"  {row.says}", (f"\n{row.more}", "dim"))
        self.query_one("#result-full", Static).update(full)
        hint = "" if row is None or row.path is None else "回车打开这份表"
        if row is not None and row.place:
            hint = "回车打开这份表，到这一处"
        count = len(self._shown)
        at = f"{self.query_one(DataTable).cursor_row + 1}/{count}  " if count else ""
        only = key_of(self, "results.only_bad")
        others = f"{only} {'列出全部' if self._only_bad else '只列错误和没有做成的'}"
        self.query_one("#result-hint", Static).update(Content(f"{at}{hint}  {others}"))

    @property
    def current(self) -> Row | None:
        """The row at hand."""
        row = self.query_one(DataTable).cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    # Actions, by the table.

    @on(DataTable.RowSelected)
    def action_open_form(self) -> None:
        """Open the form of the row at hand, at the place it is about."""
        row = self.current
        if row is not None and row.path is not None and self.is_active:
            self._seen.add(row)
            self._open(row.path, row.place)

    def action_only_bad(self) -> None:
        """Show only what went wrong, or all again."""
        self._only_bad = not self._only_bad
        self._show()

    def action_save_list(self) -> None:
        """Write the list as a page and a workbook."""
        if self._results.save is not None:
            self.run_worker(self._save, thread=True, exclusive=True, group="save")

    def _save(self) -> None:
        save = self._results.save
        told = save() if save else ""
        self.app.call_from_thread(self.notify, told, markup=False, timeout=8)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _text(text: str, style: str) -> Text:
    return Text(text, style=style, overflow="ellipsis", no_wrap=True)
