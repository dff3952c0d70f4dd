"""Many forms checked or exported at once: asking, working, showing what became of each."""

from collections.abc import Callable, Generator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App

from perftui.jobs.bulk_export import Exported
from perftui.jobs.checking import CheckedForm, Order, check_paths
from perftui.jobs.home.catalog import Line
from perftui.jobs.home.export_many import export_chosen
from perftui.jobs.home.telling_results import (
    rows_of_check,
    rows_of_export,
    summary_of_check,
    summary_of_export,
)
from perftui.jobs.listing import write_book, write_page
from perftui.jobs.opening import Progress
from perftui.storage.errors import StorageError
from perftui.storage.workspace import free_path, make_folder
from perftui.tui.desk import Desk
from perftui.tui.home.results import Results
from perftui.tui.home.working import Worked, WorkingScreen
from perftui.tui.screens.export import ExportChoice, ExportManyScreen

Show = Callable[[Results], None]


class Bulk:
    """Orders over some forms of home, in the order of the list; `show` gets what became of them."""

    def __init__(self, app: App[Any], desk: Desk, lines: Sequence[Line], show: Show) -> None:
        self._app = app
        self._desk = desk
        self._lines = tuple(lines)
        self._show = show

    @property
    def _paths(self) -> tuple[Path, ...]:
        return tuple(line.path for line in self._lines)

    # Checking.

    def check(self) -> None:
        """Check the forms by all rules, those too that compare them."""

        def job(progress: Progress) -> Generator[CheckedForm, None, None]:
            yield from check_paths(self._paths, Order(today=date.today()), progress)

        count = len(self._lines)
        self._app.push_screen(WorkingScreen(f"检查{count}份表", count, job), self._checked)

    def _checked(self, worked: Worked[CheckedForm] | None) -> None:
        if worked is None or self._is_refused(worked):
            return
        if worked.is_stopped:  # comparing needs all, so nothing is told of some
            self._app.notify("检查停下了。", markup=False)
            return
        checked = worked.results
        rows = tuple(rows_of_check(checked))
        save = partial(_save_list, checked, self._desk.folder / "导出")
        self._show(Results("检查结果", summary_of_check(checked), rows, save))

    # Exporting.

    def export(self) -> None:
        """Ask for formats and folder, then export."""
        ask = ExportManyScreen([x for x in self._lines if x.evaluation], self._desk.folder)
        self._app.push_screen(ask, self._export)

    def _export(self, choice: ExportChoice | None) -> None:
        if choice is None:
            return

        def job(progress: Progress) -> Generator[Exported, None, None]:
            yield from export_chosen(
                self._paths, choice.order, choice.wishes, date.today(), progress
            )

        count = len(self._lines)
        stop = "停下，已经导出的留着"
        self._app.push_screen(WorkingScreen(f"导出{count}份表", count, job, stop), self._exported)

    def _exported(self, worked: Worked[Exported] | None) -> None:
        if worked is None:
            return
        self._note_exports(worked.results)
        if not self._is_refused(worked):
            place = {path: number for number, path in enumerate(self._paths)}
            exported = sorted(worked.results, key=lambda one: place.get(one.path, len(place)))
            names = {line.path: f"{line.year} {line.name}".strip() for line in self._lines}
            summary = summary_of_export(exported)
            left = len(self._lines) - len(exported)
            stopped = f"停下了，{left}份没有做；" if worked.is_stopped else ""
            rows = tuple(rows_of_export(exported, names))
            self._show(Results("导出结果", f"{stopped}{summary}", rows))

    def _note_exports(self, exported: Sequence[Exported]) -> None:
        forms = {line.path: line.evaluation for line in self._lines}
        for one in exported:
            form = forms.get(one.path)
            if form is not None and one.files and not one.draft and not one.error:
                self._desk.session.note_export(one.path, form)

    def _is_refused(self, worked: Worked[Any]) -> bool:
        if worked.error:
            self._app.notify(worked.error, severity="error", markup=False, timeout=12)
        return bool(worked.error)


def _save_list(checked: Sequence[CheckedForm], folder: Path) -> str:
    """Write what was found as a page and a workbook; returns what to tell the user."""
    try:
        make_folder(folder)
        page = free_path(folder, "检查结果", ".html")
        book = free_path(folder, "检查结果", ".xlsx")
        write_page(checked, page)
        write_book(checked, book)
    except StorageError as error:
        return str(error)
    return f"存成了 {page.name} 和 {book.name}，在 {folder}"
