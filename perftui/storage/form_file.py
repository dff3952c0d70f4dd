"""`FormFile`, the file of a form that is open, with its journal and its history.

The file is written whole while nobody else writes it. What others have written there meanwhile is
put together with what is written, field by field.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from perftui import disk
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.merging import Merged, merge
from perftui.evaluation.model import Evaluation
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX, digest_of, dumps, load, save
from perftui.storage.exclusive import alone
from perftui.storage.form_data import KEPT, place_of
from perftui.storage.history import History
from perftui.storage.journal.journal import Journal
from perftui.storage.journal.records import Saved, Saving, Typing
from perftui.storage.journal.recovery import remove_journals
from perftui.storage.workspace import free_path

_UNREADABLE = "-读不出的"
_THEIRS = "-外面改的"


class FormFile:
    """Writes a form and what was done to it.

    `held` is what the file holds as far as is known here. `history_error` says why the history
    cannot be written, "" if it can; `set_aside` is where the others' version was put if the two
    had changed the same field.
    """

    def __init__(
        self,
        path: Path,
        held: Evaluation,
        base: Evaluation | None = None,
        unkept: Sequence[Edit] = (),
    ) -> None:
        """`base` is what edits are noted upon, `unkept` what had been done until then."""
        self.path = path
        self.held = held
        self.history = History.of(path)
        self.journal = Journal(path, held if base is None else base)
        self.history_error = ""
        self.set_aside: Path | None = None
        self._kept = 0  # edits of the journal that are in the history
        self._unkept = list(unkept)
        self._typing = Typing("", "")
        self._guard = Lock()

    @property
    def unkept(self) -> tuple[Edit, ...]:
        """The edits that are not in the history yet."""
        return tuple(self._unkept)

    def note(self, edit: Edit) -> None:
        """Write an edit to the journal."""
        with self._guard:
            self._unkept.append(edit)
            self.journal.add(edit)

    def note_typing(self, path: str, text: str) -> None:
        """Write to the journal what is being typed into a field, "" when that is done with."""
        with self._guard:
            self._typing = Typing(path, text)
            self.journal.add(self._typing)

    def write(self, mine: Evaluation, edits: int) -> Merged:
        """Write a form, made by the first so many edits that are not in the history yet.

        Returns it put together with what others have written. Raises StorageError, the file as it
        was. May run in another thread than what notes edits.
        """
        try:
            with alone(self.path) as may_still:
                merged = self._merged(mine)
                self.journal.add(Saving(self._kept + edits, digest_of(merged.evaluation)))
                self.journal.sync()  # or a cut would leave it older than the file, and in doubt
                save(merged.evaluation, self.path, may_still)
                self.held = merged.evaluation
                self.keep(edits)
        except OSError as error:
            raise explain(error, self.path, "保存") from error
        with self._guard:
            # A journal that is not of what the file holds goes on until it is.
            if not self._unkept and not merged.taken and merged.evaluation == mine:
                self.journal.restart(self.held)
                self._kept = 0
                if self._typing.text:
                    self.journal.add(self._typing)
        return merged

    def keep(self, edits: int) -> None:
        """Write the first edits to the history, with what the file holds."""
        try:
            self.history.append(self._unkept[:edits], digest_of(self.held))
            with self._guard:
                del self._unkept[:edits]
                self._kept += edits
                self.journal.add(Saved(self._kept))
            self.history_error = ""
            place = place_of(self.path, KEPT)
            disk.make_folder(place.parent, 0o700)
            write_atomic(place, dumps(self.held).encode("utf-8", "backslashreplace"))
        except StorageError as error:
            self.history_error = str(error)
        except OSError as error:
            self.history_error = str(explain(error, self.path, "保存"))

    def _merged(self, mine: Evaluation) -> Merged:
        """Put what is to be written together with what somebody else has written there."""
        try:
            theirs = load(self.path)
        except StorageError:
            self._put_aside(_UNREADABLE)
            return Merged(mine, (), ())
        if theirs == self.held:
            return Merged(mine, (), ())
        merged = merge(self.held, mine, theirs)
        if merged.conflicts:
            self.set_aside = self._put_aside(_THEIRS)
        return merged

    def _put_aside(self, name: str) -> Path | None:
        """Keep what the file holds under another name; raises StorageError."""
        try:
            content = disk.read(self.path)
            stem = f"{self.path.name.removesuffix(SUFFIX)}{name}"
            path = free_path(self.path.parent, stem, SUFFIX)
            disk.write_new(path, content, synced=True)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise explain(error, self.path, "保存") from error
        return path

    def settle(self, lost: Sequence[Edit], journals: Iterable[Path]) -> None:
        """Write to the history what it lacks, and remove journals whose edits have been noted."""
        if lost:
            with suppress(StorageError):
                self.history.append(lost, digest_of(self.held))
        if self._unkept:
            self.journal.sync()
        if not self.journal.error:
            remove_journals(journals)


def last_known(path: Path) -> Evaluation | None:
    """Return what a form's file held when it was last written here, None if it never was."""
    with suppress(StorageError):
        return load(place_of(path, KEPT))
    return None
