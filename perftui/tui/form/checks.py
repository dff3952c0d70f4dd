"""What the rules say of the form at hand: those of its folder, beside the forms that lie there."""

from collections.abc import Callable

from textual.screen import Screen

from perftui.evaluation import fields
from perftui.jobs.rulebook import RuleBook
from perftui.rules.checking import NOTHING_FOUND, Report
from perftui.rules.finding import Finding
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.desk import Desk


class Checks:
    """Examines a document. Until its folder has been read, by the usual rules and alone."""

    def __init__(self, document: Document, desk: Desk, screen: Screen[None]) -> None:
        self.report: Report = NOTHING_FOUND
        self._document = document
        self._desk = desk
        self._screen = screen
        self._book = RuleBook()
        self._beside: Surroundings = NOTHING_BESIDE
        self._visited = ""

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

    def run(self) -> None:
        """Examine the document as it is now."""
        self.report = self._book.examine(self._document.evaluation, self._beside)

    @property
    def codes(self) -> set[str]:
        """The codes of the rules that found something."""
        return {finding.code for finding in self.report.findings}

    def visit(self, finding: Finding) -> None:
        """Note where the user has gone to mend a finding."""
        self._visited = fields.parse_path(finding.field).field

    def leave(self) -> None:
        """Note that the user has begun to mend it."""
        self._visited = ""

    def is_visited(self, path: str) -> bool:
        """Whether the user has gone to this field for a finding, which is to stay in sight."""
        return bool(path) and fields.parse_path(path).field == self._visited

    def suppress(self, code: str, reason: str) -> str:
        """Keep in the form why a rule is not followed; an empty reason takes that back.

        Returns what to tell the user.
        """
        kept = {**self._document.evaluation.suppressed, code: reason}
        self._document.put("suppressed", {known: why for known, why in kept.items() if why})
        return f"{code} {'已搁置，理由记在表里' if reason else '不再搁置'}，可撤销"

    def _warn(self, said: str) -> None:
        self._screen.notify(said, severity="warning", markup=False)
