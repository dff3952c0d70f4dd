"""Reading a shelf beside the screen: the names at once, what the rules find bit by bit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from textual.worker import get_current_worker

from perftui.jobs.home.catalog import Catalog, Line
from perftui.storage.atomic import clear_strays
from perftui.storage.errors import StorageError
from perftui.storage.lock import clear_dead_locks
from perftui.storage.shelves import Shelf, Shelves
from perftui.tui.desk import Desk

_EVERY = 0.2


@dataclass(frozen=True)
class Reading:
    """What has been read of a shelf; `left` is how many forms have not been examined yet."""

    shelf: Shelf
    lines: Sequence[Line]
    counts: dict[Shelf, int]
    left: int = 0


class ShelfReader:
    """Reads shelves, in whichever thread calls; only the files that have changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelves = Shelves(desk.folder)
        self._catalog = Catalog()
        self._tidied: set[Shelf] = set()

    def read(
        self, shelf: Shelf, show: Callable[[Reading], None], say: Callable[[str], None]
    ) -> None:
        """Read a shelf: `show` gets it once as read, then whenever more is known of it.

        `say` gets a sentence where something cannot be read. Ends early when its worker is
        cancelled.
        """
        try:
            files = self._shelves.files(shelf)
        except StorageError as error:
            say(str(error))
            files = []
        counts = self._shelves.counts()
        lines = self._catalog.read(files)
        _tell(show, Reading(shelf, lines, counts, _unexamined(lines)))
        self._tidy(shelf)
        from perftui.jobs.rulebook import RuleBook  # takes longer than names may wait for

        book = RuleBook()
        try:
            book = self._desk.rulebook()
        except StorageError as error:  # the forms are there all the same
            say(str(error))
        self._catalog.use(book)
        lines = self._catalog.current(lines)
        _tell(show, Reading(shelf, lines, counts, _unexamined(lines)))
        for _ in map(self._catalog.spell, lines):
            pass
        self._examine(shelf, counts, lines, show)

    def _tidy(self, shelf: Shelf) -> None:
        """Take away, once, what programs that were killed have left on a shelf."""
        if shelf not in self._tidied:
            self._tidied.add(shelf)
            folder = self._shelves.workspace(shelf).folder
            clear_strays(folder)
            clear_dead_locks(folder)

    def _examine(
        self,
        shelf: Shelf,
        counts: dict[Shelf, int],
        lines: Sequence[Line],
        show: Callable[[Reading], None],
    ) -> None:
        today, told, worker = date.today(), monotonic(), get_current_worker()
        for number, line in enumerate(lines, 1):
            self._catalog.examine(line, today)
            if worker.is_cancelled:
                return
            if monotonic() - told > _EVERY:
                left = len(lines) - number
                _tell(show, Reading(shelf, self._catalog.current(lines), counts, left))
                told = monotonic()
        _tell(show, Reading(shelf, self._catalog.current(lines), counts))


def _unexamined(lines: Sequence[Line]) -> int:
    return sum(line.findings is None and line.evaluation is not None for line in lines)


def _tell(show: Callable[[Reading], None], reading: Reading) -> None:
    if not get_current_worker().is_cancelled:
        show(reading)
