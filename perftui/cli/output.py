"""How commands speak: results to stdout, messages to stderr, in safe UTF-8."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable
from textwrap import indent
from typing import Any, TextIO

from perftui.evaluation.safe_text import UNSAFE, safe_text

DONE, FOUND, FAILED, CRASHED = 0, 1, 2, 70


def say(text: str = "") -> None:
    """Print a result."""
    print(safe_text(text))


def say_line(text: str) -> None:
    """Print a result that is one line, whatever the texts in it hold."""
    print(_one_line(text))


def complain(text: str) -> None:
    """Print a message to stderr, on one line."""
    print(_one_line(text), file=sys.stderr)


def say_json(data: Any) -> None:
    """Print data as JSON, Chinese as it is."""
    print(_as_json(data))


def say_json_line(data: Any) -> None:
    """Print data as JSON on one line."""
    print(_as_json(data, None))


def say_json_list(items: Iterable[Any]) -> None:
    """Print an array as JSON, each item as it comes."""
    before = "[\n"
    for item in items:
        print(f"{before}{indent(_as_json(item), '  ')}", end="")
        before = ",\n"
    print("[]" if before == "[\n" else "\n]")


def on_terminal() -> bool:
    """Whether a person sits at keyboard and screen; a closed stream is None."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def speak_utf8() -> None:
    """Print and read UTF-8 whatever the locale says."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def flush() -> None:
    """Write out what is buffered, so that a failure shows here and not while Python leaves."""
    if sys.stdout is not None:
        sys.stdout.flush()


def hang_up(*streams: TextIO) -> None:
    """Drop what streams still hold: their reader has left, or there is no room for it."""
    for stream in streams:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _as_json(data: Any, step: int | None = 2) -> str:
    """Return data as JSON; what a terminal would obey is written as JSON spells it."""
    text = json.dumps(data, ensure_ascii=False, indent=step)
    return UNSAFE.sub(lambda unsafe: json.dumps(unsafe[0])[1:-1], text)


def _one_line(text: str) -> str:
    return " ".join(safe_text(text).splitlines())
