"""One import, from picking documents to saving forms: each screen hands on to the next."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from perftui.jobs.importing import Intake
from perftui.jobs.pile import Pile
from perftui.tui.desk import Desk
from perftui.tui.screens.pick import PickScreen
from perftui.tui.screens.reading import ReadingScreen
from perftui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from perftui.readers.layout.evaluations import Imported


class Import:
    """Picks documents, reads them, has the forms looked through; `done` gets what was saved."""

    def __init__(self, app: App[Any], desk: Desk, done: Callable[[Sequence[Path]], None]) -> None:
        self._app = app
        self._desk = desk
        self._done = done
        self._intake = Intake(desk.workspace)

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
            self._app.push_screen(ReviewScreen(Pile(forms, self._intake)), self._finish)
        elif forms is not None:
            self.pick()

    def _finish(self, saved: tuple[Path, ...] | None) -> None:
        self._done(saved or ())
