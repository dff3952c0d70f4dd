"""`FormLock`, a file beside a form that says who is filling it in: `.~lock.<name>#`.

It is made only where there is none, so that of two who come at once one is told of the other, and
touched while it is held, so that one that was left behind is known. It informs, it does not
protect: a form is never refused because its folder takes no lock.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Event, RLock, Thread
from weakref import finalize

from perftui import disk
from perftui.storage.holder import EVERY, Holder, content_of, holder_of, me

_START, _END = ".~lock.", "#"
_LARGEST = 4096
_TRIES = 10
_PAUSE = 0.02
_at_it = RLock()


class FormLock:
    """The lock of one form, taken and given back; at last when the program ends.

    `took_over` is who had left it behind, or whose it was until the user took it over.
    """

    def __init__(
        self,
        form: Path,
        lost: Callable[[Holder], None] | None = None,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        """`lost` is told, in a thread, who has taken it over; `pause` waits so many seconds."""
        real = Path(os.path.realpath(form))
        self.file = real.with_name(f"{_START}{real.name}{_END}")
        self.took_over: Holder | None = None
        self._lost = lost
        self._pause = pause
        self._found = b""
        self._finalizer: finalize[[], FormLock] | None = None

    def take(self) -> Holder | None:
        """Take the lock; returns who holds it if that is somebody else, else None.

        Where none can be written the form is free, too.
        """
        left_behind = None
        for _ in range(_TRIES):  # one that was left behind is cleared away first
            mine = me()
            try:
                disk.write_new(self.file, content_of(mine), 0o644)
            except FileExistsError:
                found = _read(self.file)
            except OSError:
                return None
            else:
                self._hold(mine)
                self.took_over = left_behind
                return None
            if found is None:  # it was given back meanwhile
                continue
            self._found, holder = found, holder_of(found, _quiet(self.file))
            if holder.is_here:
                return None
            if not holder.is_dead and found:
                return holder
            if holder.is_dead and _removed(self.file, found):
                left_behind = holder
            else:  # it is being written, or another program is clearing it away
                disk.pause(_PAUSE)
        return holder_of(self._found, _quiet(self.file))

    def take_over(self) -> Holder | None:
        """Take the lock from whom `take` has found, at the user's word.

        Returns who holds it if that is somebody else by now, or it cannot be taken.
        """
        found = self._found
        is_free = _removed(self.file, found)
        holder = self.take()
        if is_free and holder is None:
            self.took_over = holder_of(found)
        return holder

    def give_back(self) -> None:
        """Take the lock away, if it is the one that was taken here."""
        if self._finalizer is not None:
            self._finalizer()

    def _hold(self, holder: Holder) -> None:
        held = _Held(self.file, holder, self._lost)
        self._finalizer = finalize(self, held.end)
        Thread(target=held.keep, args=(self._pause,), name="lock", daemon=True).start()


class _Held:
    """A lock that is held: touched now and then until it is given back or another has it."""

    def __init__(self, file: Path, holder: Holder, lost: Callable[[Holder], None] | None) -> None:
        self._file = file
        self._pid = holder.pid
        self._mine = content_of(holder)
        self._lost = lost
        self._guard = RLock()  # it may be collected, and so end, at any moment
        self._over = Event()

    def keep(self, pause: Callable[[float], object] | None) -> None:
        """Touch it until it is over."""
        pause = pause or self._over.wait
        while not self._over.is_set():
            pause(EVERY)
            other = self._renew()
            if other is not None and self._lost is not None:
                self._lost(other)

    def end(self) -> None:
        """Take it away, if it is still this one, and of this process."""
        with self._guard:
            is_over = self._over.is_set()
            self._over.set()
        if not is_over and self._pid == os.getpid():
            _removed(self._file, self._mine)

    def _renew(self) -> Holder | None:
        """Touch it, make it again where it was taken away; returns who has it instead."""
        with self._guard:
            if self._over.is_set():
                return None
            found = _read(self._file)
            with suppress(OSError):
                if found == self._mine:
                    disk.touch(self._file)
                elif found is None:
                    disk.write_new(self._file, self._mine, 0o644)
            if not found or found == self._mine:
                return None
            self._over.set()
        return holder_of(found)


def clear_dead_locks(folder: Path) -> None:
    """Take away the locks in a folder that ended programs of this machine have left behind."""
    with suppress(OSError):
        for file in [file for file in folder.iterdir() if file.name.startswith(_START)]:
            content = _read(file)
            if content and holder_of(content).is_gone:
                _removed(file, content)


def _removed(file: Path, content: bytes) -> bool:
    """Take away a lock if it still is this one; False if it is not, or cannot be.

    No two programs are at it at once: one that is slow would take away the lock of the next.
    """
    name = sha256(os.fsencode(file.name) + content).hexdigest()[:16]
    right = file.with_name(f"{_START}{name}")
    is_removed = False
    with _at_it:
        if _has_right(right):
            with suppress(OSError):
                if _read(file) == content:
                    disk.remove(file)
                    is_removed = True
            with suppress(OSError):
                disk.remove(right)
    return is_removed


def _has_right(right: Path) -> bool:
    """Get the right to take a lock away; that of a program which was ended at it is cleared."""
    try:
        disk.write_new(right, content_of(me()), 0o644)
    except FileExistsError:
        content = _read(right)
        if content is None:
            return False
        holder = holder_of(content, _quiet(right))
        if not holder.is_here and holder.is_dead:
            _removed(right, content)
        return holder.is_here  # the disk has refused to take it away
    except OSError:
        return False
    return True


def _quiet(file: Path) -> float:
    """Return for how many seconds a file was not touched, by the clock of the disk it is on.

    Where that cannot be told it was touched just now.
    """
    probe = file.with_name(f"{_START}{token_hex(8)}")
    try:
        disk.write_new(probe, content_of(me()), 0o600)
        try:
            disk.touch(probe)
            return max(probe.stat().st_mtime - file.stat().st_mtime, 0.0)
        finally:
            disk.remove(probe)
    except OSError:
        return 0.0


def _read(file: Path) -> bytes | None:
    """Return what a lock holds, None where there is none; nothing where it cannot be read."""
    try:
        return disk.read(file, _LARGEST) if file.is_file() or not os.path.lexists(file) else b""
    except FileNotFoundError:
        return None
    except OSError:
        return b""
