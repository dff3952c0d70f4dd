"""How much a template of a unit may do in one rendering: steps, characters, time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jinja2.exceptions import SecurityError

MOST_STEPS = 300_000
MOST_CHARACTERS = 20_000_000
MOST_SECONDS = 4.0


class RefusedError(SecurityError):
    """What a template may not do, and its line where that is known. The message is Chinese."""

    def __init__(self, message: str | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _Left:
    """What is left to a template that is being rendered."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.characters = MOST_CHARACTERS
        self.until = time.monotonic() + MOST_SECONDS


_left: ContextVar[_Left | None] = ContextVar("left", default=None)


@contextmanager
def within_bounds() -> Iterator[None]:
    """Render a template in here and it is stopped with RefusedError when it goes too far."""
    token = _left.set(_Left())
    try:
        yield
    finally:
        _left.reset(token)


def count_step(steps: int = 1) -> None:
    """Count a step, or several; raises RefusedError where there were too many, or no time left."""
    if left := _left.get():
        left.steps -= steps
        if left.steps < 0 or time.monotonic() > left.until:
            raise RefusedError("要做的步骤太多，请检查循环和宏有没有完")


def count_characters(characters: int) -> None:
    """Count characters that are put together; raises RefusedError where they are too many."""
    if left := _left.get():
        left.characters -= characters
        if left.characters < 0:
            raise RefusedError("印出来的内容太长，请检查有没有多余的循环")
