"""`Document`, an evaluation open for editing: the one way to change a form.

It owns the evaluation and the list of edits made to it; undo and redo walk that list. All that was
done, undone and done again goes into the history of the form when it is saved.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.history.edits import Edit, Kind
from perftui.evaluation.model import Evaluation, Stated
from perftui.evaluation.profile import load_profile
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import SUFFIX, load, save, stamp_of
from perftui.storage.history import History
from perftui.storage.user_data import login_name
from perftui.storage.workspace import free_path

_CLAUSE_ENDS = "。；！？，、：\n;!?,"


def _now() -> datetime:
    return datetime.now(UTC)


class Document:
    """An evaluation, its file if it has one, and the edits that led to it."""

    def __init__(
        self,
        evaluation: Evaluation,
        path: Path | None = None,
        who: str = "",
        clock: Callable[[], datetime] = _now,
        past: History | None = None,
    ) -> None:
        """`past` is where the history of the form is kept; without it there is only the present."""
        self.evaluation = evaluation
        self.path = path
        self.profile = load_profile(evaluation.profile)
        self._who = who
        self._clock = clock
        self._edits: list[Edit] = []
        self._applied = 0
        self._past = past
        self._unkept: list[Edit] = []
        self._step = past.last_step() if past else 0
        self._typing: str | None = None
        self._typed = 0
        self._saved = evaluation
        self._stamp = None if path is None else stamp_of(path)
        self.history_error = ""
        self.set_aside: Path | None = None

    @classmethod
    def open(cls, path: Path, who: str | None = None) -> "Document":
        """Open an evaluation file in the name of the user, or of another; raises StorageError."""
        evaluation = load(path)
        return cls(evaluation, path, login_name() if who is None else who, past=History.of(path))

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force, oldest first."""
        return tuple(self._edits[: self._applied])

    def history(self) -> tuple[Edit, ...]:
        """Return all edits since there is a history, with what was undone and done again.

        Reads a file. Where it cannot be read `history_error` says why.
        """
        unkept = tuple(self._unkept)
        try:
            return (*(self._past.read() if self._past else ()), *unkept)
        except StorageError as error:
            self.history_error = str(error)
            return unkept

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what the document holds."""
        return self._saved is self.evaluation or self._saved == self.evaluation

    def show(self, path: str) -> str:
        """Return a field as it is edited."""
        return fields.show(self.evaluation, path, self.profile)

    def set(self, path: str, typed: str) -> None:
        """Put what was typed into a field; what cannot be read is kept as typed, marked."""
        self.put(path, fields.read(path, typed, self.profile))

    def type(self, path: str, typed: str) -> None:
        """Like `set`, for text on its way: a run of typing undoes clause by clause.

        Deleting more than a character at once begins a step of its own.
        """
        value = fields.read(path, typed, self.profile)
        if fields.get(self.evaluation, path) == value:
            return
        extends = self._typing == path and self._applied == len(self._edits) > 0
        old = self._edits[-1].new if extends else None
        has_ended = isinstance(old, str) and _clause_ended(old, typed)
        has_cut = len(typed) < self._typed - 1
        self.put(path, value, same_step=extends and not has_ended and not has_cut)
        self._typing, self._typed = path, len(typed)

    def put(self, path: str, value: Any, *, same_step: bool = False) -> None:
        """Put a value into a field; `same_step` makes it undo with the edit before."""
        self._typing = None
        if fields.get(self.evaluation, path) == value:
            return
        if not same_step:
            self._step += 1
        self._record(path, value)
        stated = self._stated_after(path)
        if stated != self.evaluation.stated:
            self._record("stated", stated)

    def put_all(self, values: Iterable[tuple[str, Any]]) -> None:
        """Put values into several fields in one step."""
        step = self._step
        for path, value in values:
            self.put(path, value, same_step=self._step > step)

    def undo(self) -> str | None:
        """Take the last step back; returns the path of the field it was about."""
        return self._walk(self._applied - 1, back=True)

    def redo(self) -> str | None:
        """Do the step again that was last undone; returns its field's path."""
        return self._walk(self._applied, back=False)

    def save(self) -> None:
        """Write the file if it is not up to date, then the history; raises StorageError.

        What somebody else has written there meanwhile is put aside first, as `set_aside` says.
        Nothing is lost then. A history that cannot be written does not keep the form from being
        saved: `history_error` says why, and what is lacking is written the next time.
        """
        if self.path is not None and not self.is_saved:
            current = self.evaluation
            self._put_aside(self.path)
            save(current, self.path)
            self._saved, self._stamp = current, stamp_of(self.path)
        if self._past is not None and self._unkept:
            self._keep(self._past)

    def _put_aside(self, path: Path) -> None:
        """Keep what the file holds under another name, if it is not what was read or saved here."""
        if stamp_of(path) in (self._stamp, None):
            return
        try:
            theirs = load(path)
        except StorageError:
            return  # what cannot be read is no form that somebody has written on
        if theirs not in (self._saved, self.evaluation):
            stem = f"{path.name.removesuffix(SUFFIX)}-外面改的"
            self.set_aside = free_path(path.parent, stem, SUFFIX)
            save(theirs, self.set_aside)

    def _keep(self, past: History) -> None:
        try:
            past.append(self._unkept)
            self._unkept.clear()
            self.history_error = ""
        except StorageError as error:
            self.history_error = str(error)

    def _record(self, path: str, value: Any) -> None:
        old = fields.get(self.evaluation, path)
        del self._edits[self._applied :]
        edit = Edit(self._clock(), self._who, path, old, value, self._step)
        self._edits.append(edit)
        self._unkept.append(edit)
        self._applied += 1
        self.evaluation = fields.replace(self.evaluation, path, value)

    def _walk(self, index: int, *, back: bool) -> str | None:
        if not 0 <= index < len(self._edits):
            return None
        self._typing = None
        step, path = self._edits[index].step, None
        while 0 <= index < len(self._edits) and self._edits[index].step == step:
            edit = self._edits[index]
            path = edit.path if back or path is None else path
            old, new = (edit.new, edit.old) if back else (edit.old, edit.new)
            kind: Kind = "undo" if back else "redo"
            now = self._clock()
            self._unkept.append(Edit(now, self._who, edit.path, old, new, step, kind))
            self.evaluation = fields.replace(self.evaluation, edit.path, new)
            self._applied += -1 if back else 1
            index += -1 if back else 1
        return path

    def _stated_after(self, path: str) -> Stated | None:
        """Forget what the imported document printed for figures that this edit changes."""
        stated, step = self.evaluation.stated, fields.parse_path(path)
        stale = fields.STATED_FROM.get(step.field, ())
        if stated is None or step.sub not in (None, "weight", "score"):
            return stated
        return stated.model_copy(update=dict.fromkeys(stale))


def _clause_ended(old: str, new: str) -> bool:
    """Whether the typing before `new` had come to the end of a clause."""
    return len(new) > len(old) and old.endswith(tuple(_CLAUSE_ENDS))
