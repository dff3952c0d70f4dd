"""Work done in a process of its own: to be killed there, or to be over when it is looked at."""

import os
import pickle
import signal
import traceback
import warnings
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


class ChildError(Exception):
    """What was done in a child has failed there; the message is its traceback."""


def in_child(work: Callable[..., T], *arguments: Any) -> T:
    """Do work in a process forked from this one, and return what came of it when that has ended."""
    reading, writing = os.pipe()
    pid = fork()
    if pid == 0:
        os.close(reading)
        _do(work, arguments, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(pid, 0)
    if not content:
        raise ChildError("it ended without a word")
    failed, result = pickle.loads(content)
    if failed:
        raise ChildError(failed)
    return result  # type: ignore[no-any-return]


def fork() -> int:
    """Fork; the child must not come back from what it is for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads here are idle ones
        return os.fork()


def kill(pid: int) -> None:
    """End a process that was started here, giving it no time, and wait until it is gone."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _do(work: Callable[..., Any], arguments: tuple[Any, ...], writing: int) -> NoReturn:
    try:
        try:
            told = pickle.dumps(("", work(*arguments)))
        except BaseException:
            told = pickle.dumps((traceback.format_exc(), None))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)
