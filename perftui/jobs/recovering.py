"""What can be got back of a form: edits in no file, and the last good content of a broken one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from perftui.evaluation.history.changes import PAUSE, changes_of, shortened
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.sources import FOUND_AGAIN
from perftui.evaluation.history.undo_list import undo_list
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.form_data import KEPT, place_of
from perftui.storage.form_file import last_known
from perftui.storage.journal.records import Typing
from perftui.storage.journal.recovery import leftovers, recover
from perftui.storage.taking_up import RestorableError, restore, take_up


@dataclass(frozen=True)
class Recoverable:
    """What was found of a form.

    `error` says why its file cannot be read, "" if it can; then `form` is what it would hold again,
    and `kept_at` when that was written, where it is known. `edits` were in no file, `typing` was
    not taken.
    """

    form: Evaluation
    error: str = ""
    kept_at: datetime | None = None
    edits: tuple[Edit, ...] = ()
    typing: Typing | None = None

    @property
    def is_anything(self) -> bool:
        """Whether there is something to get back."""
        return bool(self.error or self.edits)

    @property
    def places(self) -> int:
        """How many fields were changed."""
        changes = changes_of(shortened(self.edits), PAUSE)
        return len({part.path for one in changes for part in one.parts if part.path != "stated"})

    @property
    def last(self) -> datetime | None:
        """When the last edit was made."""
        return max((one.time for one in self.edits if one.source != FOUND_AGAIN), default=None)


def told_kept(error: StorageError, path: Path) -> str:
    """Return why a form cannot be read, and that it can be got back, where it can."""
    if last_known(path) is None and not any(recover(one.records, "") for one in leftovers(path)):
        return str(error)
    return f"{error.fault}这台电脑上留有它最后一次完好的内容，可用 perftui recover 恢复。"


def look_for(path: Path) -> Recoverable:
    """Look what can be got back of a form, and change nothing.

    Raises StorageError where it cannot be read and nothing of it is kept.
    """
    try:
        found = take_up(path, datetime.now(UTC))
    except RestorableError as error:
        return _of_broken(path, str(error))
    return Recoverable(found.held, edits=found.recovered, typing=found.typing)


def get_back(path: Path) -> Path | None:
    """Put back what can be got back; returns where a broken file was put. Raises StorageError."""
    aside = None
    try:
        document = Document.open(path)
    except RestorableError:
        aside = restore(path)
        document = Document.open(path)
    try:
        document.save()
    finally:
        document.close()
    return aside


def _of_broken(path: Path, error: str) -> Recoverable:
    recoveries = [found for one in leftovers(path) if (found := recover(one.records, ""))]
    if recoveries:
        last = recoveries[-1]
        return Recoverable(last.base, error, None, _in_force(last.edits), last.typing)
    form = last_known(path)
    assert form is not None  # or it could not be restored
    return Recoverable(form, error, _written_at(place_of(path, KEPT)))


def _in_force(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    found, applied = undo_list(edits)
    return tuple(found[:applied])


def _written_at(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
