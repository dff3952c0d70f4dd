"""The form as it will print: its pages, with their breaks."""

from datetime import date
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from perftui.evaluation.model import Evaluation
from perftui.jobs.previewing import Preview, preview
from perftui.storage.errors import StorageError
from perftui.tui.bindings import bindings, key_of
from perftui.tui.desk import Desk
from perftui.tui.widgets.hanging_list import shortened
from perftui.tui.widgets.key_bar import KeyBar
from perftui.tui.widgets.sheets import Sheets
from perftui.writers.book import ExportError

_WAITING = "正在排版..."


class PreviewScreen(Screen[str | None]):
    """Pages to look through; what an export would write now.

    `path` is the file of the form where it was opened from the editor. Its result is the path of a
    field to go to, one that was chosen in the comparison with last year's form, or None.
    """

    CSS_PATH = "preview.tcss"
    PLACES = ("preview",)
    BINDINGS = bindings("preview")
    AUTO_FOCUS = "Sheets"

    def __init__(self, evaluation: Evaluation, desk: Desk, path: Path | None = None) -> None:
        super().__init__()
        self._evaluation = evaluation
        self._desk = desk
        self._path = path
        self._preview: Preview | None = None

    def compose(self) -> ComposeResult:
        """Lay out the title, the pages, and what is to be known of them."""
        yield Static(markup=False, id="preview-title")
        yield Static(_WAITING, markup=False, id="preview-wait")
        yield Sheets()
        yield Static(markup=False, id="preview-notes")
        yield Static(markup=False, id="preview-keys")
        yield KeyBar()

    def on_mount(self) -> None:
        """Have the form set."""
        sheets = self.query_one(Sheets)
        self.watch(sheets, "scroll_y", self._show_place, init=False)
        self.watch(sheets, "scroll_x", self._show_place, init=False)
        self._show_place()
        self._set()

    def on_resize(self) -> None:
        """Say again how to move about, once the pages are laid out anew."""
        self.call_after_refresh(self._show_place)

    @work(thread=True, exclusive=True)
    def _set(self) -> None:
        try:
            shown = preview(self._evaluation, self._desk.folder, date.today())
        except (StorageError, ExportError) as error:
            self.app.call_from_thread(self._fail, str(error))
        else:
            self.app.call_from_thread(self._show, shown)

    def _fail(self, message: str) -> None:
        if self.is_attached:
            leave = key_of(self, "preview.leave")
            said = Content(f"没有排成：{message}\n\n按 {leave} 返回")
            self.query_one("#preview-wait", Static).update(said)

    def _show(self, shown: Preview) -> None:
        if not self.is_attached:  # it was left meanwhile
            return
        self._preview = shown
        self.add_class("-set")
        self.query_one(Sheets).show(shown.pages)
        draft = f"还有 {shown.errors} 个错误，导出的每页印上草稿。" if shown.errors else ""
        notes = self.query_one("#preview-notes", Static)
        notes.update(Content("\n".join(filter(None, (draft, *shown.notes)))))
        notes.display = bool(draft or shown.notes)
        self.call_after_refresh(self._show_place)

    def _show_place(self) -> None:
        """Show which pages are at hand, and how to move on."""
        sheets = self.query_one(Sheets)
        at, form = sheets.at_hand, self._evaluation
        place = ""
        if self._preview is not None and at:
            numbers = f"{at.start + 1}" if len(at) == 1 else f"{at.start + 1}-{at.stop}"
            place = f"第{numbers}页，共{len(self._preview.pages)}页"
        draft = "草稿  " if self._preview is not None and self._preview.errors else ""
        year = "" if form.known_year is None else f"{form.known_year}年度  "
        room = self.size.width - 40
        name = shortened(form.name or "（未命名）", max(room, 10))
        self.query_one("#preview-title", Static).update(
            Content.assemble(
                ("预览  ", "bold"),
                name,
                (f"  {year}", "dim"),
                (draft, "bold $text-warning"),
                (place, "bold"),
            )
        )
        self.query_one("#preview-keys", Static).update(Content(self._keys(sheets)))

    def _keys(self, sheets: Sheets) -> str:
        if self._preview is None:
            return ""
        before, after = (key_of(self, f"preview.{way}_page") for way in ("previous", "next"))
        wide = "左右键看两边，纸比屏幕宽  " if sheets.is_wider else ""
        return f"{wide}上下 PgUp PgDn 翻看  {before} {after} 前后页  Home End 首尾"

    # Actions, by the table.

    def action_next_page(self) -> None:
        """Go to the next page."""
        self.query_one(Sheets).turn(1)

    def action_previous_page(self) -> None:
        """Go to the page before."""
        self.query_one(Sheets).turn(-1)

    def action_compare(self) -> None:
        """Show what differs from last year's form of the project."""
        from perftui.tui.screens.compare import CompareScreen

        self.app.push_screen(CompareScreen(self._evaluation, self._desk, self._path), self._go_to)

    def _go_to(self, field: str | None) -> None:
        if field is not None:
            self.dismiss(field)

    def action_export(self) -> None:
        """Export this form."""
        from perftui.tui.screens.export import ExportScreen  # brings the writers along

        screen = ExportScreen(self._evaluation, self._desk.folder)
        self.app.push_screen(screen, self._note_export)

    def _note_export(self, written: bool | None) -> None:
        if written and self._path is not None:
            self._desk.session.note_export(self._path, self._evaluation)

    def action_leave(self) -> None:
        """Go back to where the preview was asked for."""
        self.dismiss(None)
