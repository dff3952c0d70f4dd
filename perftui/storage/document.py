"""`Document`, an evaluation open for editing: the one way to change a form.

It owns the evaluation and the list of edits made to it; undo and redo walk that list, and beyond
it the history that earlier sessions have left. Each edit goes to the journal as it is made.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError
from perftui.evaluation.history.edits import Edit, Kind
from perftui.evaluation.history.sources import MERGED
from perftui.evaluation.history.undo_list import reaches_back, undo_list
from perftui.evaluation.merging import Conflict, Merged, merge
from perftui.evaluation.merging.choosing import where_now
from perftui.evaluation.model import Evaluation, Stated
from perftui.evaluation.profile import load_profile
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load
from perftui.storage.form_file import FormFile
from perftui.storage.past import Past
from perftui.storage.taking_up import TakenUp, take_up
from perftui.storage.user_data import login_name

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
    ) -> None:
        """Open what a file holds, or what is to be written to one; without one it is not kept."""
        self.evaluation = evaluation
        self.profile = load_profile(evaluation.profile)
        self._file = None if path is None else FormFile(path, evaluation)
        self._who = who
        self._clock = clock
        self._guard = RLock()
        self._edits: list[Edit] = []
        self._unfiled: list[Edit] = []
        self._applied = 0
        self._past: Past | None = None
        self._step = 0
        self._typing: str | None = None
        self._typed = 0
        self._source = ""
        self._written: tuple[Evaluation, Merged] | None = None
        self.taken_up: TakenUp | None = None

    @classmethod
    def open(
        cls, path: Path, who: str | None = None, clock: Callable[[], datetime] = _now
    ) -> "Document":
        """Open an evaluation file in the name of the user, or of another; raises StorageError.

        What a program that did not end well had not saved is there again, as `recovered` says.
        """
        found = take_up(path, clock())
        document = cls(found.held, path, login_name() if who is None else who, clock)
        document._take_up(FormFile(path, found.held, found.start), found)
        return document

    @classmethod
    def look_at(cls, path: Path) -> "Document":
        """Open an evaluation file to read it and its history only; raises StorageError."""
        return cls(load(path), path)

    @property
    def path(self) -> Path | None:
        """The file."""
        return self._file.path if self._file else None

    @property
    def journal_error(self) -> str:
        """Why edits cannot be written as they are made, "" if they can."""
        return self._file.journal.error if self._file else ""

    @property
    def unwritten(self) -> int:
        """How many edits are in memory only."""
        return self._file.journal.unwritten if self._file else 0

    @property
    def history_error(self) -> str:
        """Why the history cannot be read or written, "" if it can."""
        return self._file.history_error if self._file else ""

    def take_set_aside(self) -> Path | None:
        """Return where what others have written was put aside, once."""
        if self._file is None:
            return None
        path, self._file.set_aside = self._file.set_aside, None
        return path

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force since the form was opened, oldest first."""
        return tuple(self._edits[: self._applied])

    def history(self) -> tuple[Edit, ...]:
        """Return all edits since there is a history, with what was undone and done again.

        Reads a file. Where it cannot be read `history_error` says why.
        """
        if self._file is None:
            return tuple(self._unfiled)
        unkept = self._file.unkept
        try:
            return (*self._file.history.read(), *unkept)
        except StorageError as error:
            self._file.history_error = str(error)
            return unkept

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what the document holds."""
        held = self._file.held if self._file else None
        return held is self.evaluation or held == self.evaluation

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

    @contextmanager
    def coming_from(self, source: str) -> Iterator[None]:
        """Note of what is changed within where it comes from, in words for people."""
        before, self._source = self._source, source
        try:
            yield
        finally:
            self._source = before

    def note_typing(self, path: str, text: str) -> None:
        """Keep what is being typed into a field and not taken yet, "" when that is done with."""
        if self._file is not None:
            self._file.note_typing(path, text)

    def undo(self) -> str | None:
        """Take the last step back; returns the path of the field it was about."""
        if self._applied == 0:
            self._reach_back()
        return self._walk(self._applied - 1, back=True)

    def redo(self) -> str | None:
        """Do the step again that was last undone; returns its field's path."""
        if not self._edits:
            self._reach_back()
        return self._walk(self._applied, back=False)

    def save(self) -> tuple[Conflict, ...]:
        """Write the file if it is not up to date, then the history; raises StorageError.

        Nothing is lost then. What somebody else has written there meanwhile is put together with
        what was done here; returns what both have changed. A history that cannot be written does
        not keep the form from being saved: `history_error` says why.
        """
        self.write()
        return self.take_in()

    def write(self) -> None:
        """Write the file and the history, in any thread; `take_in` is to follow. As `save`."""
        if self._file is None:
            return
        with self._guard:
            current, edits = self.evaluation, len(self._file.unkept)
        if not self.is_saved:
            self._written = (current, self._file.write(current, edits))
        elif edits:
            self._file.keep(edits)

    def take_in(self) -> tuple[Conflict, ...]:
        """Take over what others had written; returns what has been changed there and here."""
        written, self._written = self._written, None
        if written is None:
            return ()
        was, merged = written
        if merged.evaluation == was:
            return where_now(merged.conflicts, was, self.evaluation)
        now = merge(was, self.evaluation, merged.evaluation)
        with self.coming_from(MERGED):
            self.put_all(now.taken)
        self.evaluation = now.evaluation  # with keys that no edit reaches
        self.profile = load_profile(self.evaluation.profile)
        told = {conflict.path for conflict in now.conflicts}  # what was typed while it was written
        before = where_now(merged.conflicts, merged.evaluation, now.evaluation)
        return (*now.conflicts, *(one for one in before if one.path not in told))

    def keep_at(self, path: Path) -> None:
        """Have another file for the form from now on; it is written when it is saved."""
        before = self._file
        unkept = before.unkept if before else self._unfiled
        self._file = FormFile(path, Evaluation(), self.evaluation, unkept)
        if before:
            before.journal.close()

    def close(self, *, gives_up: bool = False) -> None:
        """Let go of the file; what is not saved is found when it is opened again, or given up."""
        if self._file is None:
            return
        if self.is_saved and not gives_up:
            with suppress(StorageError):
                self.write()
        if gives_up or not self._file.unkept:
            self._file.journal.close()
        else:
            self._file.journal.leave()

    def _take_up(self, file: FormFile, found: TakenUp) -> None:
        self._file = file
        file.settle(found.lost_from_history, ())
        self._past = Past.leading_to(found.start, file.path)
        self._step = max(file.history.last_step(), found.last_step)
        for edit in found.edits:
            file.note(edit)
        file.settle((), found.journals)
        self._edits, self._applied = undo_list(found.edits)
        if self._past is not None and reaches_back(found.edits):
            self._edits, self._applied = undo_list((*self._past.read(), *found.edits))
            self._past = None
        self.evaluation = found.final
        self.taken_up = found

    def _reach_back(self) -> None:
        """Put the steps of earlier sessions before those of this one."""
        past, self._past = self._past, None
        if past is not None:
            edits, applied = past.undo_list()
            self._edits[:0] = edits[:applied] if self._edits else edits
            self._applied += applied

    def _record(self, path: str, value: Any) -> None:
        old = fields.get(self.evaluation, path)
        with self._guard:
            del self._edits[self._applied :]
            edit = Edit(self._clock(), self._who, path, old, value, self._step, source=self._source)
            self._edits.append(edit)
            self._applied += 1
            self._put(edit)

    def _put(self, edit: Edit) -> None:
        if self._file is not None:
            self._file.note(edit)
        else:
            self._unfiled.append(edit)
        self.evaluation = fields.replace(self.evaluation, edit.path, edit.new)

    def _walk(self, index: int, *, back: bool) -> str | None:
        if not 0 <= index < len(self._edits):
            return None
        self._typing = None
        step, path = self._edits[index].step, None
        with self._guard:
            while 0 <= index < len(self._edits) and self._edits[index].step == step:
                edit = self._edits[index]
                old, new = (edit.new, edit.old) if back else (edit.old, edit.new)
                if not self._holds(edit.path, old):
                    break  # a history that does not lead here
                path = edit.path if back or path is None else path
                kind: Kind = "undo" if back else "redo"
                self._put(Edit(self._clock(), self._who, edit.path, old, new, step, kind))
                self._applied += -1 if back else 1
                index += -1 if back else 1
        return path

    def _holds(self, path: str, value: Any) -> bool:
        try:
            return bool(fields.get(self.evaluation, path) == value)
        except (FieldError, IndexError):
            return False

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
