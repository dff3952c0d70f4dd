"""The whole program on a terminal of its own, forked from a process that has run it once."""

import asyncio
import fcntl
import os
import pty
import select
import struct
import termios
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from benchmarks.soak.children import kill
from benchmarks.soak.rooms import Room, room, sample
from perftui.storage.session import Session

_SIZE = (120, 40)
_QUIET = 0.15
_LABEL = "改进措施"
_LONGEST_START = 30.0


def warm_up() -> None:
    """Load what the program loads, and run it once, so that one forked from here need not."""
    import perftui.tui.form.grid.section
    import perftui.tui.form.narrative.section  # noqa: F401

    with room() as here:
        here.begin(sample(measures=""))
        asyncio.run(_visit(here))


async def _visit(here: Room) -> None:
    from perftui.tui.app import PerftuiApp

    note_left(here, "measures")
    async with PerftuiApp(here.form).run_test(size=_SIZE) as pilot:
        for key in ("a", "b", "backspace"):
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()


def note_left(here: Room, place: str) -> None:
    """Have the program begin with the room's form at a place."""
    session = Session(here.data)
    session.note_tour()
    session.leave(here.form, place)
    session.save()


class Program:
    """The program with a room's form open at a place."""

    def __init__(self, here: Room, place: str, prepare: Callable[[], object] = int) -> None:
        """`prepare` is done in the program's process before it starts."""
        note_left(here, place)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            _become(here.form, prepare)
        self._drawn = bytearray()
        self.wait_for(_LABEL, _QUIET)

    def send(self, key: str) -> float:
        """Send a key; returns when."""
        os.write(self._terminal, key.encode())
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        """Go on taking what is drawn for some seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._read(left)

    def wait_for(self, text: str, quiet: float = 0.0) -> float:
        """Wait until a text has been drawn and then nothing more for some seconds; returns when."""
        until = time.monotonic() + _LONGEST_START
        while time.monotonic() < until:
            if quiet or text.encode() not in self._drawn:
                is_quiet = not self._read(quiet or until - time.monotonic())
            else:
                is_quiet = True
            if is_quiet and text.encode() in self._drawn:
                self._drawn.clear()
                return time.monotonic()
        raise TimeoutError(f"the program does not show {text}")

    def kill(self) -> float:
        """End it, giving it no time; returns when."""
        at = time.monotonic()
        kill(self._pid)
        os.close(self._terminal)
        return at

    def _read(self, seconds: float) -> bool:
        """Take what is drawn within some seconds; False if nothing is."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if ready:
            self._drawn += os.read(self._terminal, 1 << 16)
        return bool(ready)


def _become(form: Path, prepare: Callable[[], object]) -> None:
    columns, rows = _SIZE
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        prepare()
        from perftui.tui.app import PerftuiApp

        PerftuiApp(form).run()
    finally:
        os._exit(1)
