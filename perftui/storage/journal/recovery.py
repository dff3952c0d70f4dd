"""What a journal tells of a form whose program did not end well: pure, but for finding journals."""

import platform
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from perftui import disk
from perftui.evaluation import fields
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.model import Evaluation
from perftui.storage import processes
from perftui.storage.evaluation_file import digest_of
from perftui.storage.form_data import JOURNALS, places_of
from perftui.storage.journal.records import (
    Begin,
    Left,
    Record,
    Saved,
    Saving,
    Typing,
    records_in,
)
from perftui.storage.processes import is_gone

_LARGEST = 64 * 2**20


@dataclass(frozen=True)
class Leftover:
    """A journal that a process of this machine has left behind."""

    file: Path
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Recovery:
    """What was done to a form after its file was last written.

    `kept` are edits that the file holds already, though its history may not. `edits` are in no
    file: they lead from `base` to `final`. `typing` was not taken yet.
    """

    base: Evaluation
    final: Evaluation
    kept: tuple[Edit, ...] = ()
    edits: tuple[Edit, ...] = ()
    typing: Typing | None = None


def leftovers(form: Path, folder: Path | None = None) -> tuple[Leftover, ...]:
    """Return what has been left behind of a form; `folder` is the user's data folder.

    A file that cannot be read, or that a process at work is writing, is passed over. The one that
    was written last comes last.
    """
    found = []
    for file in places_of(form, JOURNALS, folder):
        try:
            records = tuple(records_in(disk.read(file, _LARGEST)))
        except OSError:
            continue
        if _is_left(file, records) if records else _is_nobodys(file):
            found.append(Leftover(file, records))
    return tuple(sorted(found, key=_last_time))


def remove_journals(files: Iterable[Path]) -> None:
    """Remove journals of which nothing is of use any more, so that no cut brings them back."""
    folders = set()
    for file in files:
        with suppress(OSError):
            disk.remove(file)
            folders.add(file.parent)
    for folder in folders:
        with suppress(OSError):
            disk.sync_folder(folder)


def recover(records: Iterable[Record], digest: str) -> Recovery | None:
    """Return what a journal has that a form's file, known by the digest of its content, has not.

    An unknown digest is that of a file that was changed elsewhere, or cannot be read. None for a
    journal without a head.
    """
    head, *rest = tuple(records) or (None,)
    if not isinstance(head, Begin):
        return None
    edits = [record for record in rest if isinstance(record, Edit)]
    saved = max((one.edits for one in rest if isinstance(one, Saved)), default=0)
    at = max(
        (one.edits for one in rest if isinstance(one, Saving) and one.digest == digest),
        default=saved,
    )
    base = _after(head.base, edits[:at])
    typing = [record for record in rest if isinstance(record, Typing | Edit)][-1:]
    return Recovery(
        base,
        _after(base, edits[at:]),
        tuple(edits[saved:at]),
        tuple(edits[at:]),
        next((one for one in typing if isinstance(one, Typing) and one.text), None),
    )


def is_based_on(recovery: Recovery, digest: str) -> bool:
    """Whether the edits follow upon just what the form's file holds."""
    return digest_of(recovery.base) == digest


def _after(form: Evaluation, edits: Iterable[Edit]) -> Evaluation:
    for edit in edits:
        form = fields.replace(form, edit.path, edit.new)
    return form


def _is_left(file: Path, records: Sequence[Record]) -> bool:
    """Whether the process that wrote a journal, one of this machine, is done with it."""
    head = records[0]
    if not isinstance(head, Begin) or head.host != platform.node():
        return False
    if isinstance(records[-1], Left):
        return True
    return is_gone(head.pid, head.started) if processes.TELLS else _is_open_nowhere(file)


def _is_nobodys(file: Path) -> bool:
    """Whether a journal without a head, known by its name alone, is not one just begun."""
    number = file.stem.rpartition(".")[2].partition("-")[0]
    return not number.isdecimal() or not processes.TELLS or is_gone(int(number), "")


def _is_open_nowhere(file: Path) -> bool:
    """Whether no process has a file open, on a system that does not rename one that is."""
    try:
        disk.replace(file, file)
    except OSError:
        return False
    return True


def _last_time(leftover: Leftover) -> float:
    times = (one.time.timestamp() for one in leftover.records if isinstance(one, Edit))
    return max(times, default=0.0)
