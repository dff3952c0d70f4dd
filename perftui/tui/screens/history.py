"""The history of a form: who changed what, when; one change can be taken back."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from rich.cells import cell_len
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from perftui.evaluation.history.changes import PAUSE, changes_of
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.sources import TAKEN_BACK
from perftui.evaluation.history.taking_back import ChangedAgain, TakingBack, place_of, take_back
from perftui.evaluation.history.telling import ToldChange, brief_change, in_words, tell, when
from perftui.jobs.history_chain import chain_of
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.bindings import bindings, key_of
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.widgets.change_view import ChangeView
from perftui.tui.widgets.hanging_list import shortened
from perftui.tui.widgets.key_bar import KeyBar

_WHEN, _WIDEST_WHO, _WIDEST_FIELD = 14, 10, 40
_EMPTY = (
    "这份表还没有改动记录。\n\n在 perftui 里每改一处，这里就记下谁在什么时候从什么改成了什么；\n"
    "按 {key} 返回去填。"
)
_ONLY_THIS, _AS_BEFORE, _LEAVE = "只取消这一处，后来改的留着", "换回这次改动之前的", "不动"


class HistoryScreen(Screen[str | None]):
    """The changes of a form, newest first, and the one under the cursor in full.

    The result is the path of a field to go to.
    """

    CSS_PATH = "history.tcss"
    BINDINGS = bindings("history")
    PLACES = ("history",)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(self, document: Document, save: Callable[[], Awaitable[None]]) -> None:
        """`save` writes the document, and tells what is to be known of it."""
        super().__init__()
        self.document = document
        self._write = save
        self._history: tuple[Edit, ...] = ()
        self._told: tuple[ToldChange, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list and the change at hand."""
        yield Static(markup=False, id="history-title")
        yield Static(markup=False, id="history-warning")
        with Container(id="history-body"):
            yield DataTable[Text](cursor_type="row", zebra_stripes=False)
            yield ChangeView()
        yield Static(markup=False, id="history-empty")
        yield Static(markup=False, id="history-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the history."""
        empty = _EMPTY.format(key=key_of(self, "history.leave"))
        self.query_one("#history-empty", Static).update(Content(empty))
        self.query_one("#history-empty").display = False
        self.query_one(DataTable).focus()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no change, there is none to go to or to take back."""
        return bool(self._told) or action not in ("go_there", "take_back")

    def on_resize(self) -> None:
        """Lay the list out for the new width."""
        self.call_after_refresh(self._show)

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        document = self.document
        history, evaluation = document.history(), document.evaluation
        told = tell(changes_of(history, PAUSE), evaluation, document.profile)
        self.app.call_from_thread(self._take, history, told, _doubt_about(document))

    def _take(self, history: tuple[Edit, ...], told: tuple[ToldChange, ...], doubt: str) -> None:
        if not self.is_attached:
            return
        at_hand = self._current and self._current.change
        self._history, self._told = history, told
        warning = self.query_one("#history-warning", Static)
        warning.update(Content(doubt))
        warning.display = bool(doubt)
        self.refresh_bindings()
        self._show()
        for row, one in enumerate(told):
            if at_hand and one.change.parts == at_hand.parts and one.change.end == at_hand.end:
                self.query_one(DataTable).move_cursor(row=row)
        if self.document.history_error:
            self.notify(self.document.history_error, severity="warning", markup=False)

    # What is shown.

    def _show(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        widths = self._widths(table.size.width)
        for title, width in widths.items():
            table.add_column(title, width=width)
        now = datetime.now().astimezone()
        for told in self._told:
            cells = {
                "时间": when(told.change.time, now),
                "谁": told.change.who,
                "栏目": _fitted(told.field, widths["栏目"]),
                "改动": told.brief,
            }
            table.add_row(*(_cell(cells[title]) for title in widths))
        table.move_cursor(row=row)
        self.query_one("#history-body").display = bool(self._told)
        self.query_one("#history-empty").display = not self._told
        self._show_title()
        self._show_change()

    def _widths(self, width: int) -> dict[str, int]:
        """Return the columns and their widths; who is left out where no one is named."""
        who = max((cell_len(told.change.who) for told in self._told), default=0)
        widths = {"时间": _WHEN, **({"谁": min(max(who, 2), _WIDEST_WHO)} if who else {})}
        rest = width - sum(widths.values()) - 2 * (len(widths) + 2) - 1
        longest = max((cell_len(told.field) for told in self._told), default=0)
        field = max(min(rest // 2, longest, _WIDEST_FIELD), 8)
        return {**widths, "栏目": field, "改动": max(rest - field, 12)}

    def _show_title(self) -> None:
        name = self.document.evaluation.name or "（未命名）"
        count = f"  共{len(self._told)}处，最近的在前" if self._told else ""
        title = Content.assemble(("改动记录", "bold"), "  ", name, (count, "dim"))
        self.query_one("#history-title", Static).update(title)

    @on(DataTable.RowHighlighted)
    def _show_change(self) -> None:
        told = self._current
        hint = ""
        if told is not None:
            now = datetime.now().astimezone()
            self.query_one(ChangeView).show(told, self.document.profile, now)
            go, back = key_of(self, "history.go_there"), key_of(self, "history.take_back")
            hint = f"{go} 到表中的这一栏；{back} 只取消这一处，别处不动；Tab 到全文，再按返回"
        self.query_one("#history-hint", Static).update(Content(hint))

    @property
    def _current(self) -> ToldChange | None:
        row = self.query_one(DataTable).cursor_row
        return self._told[row] if 0 <= row < len(self._told) else None

    # Actions, by the table.

    def action_go_there(self) -> None:
        """Go to the field of the change under the cursor."""
        told = self._current
        if told is None:
            return
        path = place_of(told.change, self._history, self.document.evaluation)
        if path is None:
            self.notify("这一行后来删掉了，表中没有这一栏了。", markup=False)
        else:
            self.dismiss(path)

    def action_take_back(self) -> None:
        """Take back the change under the cursor, and no other."""
        told = self._current
        if told is None:
            return
        found = take_back(told.change, self._history, self.document.evaluation)
        if found.changed_again:
            self._ask(told, found)
        elif found.puts:
            self._put([(put.path, put.value) for put in found.puts], told, found)
        elif found.gone:
            self.notify(
                "这一行后来删掉了，这一处没法取消；要找回这一行，请取消删行的那一处。",
                markup=False,
            )
        else:
            self.notify("这一栏现在就是这次改动之前的样子，不用取消。", markup=False)

    def _ask(self, told: ToldChange, found: TakingBack) -> None:
        """Ask what to do about what was changed again later."""
        again = found.changed_again
        partly = bool(found.puts) or all(one.without is not None for one in again)
        answers = (*((_ONLY_THIS,) if partly else ()), _AS_BEFORE, _LEAVE)
        question = self._question(again)
        ask = ChoiceScreen("这一处后来又改过", question, answers)
        self.app.push_screen(ask, partial(self._answered, told, found, answers))

    def _question(self, again: Sequence[ChangedAgain]) -> str:
        first, profile = again[0], self.document.profile
        if len(again) > 1 or isinstance(first.present, tuple):
            count = f"其中{len(again)}格" if len(again) > 1 else "这些行"
            return f"{count}后来又改过，没有改动任何内容。要怎样取消？"
        present, before = (in_words(first.path, v, profile) for v in (first.present, first.before))
        return f"换回去就是：{brief_change(present, before)}。\n还没有改动任何内容，要怎样取消？"

    def _answered(
        self, told: ToldChange, found: TakingBack, answers: Sequence[str], answer: int | None
    ) -> None:
        chosen = _LEAVE if answer is None else answers[answer]
        if chosen == _LEAVE:
            return
        values = [(put.path, put.value) for put in found.puts]
        if chosen == _AS_BEFORE:
            values += [(one.path, one.before) for one in found.changed_again]
        else:
            values += [(o.path, o.without) for o in found.changed_again if o.without is not None]
        self._put(values, told, found)

    def _put(self, values: list[tuple[str, object]], told: ToldChange, found: TakingBack) -> None:
        with self.document.coming_from(TAKEN_BACK):
            self.document.put_all(values)
        gone = f"；另有{found.gone}处所在的行已删掉" if found.gone else ""
        undo = key_of(self, "history.undo")
        self._save()
        self.notify(f"{told.field}{gone}。{undo} 撤销", title="已取消这一处", markup=False)

    def action_undo(self) -> None:
        """Take the last step back."""
        if self.document.undo() is None:
            self.notify("没有可撤销的了。", markup=False)
        else:
            self._save()

    def _save(self) -> None:
        self.app.run_worker(self._saved(), group="saving")

    async def _saved(self) -> None:
        """Save, whether this screen stays or not, then show what was done."""
        await self._write()
        if self.is_attached:
            self._read()

    def action_leave(self) -> None:
        """Go back to the form."""
        self.dismiss(None)


def _doubt_about(document: Document) -> str:
    """Return what speaks against the history of a document, "" for nothing; reads a file."""
    if document.path is None or document.history_error or not document.is_saved:
        return ""
    try:
        chain = chain_of(document.path, document.evaluation)
    except StorageError:
        return ""  # why it cannot be read is told
    return "" if chain.is_whole else chain.said


def _fitted(field: str, width: int) -> str:
    """Shorten the name of a row, and leave which of its columns it is."""
    row, column = field.rpartition("」")[::2]
    if not row or cell_len(field) <= width:
        return field
    return f"{shortened(row, width - cell_len(column) - 2)}」{column}"


def _cell(text: str) -> Text:
    return Text(" ".join(text.split()), overflow="ellipsis", no_wrap=True)
