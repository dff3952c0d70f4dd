"""The file picker: which documents, folders and archives to import, by keyboard alone."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static
from textual.worker import get_current_worker

from perftui.jobs.browsing import (
    Item,
    Listing,
    comparable,
    completed,
    count,
    dropped_paths,
    is_folder,
    is_there,
    list_folder,
    one_line,
    starting_folder,
    typed_folder,
)
from perftui.jobs.importing import is_document
from perftui.storage.errors import StorageError
from perftui.tui.bindings import bindings, key_of, list_moves
from perftui.tui.imports.file_table import MOST, FileTable
from perftui.tui.imports.path_field import FolderLine, PathField
from perftui.tui.widgets.key_bar import KeyBar

_TITLE = "Word、Excel、PDF、网页、文本，整个文件夹或压缩包也可以"


class PickScreen(Screen[tuple[Path, ...]]):
    """A folder's list under one line: typing filters, a path leads on, Space marks, Enter takes.

    Its result are the paths to import, none if the user turned back.
    """

    CSS_PATH = "pick.tcss"
    PLACES = ("pick",)
    BINDINGS = [*bindings("pick"), *list_moves()]
    AUTO_FOCUS = "PathField"

    def __init__(self, last: Path | None, workspace: Path) -> None:
        """`last` is the folder that was picked from before."""
        super().__init__()
        self._last = last
        self._workspace = workspace
        self.listing = Listing(workspace, ())
        self._shown: tuple[Item, ...] = ()
        self._marked: dict[Path, str] = {}
        self._refusal = ""

    def compose(self) -> ComposeResult:
        """Lay out title, folder, line, list, status and footer."""
        title = Content.assemble(("导入自评表", "bold"), "  ", (_TITLE, "dim"))
        yield Static(title, id="pick-title")
        yield FolderLine()
        yield PathField()
        yield FileTable()
        yield Static(markup=False, id="pick-hint")
        yield Static(markup=False, id="pick-status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start where the documents are likely to be."""
        self._say("正在读取文件夹...")
        self._start()

    def on_resize(self) -> None:
        """Lay the list out for the new width."""
        self._show(self._here)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that edit the line move between folders only where there is nothing to edit."""
        is_edited = self.is_mounted and self.query_one(PathField).value
        return not (is_edited and action in ("go_up", "go_in"))

    # The folder, read in a thread.

    @work(thread=True, exclusive=True, group="look")
    def _start(self) -> None:
        self._list(starting_folder(self._last, self._workspace, is_document))

    @work(thread=True, exclusive=True, group="look")
    def _look(self, folder: Path, at: Path | None = None, typed: str = "") -> None:
        self._list(folder, at, typed)

    def _list(self, folder: Path, at: Path | None = None, typed: str = "") -> None:
        try:
            done = partial(self._take, list_folder(folder, is_document), at, typed)
        except StorageError as error:
            done = partial(self._refuse, str(error))
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(done)

    def _refuse(self, reason: str) -> None:
        if self.is_attached:
            self._refusal = reason
            self._show(None)

    def _take(self, listing: Listing, at: Path | None, typed: str) -> None:
        """Show a folder; the part of the line that led to it has done its work."""
        if not self.is_attached:
            return
        self.listing, self._refusal = listing, ""
        field = self.query_one(PathField)
        if typed and field.value.startswith(typed):
            with field.prevent(PathField.Changed):
                field.value = field.value.removeprefix(typed)
                field.cursor_position = len(field.value)
        self.query_one(FolderLine).show(listing.folder)
        self._follow(at)

    # The list.

    @on(PathField.Changed)
    def _typed(self) -> None:
        self._refusal = ""
        self._follow(self._here)

    def _follow(self, at: Path | None) -> None:
        """Go where the line leads as a path, else show what it leaves of the list."""
        leads_to = typed_folder(self.query_one(PathField).value, self.listing.folder)
        if leads_to is None:
            self._show(at)
        else:
            folder, typed = leads_to
            self._look(folder, typed=typed)

    def _show(self, at: Path | None) -> None:
        sought = comparable(self.query_one(PathField).value)
        folder, items = self.listing.folder, self.listing.items
        up = () if sought or folder.parent == folder else (Item(folder.parent, "..", True),)
        found = (item for item in items if sought in comparable(item.name))
        self._shown = (*up, *found)
        self.query_one(FileTable).show(self._shown, self._marked, at)
        self.refresh_bindings()
        self._show_status()

    @on(DataTable.RowHighlighted)
    def _show_status(self) -> None:
        self.query_one("#pick-hint", Static).update(Content(self._hint()))
        self._say(self._refusal or self._count())

    def _hint(self) -> str:
        """Say what Enter does here."""
        current = self._current
        if current is not None and current.is_folder and current.path not in self._marked:
            key = key_of(self, "pick.import_marked")
            whole = "" if current.name == ".." else f"  {key} 整个导入"
            opens = f"回车打开「{current.name}」"
            return f"{opens}  {self._chosen}" if self._marked else f"{opens}{whole}"
        if self._marked:
            return f"回车导入  {self._chosen}"
        if current is not None:
            return f"回车导入「{current.name}」  空格选中几个一起导入"
        return ""

    @property
    def _chosen(self) -> str:
        return f"已选{len(self._marked)}项：{'、'.join(self._marked.values())}"

    def _count(self) -> str:
        typed, counted = self.query_one(PathField).value, count(self.listing)
        if typed and not self._shown:
            return f"这里没有「{typed}」。{counted}"
        cut = f"，只列出前{MOST}个，请输入名称筛选" if len(self._shown) > MOST else ""
        return f"{counted}{cut}"

    def _say(self, message: str) -> None:
        self.query_one("#pick-status", Static).update(Content(message))

    @property
    def _current(self) -> Item | None:
        return self.query_one(FileTable).current

    @property
    def _here(self) -> Path | None:
        return self._current.path if self._current else None

    # Paths that are pasted.

    @on(PathField.Pasted)
    def _pasted(self, event: PathField.Pasted) -> None:
        self._read_pasted(event.text)

    @work(thread=True, group="paste")
    def _read_pasted(self, text: str) -> None:
        paths = dropped_paths(text, self.listing.folder)
        there = [path for path in paths if is_there(path)]
        missing = [path for path in paths if path not in there]
        is_alone = len(paths) == 1 and all(map(is_folder, there))
        if not there and len(paths) <= 1:
            self.app.call_from_thread(self.query_one(PathField).take_in, text)
        else:
            self.app.call_from_thread(self._take_pasted, there, missing, is_alone)

    def _take_pasted(self, there: Sequence[Path], missing: Sequence[Path], go_in: bool) -> None:
        """Go into a folder that was pasted alone; mark all else."""
        if missing:
            names = "、".join(one_line(path.name) for path in missing)
            self.notify(f"找不到：{names}", severity="warning", markup=False)
        if go_in:
            self._go(there[0])
        elif there:
            self._marked |= {path: one_line(path.name) for path in there}
            self._go(there[0].parent, at=there[0])

    def _go(self, folder: Path, at: Path | None = None) -> None:
        field = self.query_one(PathField)
        with field.prevent(PathField.Changed):
            field.value = ""
        self._look(folder, at)

    # Actions, by the table.

    def action_move(self, step: str) -> None:
        """Move in the list while the line keeps the focus."""
        getattr(self.query_one(FileTable), f"action_{step}")()

    def action_choose(self) -> None:
        """Open the folder under the cursor; else import what is marked, or the file there."""
        current = self._current
        if current is not None and current.is_folder and current.path not in self._marked:
            self._go(current.path, at=self.listing.folder if current.name == ".." else None)
        else:
            self.action_import_marked()

    def action_import_marked(self) -> None:
        """Import what is marked, or what is under the cursor."""
        current = self._current
        if self._marked:
            self.dismiss(tuple(self._marked))
        elif current is not None and current.name != "..":
            self.dismiss((current.path,))
        else:
            self.notify("请先选中要导入的文件或文件夹。", markup=False)

    def action_mark(self) -> None:
        """Mark what is under the cursor, or let it go, and go down."""
        current = self._current
        if current is not None and current.name != "..":
            self._mark([current], current.path not in self._marked)
            self.action_move("cursor_down")

    def action_mark_all(self) -> None:
        """Mark all documents that are listed; if they are, let them go."""
        files = [item for item in self._shown if not item.is_folder]
        self._mark(files, any(item.path not in self._marked for item in files))

    def _mark(self, items: Sequence[Item], wanted: bool) -> None:
        for item in items:
            self._marked.pop(item.path, None)
            if wanted:
                self._marked[item.path] = item.name
        self._show(self._here)

    def action_go_up(self) -> None:
        """Go to the folder above, the cursor on the one left."""
        self._go(self.listing.folder.parent, at=self.listing.folder)

    def action_go_in(self) -> None:
        """Go into the folder under the cursor."""
        if self._current is not None and self._current.is_folder:
            self.action_choose()

    def action_complete(self) -> None:
        """Go on with what is typed as far as it is certain; else take the name at the cursor."""
        field, current = self.query_one(PathField), self._current
        longer = completed(field.value, [item.name for item in self._shown if item.name != ".."])
        if current is not None and (len(self._shown) == 1 or longer == field.value):
            if current.is_folder:
                self._go(current.path)
                return
            longer = current.name
        field.value = longer
        field.cursor_position = len(longer)

    def action_reload(self) -> None:
        """Read the folder again."""
        self._look(self.listing.folder, self._here)

    def action_leave(self) -> None:
        """Clear the line, or turn back if it is empty."""
        if self.query_one(PathField).value:
            self.query_one(PathField).value = ""
        else:
            self.dismiss(())
