"""Home: the forms of the folder, filtered as you type."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static
from textual.worker import Worker, get_current_worker

from perftui.evaluation.drafting import blank_form, roll_forward
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.jobs.rulebook import RuleBook
from perftui.phrases.bank.file import BankError
from perftui.phrases.library import LibraryError
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.bindings import bindings, list_moves
from perftui.tui.desk import Desk
from perftui.tui.form_lines import FormLine, line_of
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.new_form import NewForm, NewFormScreen
from perftui.tui.widgets.field_input import FieldInput

_WIDTHS = {"year": 4, "score": 5, "grade": 6, "findings": 12, "progress": 16}
_NARROW, _NARROW_PROGRESS = 100, 4
_TITLES = {
    "year": "年度",
    "name": "项目名称",
    "score": "得分",
    "grade": "等级",
    "findings": "检查",
    "progress": "进度",
}
_EMPTY = "这个文件夹里还没有自评表。\n\n按 F3 导入以往的表，或按 F2 新建一份。"


class HomeScreen(Screen[None]):
    """The list of forms. Typing filters it, arrows move in it, Enter opens."""

    CSS_PATH = "home.tcss"
    PLACES = ("home",)
    BINDINGS = [*bindings("home"), *list_moves()]
    AUTO_FOCUS = "FieldInput"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._lines: tuple[FormLine, ...] = ()
        self._shown: tuple[FormLine, ...] = ()
        self._learning: Worker[None] | None = None
        self._wanted: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, filter, list and footer."""
        folder = Content.assemble(("项目绩效自评表", "bold"), "  ", (str(self.desk.folder), "dim"))
        yield Static(folder, id="home-title")
        filter_input = FieldInput("")
        filter_input.placeholder = "输入项目名称、年度或等级来筛选"
        yield filter_input
        table: DataTable[Text] = DataTable(cursor_type="row", zebra_stripes=False)
        table.can_focus = False
        yield table
        yield Static(_EMPTY, markup=False, id="empty")
        yield Static(markup=False, id="home-status")
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Read the folder again, on start and whenever another screen gives way."""
        self._read()

    def on_resize(self) -> None:
        """Lay the list out for the new width."""
        self._show()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        book = RuleBook()
        try:
            book = self.desk.rulebook()
        except StorageError as error:  # the forms are there all the same
            self.app.call_from_thread(self._say, str(error))
        try:
            lines = tuple(line_of(e, book) for e in self.desk.workspace.entries())
        except StorageError as error:
            self.app.call_from_thread(self._say, str(error))
        else:
            self.app.call_from_thread(self._take, lines)

    def _take(self, lines: tuple[FormLine, ...]) -> None:
        self._lines = lines
        self._show()

    @on(FieldInput.Changed)
    def _show(self) -> None:
        table = self.query_one(DataTable)
        words = self.query_one(FieldInput).value.casefold().split()
        here = self._wanted or (self._current and self._current.entry.path)
        self._shown = tuple(x for x in self._lines if all(word in x.searched for word in words))
        table.clear(columns=True)
        for field, title in _TITLES.items():
            table.add_column(title, width=self._width(field))
        for line in self._shown:
            table.add_row(*(self._cell(field, line) for field in _TITLES))
        paths = [line.entry.path for line in self._shown]
        if here in paths:
            table.move_cursor(row=paths.index(here))
            self._wanted = None
        self.query_one("#empty").display = not self._lines
        table.display = bool(self._lines)
        self._show_status()

    def _cell(self, field: str, line: FormLine) -> Text:
        shown = line.cells.get(field, "")
        if field == "progress" and self.size.width < _NARROW:
            shown = shown.partition(" ")[0]
        justify: Literal["left", "right"] = "right" if field == "score" else "left"
        return Text(shown, justify=justify, overflow="ellipsis", no_wrap=True)

    def _width(self, field: str) -> int:
        """Return a column's width; the name takes what the others leave."""
        widths = dict(_WIDTHS)
        if self.size.width < _NARROW:
            widths["progress"] = _NARROW_PROGRESS
        around = 2 * len(_TITLES) + 4
        return widths.get(field) or max(self.size.width - sum(widths.values()) - around, 16)

    @on(DataTable.RowHighlighted)
    def _show_status(self) -> None:
        line = self._current
        if line is None:
            self._say("没有符合的表。" if self._lines else "")
        elif line.entry.error:
            self._say(line.entry.error)
        else:
            progress = line.cells["progress"]
            self._say(f"共{len(self._shown)}份  {line.entry.path.name}  进度{progress}")

    def _say(self, message: str) -> None:
        self.query_one("#home-status", Static).update(Content(message))

    @property
    def _current(self) -> FormLine | None:
        row = self.query_one(DataTable).cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def open(self, path: Path) -> None:
        """Open a form in the editor."""
        try:
            document = Document.open(path)
        except StorageError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.app.push_screen(EditorScreen(document, self.desk))

    # Actions, by the table.

    def action_move(self, step: str) -> None:
        """Move in the list while the filter keeps the focus."""
        getattr(self.query_one(DataTable), f"action_{step}")()

    @on(FieldInput.Submitted)
    def action_open_form(self) -> None:
        """Open the form under the cursor."""
        if self._current is not None:
            self.open(self._current.entry.path)

    def action_new_form(self) -> None:
        """Ask for a name and a profile, then open the new form."""
        self.app.push_screen(NewFormScreen(), self._create)

    def _create(self, wanted: NewForm | None) -> None:
        if wanted is not None:
            self._add(blank_form(wanted.name, load_profile(wanted.profile), wanted.year))

    def action_import_documents(self) -> None:
        """Pick documents, read them and look them through."""
        from perftui.tui.importing import Import  # brings the readers along

        Import(self.app, self.desk, self._show_imported).pick()

    def _show_imported(self, saved: Sequence[Path]) -> None:
        """Show the new forms, the cursor on the first of them."""
        if saved:
            self._wanted = saved[0]
            self.query_one(FieldInput).value = ""
            self._read()
            self.notify(f"导入了{len(saved)}份表。", markup=False)

    def action_roll_forward(self) -> None:
        """Make next year's draft from the form under the cursor and open it."""
        evaluation = self._chosen()
        if evaluation is not None:
            self._add(roll_forward(evaluation))

    def _add(self, evaluation: Evaluation) -> None:
        try:
            self.open(self.desk.workspace.add(evaluation))
        except StorageError as error:
            self.notify(str(error), severity="error", markup=False)

    def action_export(self) -> None:
        """Export the form under the cursor."""
        from perftui.tui.screens.export import ExportScreen  # brings the writers along

        evaluation = self._chosen()
        if evaluation is not None:
            self.app.push_screen(ExportScreen(evaluation, self.desk.folder))

    def action_learn(self) -> None:
        """Learn the wording of the forms that are listed; a second time, stop."""
        if self._learning is not None and self._learning.is_running:
            self._learning.cancel()
        else:
            self._learning = self._learn(tuple(line.entry.path for line in self._shown))

    @work(thread=True, group="learn")
    def _learn(self, paths: tuple[Path, ...]) -> None:
        from perftui.jobs.learning import Taught, summary  # brings arrays along

        told: list[Taught] = []
        try:
            with closing(self.desk.learn(paths, self._warn)) as lessons:
                for taught in lessons:
                    told.append(taught)
                    said = f"正在学习措辞 {len(told)}/{len(paths)}  再按 F8 停下"
                    self.app.call_from_thread(self._say, said)
                    if get_current_worker().is_cancelled:
                        break
        except (BankError, LibraryError) as error:
            self._warn(str(error))
        else:
            self.app.call_from_thread(self.notify, summary(told), markup=False)
        self.app.call_from_thread(self._show_status)

    def _warn(self, said: str) -> None:
        """Show what a worker could not do."""
        notify = partial(self.notify, said, severity="warning", markup=False)
        self.app.call_from_thread(notify)

    def action_leave(self) -> None:
        """Clear the filter, or leave the program if there is none."""
        if self.query_one(FieldInput).value:
            self.query_one(FieldInput).value = ""
        else:
            self.app.exit()

    def action_reload(self) -> None:
        """Read the folder again."""
        self._read()

    def _chosen(self) -> Evaluation | None:
        """Return the form under the cursor, or say why there is none."""
        line = self._current
        if line is None or line.entry.evaluation is None:
            self.notify("请先选中一份能打开的表。", markup=False)
            return None
        return line.entry.evaluation
