"""`ask`: have a task done apart, by a process that is kept for the next task."""

import atexit
from collections.abc import Sequence

from perftui.jobs.apart.messages import Message
from perftui.jobs.apart.process import DiedError, Process, TooLongError, Waiting

__all__ = ["DiedError", "TooLongError", "Waiting", "ask", "nothing"]

_idle: list[Process] = []


def nothing() -> None:
    """Be called while a task is done, and let it go on."""


def ask(message: Sequence[bytes], seconds: float, waiting: Waiting = nothing) -> Message:
    """Have a task done: the first part of a message is its name, the others what it works on.

    `seconds` are those it may take. Raises TooLongError, DiedError where it has ended its process,
    and what `waiting` raises.
    """
    process = _taken()
    process_seconds = str(seconds).encode("ascii")
    answer = process.ask((process_seconds, *message), seconds, waiting)
    _give_back(process)
    return answer


def _taken() -> Process:
    """Return a process that nobody else asks: two threads have two."""
    while _idle:
        try:
            process = _idle.pop()
        except IndexError:  # another thread was faster
            break
        if process.is_fit:
            return process
        process.end()
    return Process()


def _give_back(process: Process) -> None:
    _idle.append(process)
    while len(_idle) > 1:
        _idle.pop(0).end()


def end_all() -> None:
    """End the process that is kept."""
    while _idle:
        _idle.pop().end()


atexit.register(end_all)
