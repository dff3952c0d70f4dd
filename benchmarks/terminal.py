"""A terminal of which a benchmark reads what a program draws, and when. POSIX only.

It answers the few questions that programs ask of it: yes to synchronised frames, nothing special
else.
"""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

SIZE = (140, 40)
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
_ALTERNATE_SCREEN = "\x1b[?1049h"
_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)
_LONGEST_WAIT = 60.0
_CHUNK = 1 << 16
_PIECE = 1 << 11


class SilentError(Exception):
    """The program did not show what was waited for, or does not stop drawing."""


class Terminal:
    """A running program, and all it has drawn so far."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        size: tuple[int, int] = SIZE,
    ) -> None:
        self.begun = time.perf_counter()
        self._drawn = bytearray()
        self._answered = 0
        self.last_byte = self.begun
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            _become(command, folder, environment, size)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def drawn(self) -> int:
        """How many bytes have been drawn."""
        return len(self._drawn)

    @property
    def written(self) -> bytes:
        """All bytes that were drawn."""
        return bytes(self._drawn)

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended by itself."""
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return bool(self._pid) and os.waitid(os.P_PID, self._pid, how) is None

    def text(self, since: int = 0) -> str:
        """Return what was written on the alternate screen since a number of bytes, in order."""
        drawn = self._drawn.decode(errors="replace")
        if since == 0:
            drawn = drawn.partition(_ALTERNATE_SCREEN)[2]
        else:
            drawn = self._drawn[since:].decode(errors="replace")
        return _CONTROL.sub("", drawn)

    def wait_for(self, shown: Callable[[str], bool], since: int = 0) -> float:
        """Read until the text drawn satisfies; return when its last byte came."""
        until = time.perf_counter() + _LONGEST_WAIT
        while not shown(self.text(since)):
            if not self._read(until - time.perf_counter()):
                raise SilentError(self.text(since)[-400:])
        return self.last_byte

    def wait_for_rest(self, quiet: float) -> float:
        """Read until nothing is drawn for some seconds; return when the last byte came."""
        until = time.perf_counter() + _LONGEST_WAIT
        while self._read(quiet):
            if time.perf_counter() > until:
                raise SilentError("it does not come to rest")
        return self.last_byte

    def send(self, keys: str) -> float:
        """Write keys as a terminal does; return when."""
        sent = time.perf_counter()
        os.write(self._screen, keys.encode())
        return sent

    def send_bytes(self, content: bytes) -> None:
        """Write bytes as fast as the program takes them, and read what it draws meanwhile."""
        for start in range(0, len(content), _PIECE):
            os.write(self._screen, content[start : start + _PIECE])
            self._drain()

    def answer_to(self, keys: str, shows: str, quiet: float) -> float:
        """Send keys; return the seconds until the frame with some text on it was complete.

        The frame is complete when nothing more comes for `quiet` seconds. Without a text any frame
        will do.
        """
        self._drain()
        since = self.drawn
        sent = self.send(keys)
        self.wait_for(lambda text: shows in text and bool(text), since)
        return self.wait_for_rest(quiet) - sent

    def processor_seconds(self) -> float | None:
        """Return how long the program has used the processor, where the system tells."""
        try:
            fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        except OSError:
            return None
        ticks = sum(map(int, fields.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> float:
        """End the program; return how many seconds it used the processor. A second time, 0."""
        if not self._pid:
            return 0.0
        os.kill(self._pid, signal.SIGKILL)
        usage = os.wait4(self._pid, 0)[2]
        os.close(self._screen)
        self._pid = 0
        return _used(usage)

    def _drain(self) -> None:
        while self._read(0):
            pass

    def _read(self, timeout: float) -> bool:
        """Read what comes within a time; False if nothing does."""
        ready, _, _ = select.select([self._screen], [], [], max(timeout, 0))
        if not ready:
            return False
        try:
            chunk = os.read(self._screen, _CHUNK)
        except OSError:  # the program has gone
            return False
        self.last_byte = time.perf_counter()
        self._drawn += chunk
        self._answer()
        return bool(chunk)

    def _answer(self) -> None:
        start = max(self._answered - max(map(len, _ANSWERS)), 0)
        asked = self._drawn[start:]
        for question, answer in _ANSWERS.items():
            place = asked.find(question)
            if place >= 0 and start + place + len(question) > self._answered:
                os.write(self._screen, answer)
        self._answered = len(self._drawn)


def _used(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _become(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], size: tuple[int, int]
) -> None:
    """Become the program, on a terminal of a size; never comes back."""
    columns, rows = size
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
