"""A terminal asked how many cells wide it draws a text.

The text is printed and the cursor's place asked for; a terminal that does not answer is not waited
for long. The line is cleared afterwards.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ASK, _CLEAR_LINE = "\x1b[6n", "\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[\d{1,5};(\d{1,5})R")
_PATIENCE = 0.5
_LONGEST_ANSWER = 256


def width_drawn(text: str) -> int | None:
    """Return how many cells a text takes on the terminal; None where that cannot be asked."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return None
    sys.stdout.flush()
    return ask(sys.stdin.fileno(), sys.stdout.fileno(), text)


def ask(keyboard: int, screen: int, text: str, patience: float = _PATIENCE) -> int | None:
    """Ask the terminal of two file descriptors, waiting so many seconds for each part."""
    try:
        with _unechoed(keyboard):
            os.write(screen, f"\r{text}{_ASK}".encode())
            column = _answer(keyboard, patience)
            os.write(screen, _CLEAR_LINE.encode())
    except (ImportError, OSError, ValueError):
        return None  # no terminal of this kind, such as a Windows console
    return None if column is None else column - 1


def _answer(keyboard: int, patience: float) -> int | None:
    import select

    told = b""
    while len(told) < _LONGEST_ANSWER:
        if not select.select([keyboard], [], [], patience)[0]:
            return None
        piece = os.read(keyboard, 64)
        told += piece
        if found := _ANSWER.search(told):
            return int(found[1])
        if not piece:
            return None
    return None


@contextmanager
def _unechoed(keyboard: int) -> Iterator[None]:
    """Let what is typed neither be shown nor wait for a line's end, and undo that afterwards."""
    import termios
    import tty

    try:
        before = termios.tcgetattr(keyboard)
        tty.setcbreak(keyboard)
    except termios.error as error:
        raise OSError(*error.args) from None
    try:
        yield
    finally:
        # An answer that comes late is thrown away with what else was typed meanwhile.
        termios.tcsetattr(keyboard, termios.TCSAFLUSH, before)


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False
