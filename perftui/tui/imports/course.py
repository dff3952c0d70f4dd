"""One import, from picking documents to saving forms: each screen hands on to the next."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from perftui.jobs.home.import_report import ImportedForm, ReportedPile
from perftui.jobs.home.telling_results import rows_of_import
from perftui.jobs.importing import Intake
from perftui.tui.desk import Desk
from perftui.tui.home.results import Results
from perftui.tui.imports.pick import PickScreen
from perftui.tui.imports.reading import ReadingScreen
from perftui.tui.imports.review import ReviewScreen

if TYPE_CHECKING:
    from perftui.readers.layout.evaluations import Imported


class Import:
    """Picks documents, reads them, has the forms looked through; `done` gets what was saved."""

    def __init__(
        self, app: App[Any], desk: Desk, done: Callable[[Sequence[ImportedForm]], None]
    ) -> None:
        self._app = app
        self._desk = desk
        self._done = done
        self._intake = Intake(desk.workspace)
        self._pile: ReportedPile | None = None

    def pick(self) -> None:
        """Ask for documents, and go on from there."""
        last, workspace = self._desk.picked_from, self._desk.folder
        self._app.push_screen(PickScreen(last, workspace), self._read)

    def _read(self, paths: tuple[Path, ...] | None) -> None:
        if paths:
            self._desk.picked_from = paths[-1].parent
            self._app.push_screen(ReadingScreen(paths, self._intake), self._review)

    def _review(self, forms: "tuple[Imported, ...] | None") -> None:
        if forms:
            self._pile = ReportedPile(forms, self._intake)
            self._app.push_screen(ReviewScreen(self._pile), self._finish)
        elif forms is not None:
            self.pick()

    def _finish(self, _: tuple[Path, ...] | None) -> None:
        self._done(self._pile.report if self._pile else ())


def told_of(forms: Sequence[ImportedForm]) -> str:
    """Say in one sentence what was imported, and what had to be done to it."""
    counts = {kind: sum(form.count(kind) for form in forms) for kind in ("改", "问", "略")}
    words = {"改": "修补{}处", "问": "问了{}处", "略": "略去{}处"}
    more = [words[kind].format(count) for kind, count in counts.items() if count]
    return "，".join((f"导入了{len(forms)}份表", *more)) + "。"


def report_of(forms: Sequence[ImportedForm]) -> Results | None:
    """Return what was repaired, asked and left out; None where all was as it stood."""
    if not any(form.told for form in forms):
        return None
    return Results("导入报告", told_of(forms), tuple(rows_of_import(forms)))
