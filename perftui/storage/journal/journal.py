"""`Journal`, the file to which each edit of an open form is written as it happens.

It lies in the user's own data folder, one for each form that is open in each process. Room for
what will be typed is reserved while the disk has some. What cannot be written waits in memory and
is tried again with the next edit.
"""

import os
import platform
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import RLock
from weakref import finalize

from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.storage.errors import explain
from perftui.storage.form_data import JOURNALS, place_of
from perftui.storage.journal.records import Begin, Left, Record, line_of
from perftui.storage.journal.syncing import Syncing
from perftui.storage.processes import start_of

_ROOM = 256 * 2**10
_numbers = count()


class Journal:
    """The records since the form's file was last as the form was; made with the first of them.

    `error` says why records cannot be written, "" where they can.
    """

    def __init__(self, form: Path, base: Evaluation, folder: Path | None = None) -> None:
        """`base` is what the form's file holds, `folder` the user's data folder."""
        self._form = form
        own = place_of(form, JOURNALS, folder)
        name = f"{own.stem}.{os.getpid()}-{next(_numbers)}{own.suffix}"
        self.file = own.with_name(name)
        self._lines = [line_of(_head(form, base))]
        self._written = self._end = self._reserved = 0
        self._descriptor: int | None = None
        self._finalizer: finalize[[int], Journal] | None = None
        self._is_made = self._is_named = False
        self._guard = RLock()
        self._syncing = Syncing(self.sync)
        self.error = ""

    @property
    def unwritten(self) -> int:
        """How many records are in memory only."""
        return len(self._lines) - self._written if self.error else 0

    def add(self, record: Record) -> None:
        """Write a record; one that cannot be written is kept for later, as `error` says."""
        with self._guard:
            self._lines.append(line_of(record, self._lines[-1]))
            self._write()
        self._syncing.note()

    def sync(self) -> None:
        """Have what was written on the disk itself; what that fails for is written anew."""
        with self._guard:
            descriptor, is_named = self._descriptor, self._is_named
        if descriptor is None:
            return
        try:
            disk.sync_content(descriptor)
            if not is_named:
                disk.sync_folder(self.file.parent)
                self._is_named = True
        except OSError as error:  # what a disk has refused to sync may be lost
            with self._guard:
                self.error = str(explain(error, self.file, "保存"))
                self._drop()

    def restart(self, base: Evaluation) -> None:
        """Begin anew: the form's file and its history hold all records, the file being `base`.

        In a new file, as a cut of the power may mix what is written over something else with that.
        """
        with self._guard:
            self._lines = [line_of(_head(self._form, base))]
            self._remove()
            self.error = ""

    def close(self) -> None:
        """Remove it: nothing in it is of use any more."""
        self._syncing.close()
        with self._guard:
            self._remove()

    def leave(self) -> None:
        """Let go of it as it is, to be found when the form is opened again."""
        if self._is_made or self.error:
            self.add(Left())
        self._syncing.close()
        self.sync()
        with self._guard:
            self._drop()

    def _write(self) -> None:
        try:
            if self._descriptor is None:
                self._make()
            assert self._descriptor is not None
            text = b"".join(self._lines[self._written :])
            self._reserve(self._descriptor, self._end + len(text))
            disk.write_at(self._descriptor, self._end, text)
        except OSError as error:
            self.error = str(explain(error, self.file, "保存"))
        else:
            self._end += len(text)
            self._written = len(self._lines)
            self.error = ""

    def _make(self) -> None:
        disk.make_folder(self.file.parent, 0o700)
        with suppress(FileNotFoundError):
            disk.remove(self.file)
        self._descriptor = disk.make_new(self.file, 0o600)
        self._is_made = True
        self._finalizer = finalize(self, _close, self._descriptor)
        self._reserved = 0

    def _reserve(self, descriptor: int, end: int) -> None:
        while self._reserved < end:
            with suppress(OSError):  # where there is no room to reserve there may be some to write
                disk.reserve(descriptor, self._reserved, _ROOM)
            self._reserved += _ROOM

    def _remove(self) -> None:
        if self._is_made:
            self._drop()
            with suppress(OSError):
                disk.remove(self.file)
            self._is_made = False

    def _drop(self) -> None:
        """Close the file; what is added next makes it anew, whole."""
        if self._finalizer is not None:
            self._finalizer()
        self._descriptor = self._finalizer = None
        self._written = self._end = 0
        self._is_named = False


def _head(form: Path, base: Evaluation) -> Begin:
    pid = os.getpid()
    return Begin(str(disk.real(form)), base, platform.node(), pid, start_of(pid))


def _close(descriptor: int) -> None:
    with suppress(OSError):
        disk.close(descriptor)
