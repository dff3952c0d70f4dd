"""What differs between a form and last year's of the same project."""

from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from perftui.evaluation.comparing.difference import Kind
from perftui.evaluation.model import Evaluation
from perftui.jobs.comparing.last_year import Comparison, Figure, compare_with_last_year
from perftui.jobs.comparing.listing import listed
from perftui.storage.errors import StorageError
from perftui.tui.bindings import bindings, key_of
from perftui.tui.desk import Desk
from perftui.tui.widgets.change_list import HEAD, WIDE, ChangeList
from perftui.tui.widgets.hanging_list import shortened
from perftui.tui.widgets.key_bar import KeyBar

_WAITING = "正在找上年的表..."
_COUNTED = {
    Kind.CHANGED: "改动",
    Kind.ADDED: "新增",
    Kind.DROPPED: "删去",
    Kind.COPIED: "与上年完全相同",
}


class CompareScreen(Screen[str | None]):
    """A list of differences. Its result is the path of a field to go to, or None.

    `path` is the file of the form where it was opened from the editor, which fields can be gone to
    from.
    """

    CSS_PATH = "compare.tcss"
    PLACES = ("compare",)
    BINDINGS = bindings("compare")
    AUTO_FOCUS = "ChangeList"

    def __init__(self, evaluation: Evaluation, desk: Desk, path: Path | None) -> None:
        super().__init__()
        self._evaluation = evaluation
        self._desk = desk
        self._path = path
        self._comparison: Comparison | None = None
        self._shows_all = False

    def compose(self) -> ComposeResult:
        """Lay out whose form it is and its figures above the differences."""
        yield Static(markup=False, id="compare-title")
        yield Static(markup=False, id="compare-figures")
        yield Static(markup=False, id="compare-columns")
        yield Static(_WAITING, markup=False, id="compare-wait")
        yield ChangeList()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for last year's form."""
        self._show_title()
        self._look()

    def on_resize(self) -> None:
        """Lay the headings of the columns out anew."""
        self.call_after_refresh(self._show_title)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Fields can be gone to from the editor only, differences where there are some."""
        if action == "go_there":
            return self._path is not None and self._comparison is not None
        if action in ("next_change", "previous_change", "show_all"):
            return self._comparison is not None
        return True

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            found = compare_with_last_year(self._evaluation, self._desk.workspace, self._path)
        except StorageError as error:
            self.app.call_from_thread(self._say, str(error))
        else:
            self.app.call_from_thread(self._show, found)

    def _say(self, message: str) -> None:
        if self.is_attached:
            self.query_one("#compare-wait", Static).update(Content(message))

    def _show(self, found: Comparison | None) -> None:
        if not self.is_attached:  # it was left meanwhile
            return
        self._comparison = found
        if found is None:
            self._say(self._nothing())
            return
        self.add_class("-found")
        self.query_one(ChangeList).show(listed(found.parts))
        self._show_title()
        self.refresh_bindings()

    def _nothing(self) -> str:
        name = self._evaluation.name
        if not name:
            return "这份表还没有项目名称，填上以后才能找到上年的表。"
        bring = key_of(self, "home.import_documents")
        return (
            f"文件夹里没有「{shortened(name, 60)}」更早年度的表。\n\n"
            f"请先回到目录，在那里按 {bring} 导入上年的表，再来对照。"
        )

    def _show_title(self) -> None:
        found, form = self._comparison, self._evaluation
        years = ""
        if found is not None:
            new = "本年" if form.known_year is None else f"{form.known_year}年度"
            years = f"{new} 与 {found.old.known_year}年度"
        name = shortened(form.name or "（未命名）", max(self.size.width - 44, 10))
        title = Content.assemble(("与上年对照  ", "bold"), name, "  ", (years, "bold"))
        self.query_one("#compare-title", Static).update(title)
        if found is not None:
            self.query_one("#compare-figures", Static).update(self._figures(found))
            self._show_columns(found)

    def _figures(self, found: Comparison) -> Content:
        counts = ((kind, found.count(kind)) for kind in _COUNTED)
        told = "  ".join(f"{_COUNTED[kind]}{count}处" for kind, count in counts if count)
        figures = Content("  ").join(map(_figure, found.figures))
        return Content.assemble(figures, "\n", (told or "没有不同", "bold"))

    def _show_columns(self, found: Comparison) -> None:
        """Head the columns where the forms stand side by side."""
        changes = self.query_one(ChangeList)
        columns = self.query_one("#compare-columns", Static)
        columns.display = changes.room >= WIDE
        half = (changes.room - HEAD - 12 - 6) // 2
        new = (
            "本年" if self._evaluation.known_year is None else f"{self._evaluation.known_year}年度"
        )
        old = f"{found.old.known_year}年度"
        columns.update(Content(f"   栏目{' ' * (HEAD - 5)}{old}{' ' * (half - 6)}{new}"))

    # Actions, by the table.

    def action_next_change(self) -> None:
        """Go to the next difference."""
        if not self.query_one(ChangeList).step(1):
            self.notify("后面没有不同了。", markup=False, timeout=2)

    def action_previous_change(self) -> None:
        """Go to the difference before."""
        if not self.query_one(ChangeList).step(-1):
            self.notify("前面没有不同了。", markup=False, timeout=2)

    def action_show_all(self) -> None:
        """Show what has not changed, too, or hide it again."""
        if self._comparison is not None:
            self._shows_all = not self._shows_all
            lines = listed(self._comparison.parts, everything=self._shows_all)
            self.query_one(ChangeList).show(lines)

    def action_go_there(self) -> None:
        """Go to the field under the cursor in the form."""
        at = self.query_one(ChangeList).at
        if at is not None:
            self.dismiss(at.path)

    def action_leave(self) -> None:
        """Go back to where the comparison was asked for."""
        self.dismiss(None)


def _figure(figure: Figure) -> Content:
    if figure.old == figure.new:
        return Content.assemble(f"{figure.label} ", (figure.new, "bold"))
    return Content.assemble(
        f"{figure.label} {figure.old}",
        (" 改为 ", "dim"),
        (figure.new, "bold"),
        f" {figure.note}" if figure.note else "",
    )
