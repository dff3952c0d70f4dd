"""The process itself: it does tasks one by one, within limits, until its parent is gone."""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO

from perftui.jobs.apart.limits import allow, confine
from perftui.jobs.apart.messages import BrokenMessageError, Message, receive, send

DONE, FAILED = b"done", b"failed"

_TASKS = {
    b"read": "perftui.jobs.apart.documents",
    b"render": "perftui.jobs.apart.templates",
    b"examine": "perftui.jobs.apart.templates",
}
"""The module of each task; the function has the name of the task and `_here`."""


def serve() -> None:
    """Do what is asked for on standard input, and answer on standard output."""
    requests, answers = _own_pipes()
    import_module(_TASKS[b"read"]).get_ready()
    inbox: SimpleQueue[Message] = SimpleQueue()
    Thread(target=_take_in, args=(requests, inbox), daemon=True).start()
    confine()
    send(answers, (DONE,))
    while True:
        seconds, name, *arguments = inbox.get()
        allow(float(seconds))
        send(answers, _answer(name, arguments))


def _answer(name: bytes, arguments: Sequence[bytes]) -> Sequence[bytes]:
    try:
        task: Callable[[Sequence[bytes]], Sequence[bytes]] = getattr(
            import_module(_TASKS[name]), f"{name.decode('ascii')}_here"
        )
        return (DONE, *task(arguments))
    except Exception as error:  # told where it can be shown
        return (FAILED, type(error).__name__.encode("utf-8"))


def _take_in(requests: IO[bytes], inbox: "SimpleQueue[Message]") -> None:
    """Take in requests; end with the parent, whatever is being done."""
    try:
        while True:
            inbox.put(receive(requests))
    except (BrokenMessageError, OSError):
        os._exit(0)


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take over the pipes; what a library reads or prints from here on is nothing."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, answers
