"""A process of its own as its parent sees it: asked, waited for, ended."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from perftui.jobs.apart.messages import BrokenMessageError, Message, receive, send

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from perftui.jobs.apart.child import serve; serve()"
)
_TO_START = 60.0
_TO_END = 5.0
_TICK = 0.25
_MOST_TASKS = 300  # then it is replaced: memory that is never given back counts, too

Waiting = Callable[[], None]
"""Called several times a second while a process is at work; what it raises ends the process."""


class TooLongError(Exception):
    """A task was not done in the time it had."""


class DiedError(Exception):
    """A process has ended, or could not be started."""


class Process:
    """A process that does one task at a time, whose limits it sets itself."""

    def __init__(self) -> None:
        """Start it; raises DiedError where that cannot be done."""
        self._tasks = 0
        self._is_ready = False
        try:
            self._process = _started()
        except (OSError, ValueError) as error:
            raise DiedError(str(error)) from error

    @property
    def is_fit(self) -> bool:
        """Whether it can do another task."""
        return self._tasks < _MOST_TASKS and self._process.poll() is None

    def ask(self, message: Sequence[bytes], seconds: float, waiting: Waiting) -> Message:
        """Have a task done and return what comes of it.

        Raises TooLongError, DiedError, and what `waiting` raises; the process has ended then.
        """
        self._tasks += 1
        try:
            if not self._is_ready:
                self._answer((), _TO_START, waiting)
                self._is_ready = True
            return self._answer(message, seconds, waiting)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_TO_END)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _answer(self, message: Sequence[bytes], seconds: float, waiting: Waiting) -> Message:
        """Send a message, if there is one, and wait for what comes back."""
        answers: SimpleQueue[Message | None] = SimpleQueue()
        exchanging = Thread(target=self._exchange, args=(message, answers), daemon=True)
        exchanging.start()
        try:
            answer = _wait_for(answers, seconds, waiting)
        except BaseException:
            self._process.kill()  # which ends the exchange
            raise
        finally:
            exchanging.join(_TO_END)
        if answer is None:
            raise DiedError
        return answer

    def _exchange(self, message: Sequence[bytes], answers: "SimpleQueue[Message | None]") -> None:
        into, out_of = self._process.stdin, self._process.stdout
        answer = None
        if into is not None and out_of is not None:
            with suppress(OSError, ValueError, MemoryError, BrokenMessageError):
                if message:
                    send(into, message)
                answer = receive(out_of)
        answers.put(answer)


def _started() -> "subprocess.Popen[bytes]":
    """Start Python on nothing but the paths of this one, without a terminal or its interrupts.

    Neither the folder it is started in nor the user's settings of Python say what it runs.
    """
    paths = [str(Path(path).resolve()) for path in sys.path if path]
    command = [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, *paths]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).anchor,
        start_new_session=os.name == "posix",
        creationflags=flags,
    )


def _wait_for(
    answers: "SimpleQueue[Message | None]", seconds: float, waiting: Waiting
) -> Message | None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        with suppress(Empty):
            return answers.get(timeout=min(left, _TICK))
        waiting()
    raise TooLongError
