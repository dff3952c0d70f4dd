"""A form taken up again: what its file holds, what was done after it was last written.

Edits come back from the journal of a program that did not end well; what others have changed in
the file since it was last written here is told, too.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from perftui import disk
from perftui.evaluation import fields
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.sources import ELSEWHERE, FOUND_AGAIN
from perftui.evaluation.history.undo_list import undo_list
from perftui.evaluation.merging import merge
from perftui.evaluation.model import Evaluation
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX, digest_of, load, save
from perftui.storage.form_file import last_known
from perftui.storage.history import History
from perftui.storage.journal.records import Saving, Typing
from perftui.storage.journal.recovery import Leftover, Recovery, is_based_on, leftovers, recover
from perftui.storage.workspace import free_path

_DAMAGED = "-损坏的"


@dataclass(frozen=True)
class TakenUp:
    """A form taken up again.

    `held` is what its file holds. The `edits` lead from `start` to `final`: the first `outside` of
    them were made elsewhere and are in the file already, the other ones were in no file.
    `lost_from_history` are in the file, but may be lacking in the history.
    """

    start: Evaluation
    held: Evaluation
    final: Evaluation
    edits: tuple[Edit, ...] = ()
    outside: int = 0
    lost_from_history: tuple[Edit, ...] = ()
    typing: Typing | None = None
    journals: tuple[Path, ...] = ()

    @property
    def recovered(self) -> tuple[Edit, ...]:
        """The edits that were in no file, without those that had been taken back."""
        found, applied = undo_list(self.edits[self.outside :])
        return tuple(found[:applied])

    @property
    def last_step(self) -> int:
        """The highest step of the edits, 0 without any."""
        return _last_step(self.edits)


class RestorableError(StorageError):
    """A form that cannot be read, but of which the last good content is kept here."""


def take_up(path: Path, now: datetime) -> TakenUp:
    """Read a form and what was done to it last; raises StorageError."""
    left = leftovers(path)
    try:
        held = load(path)
    except StorageError as error:
        if _is_known(path, left):
            kept = "这台电脑上留有它最后一次完好的内容，可以恢复。"
            raise RestorableError(f"{error.fault}{kept}") from None
        raise
    found = TakenUp(held, held, held, journals=tuple(one.file for one in left))
    if not any(_has_written(one, digest_of(held)) for one in left):
        found = _with_outside(found, path, now)
    return _with_recovered(found, left, now)


def restore(path: Path) -> Path | None:
    """Put the last good content of a form in the place of what cannot be read.

    Returns where the latter was put, None if there was no file. Raises StorageError.
    """
    recovery = _last_recovery(leftovers(path))
    known = recovery.base if recovery else last_known(path)
    if known is None:
        raise StorageError(f"「{shown(path)}」没有留下可以恢复的内容。")
    aside = None
    if path.exists():
        stem = f"{path.name.removesuffix(SUFFIX)}{_DAMAGED}"
        aside = free_path(path.parent, stem, ".txt")
        with suppress(FileNotFoundError):
            disk.rename(path, aside)
    save(known, path)
    return aside


def _is_known(path: Path, left: Iterable[Leftover]) -> bool:
    return _last_recovery(left) is not None or last_known(path) is not None


def _has_written(one: Leftover, digest: str) -> bool:
    """Whether a form's file, known by its content, was written by who left a journal."""
    return any(isinstance(r, Saving) and r.digest == digest for r in one.records)


def _last_recovery(left: Iterable[Leftover]) -> Recovery | None:
    found = [recovery for one in left if (recovery := recover(one.records, ""))]
    return found[-1] if found else None


def _with_outside(found: TakenUp, path: Path, now: datetime) -> TakenUp:
    """Tell what has changed in the file since it was last written here."""
    known, history = last_known(path), History.of(path)
    if known is None or known == found.held or history.last_digest() != digest_of(known):
        return found
    step = history.last_step() + 1
    edits = _step_to(known, found.held, Edit(now, "", "", None, None, step, source=ELSEWHERE))
    return replace(found, start=known, edits=edits, outside=len(edits))


def _with_recovered(found: TakenUp, left: Iterable[Leftover], now: datetime) -> TakenUp:
    """Do again what journals have and no file."""
    digest = digest_of(found.held)
    for one in left:
        recovery = recover(one.records, digest)
        if recovery is None or not (recovery.edits or recovery.kept or recovery.typing):
            continue
        if is_based_on(recovery, digest) and found.final == found.held:
            edits, final = recovery.edits, recovery.final
        else:
            final = merge(recovery.base, recovery.final, found.final).evaluation
            who = recovery.edits[-1].who if recovery.edits else ""
            step = _last_step((*found.edits, *recovery.edits)) + 1
            model = Edit(now, who, "", None, None, step, source=FOUND_AGAIN)
            edits = _step_to(found.final, final, model)
        found = replace(
            found,
            final=final,
            edits=(*found.edits, *edits),
            lost_from_history=(*found.lost_from_history, *recovery.kept),
            typing=recovery.typing or found.typing,
        )
    return found


def _last_step(edits: Iterable[Edit]) -> int:
    return max((edit.step for edit in edits), default=0)


def _step_to(old: Evaluation, new: Evaluation, model: Edit) -> tuple[Edit, ...]:
    """Return the edits of one step that make a form another one."""
    edits = []
    for path, value in merge(old, old, new).taken:
        edits.append(replace(model, path=path, old=fields.get(old, path), new=value))
        old = fields.replace(old, path, value)
    return tuple(edits)
