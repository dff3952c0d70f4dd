"""What the rules say of the form at hand: those of its folder, beside the forms that lie there."""

from collections.abc import Callable

from textual.screen import Screen

from perftui.jobs.rulebook import RuleBook
from perftui.rules.checking import Report
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.desk import Desk


class Checks:
    """Examines a document. Until its folder has been read, by the usual rules and alone."""

    def __init__(self, document: Document, desk: Desk, screen: Screen[None]) -> None:
        self._document = document
        self._desk = desk
        self._screen = screen
        self._book = RuleBook()
        self._beside: Surroundings = NOTHING_BESIDE

    def load(self, then: Callable[[], None]) -> None:
        """Read the rules and the forms of the folder beside the screen's work, then call `then`."""

        def read() -> None:
            try:
                book = self._desk.rulebook()
                beside = self._desk.beside(self._document.evaluation, self._document.path)
            except StorageError as error:
                self._screen.app.call_from_thread(self._warn, str(error))
            else:
                self._screen.app.call_from_thread(use, book, beside)

        def use(book: RuleBook, beside: Surroundings) -> None:
            if self._screen.is_attached:  # the user may have left before it was ready
                self._book, self._beside = book, beside
                then()

        self._screen.run_worker(read, thread=True, exclusive=True, group="checks")

    def report(self) -> Report:
        """Examine the document as it is now."""
        return self._book.examine(self._document.evaluation, self._beside)

    def _warn(self, said: str) -> None:
        self._screen.notify(said, severity="warning", markup=False)
