"""What is kept of a failure of perftui itself: where in the program it was, no word of a form.

A message, a value or a line of data may hold what the user wrote, so a report has none: types of
exceptions, places in the program, versions, and what kind of terminal it was.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from perftui import __version__, disk
from perftui.storage.user_data import data_folder

_KEPT = 10
_DEEPEST = 8
_MOST_PLACES = 60
_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8")
_PLAIN = re.compile(r"[\w.@:+-]{1,40}", re.ASCII)
_PACKAGES = ("textual", "rich", "pydantic")
_PROGRAM = re.compile(
    r"(?:^|[/\\])(?:site-packages|lib[/\\]python[\d.]+|Lib)[/\\]([\w./\\-]+\.py)$"
)
_HERE = Path(__file__).parents[1]


def keep_report(error: BaseException) -> Path | None:
    """Write down where a failure was, for its maintainers; None where it cannot be written."""
    now = datetime.now(UTC)
    path = data_folder() / "crashes" / f"{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
    try:
        disk.make_folder(path.parent, 0o700)
        disk.write_new(path, report(error, now).encode("ascii", "replace"), 0o600)
    except OSError:
        return None
    _forget_old(path.parent)
    return path


def report(error: BaseException, now: datetime) -> str:
    """Return what is told of a failure: facts about the program and the terminal."""
    return "\n".join([f"{now:%Y-%m-%d %H:%M:%S} UTC", *_surroundings(), *_failure(error), ""])


def _surroundings() -> Iterator[str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    yield f"perftui {__version__}"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"
    for name in _VARIABLES:
        if value := os.environ.get(name):
            yield f"{name}={value if _PLAIN.fullmatch(value) else '(unusual)'}"
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        with suppress(AttributeError, ValueError, OSError):
            yield f"{name}: {stream.encoding}, {'terminal' if stream.isatty() else 'no terminal'}"
    with suppress(OSError, AttributeError, ValueError):
        columns, lines = os.get_terminal_size(sys.__stderr__.fileno())  # type: ignore[union-attr]
        yield f"size: {columns}x{lines}"


def _failure(error: BaseException, depth: int = 0) -> Iterator[str]:
    """Yield an exception with its places, the latest call last, then what it came from."""
    number = f" [{error.errno}]" if isinstance(error, OSError) and error.errno else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{number}"
    yield from _places(error)
    if depth == _DEEPEST:
        return
    from_others = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    context = None if error.__suppress_context__ else error.__context__
    for other in (*from_others[:_DEEPEST], error.__cause__ or context):
        if other is not None:
            yield "from"
            yield from _failure(other, depth + 1)


def _places(error: BaseException) -> list[str]:
    places = [
        f"  {_file_name(frame.f_code.co_filename)}:{line}{_function(frame.f_code)}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    if len(places) <= _MOST_PLACES:
        return places
    half = _MOST_PLACES // 2
    return [*places[:half], f"  ({len(places) - 2 * half} more)", *places[-half:]]


def _file_name(name: str) -> str:
    """Return the file of a line of code as it is called within its program."""
    path = Path(name)
    if path.is_relative_to(_HERE):
        return f"perftui/{path.relative_to(_HERE).as_posix()}"
    found = _PROGRAM.search(name)
    return found[1].replace("\\", "/") if found else _ELSEWHERE


_ELSEWHERE = "(elsewhere)"


def _function(code: object) -> str:
    """Return the name of a function of a program; that of a template is its author's text."""
    name, file = getattr(code, "co_qualname", ""), getattr(code, "co_filename", "")
    return f" {name}" if name and _file_name(file) != _ELSEWHERE else ""


def _forget_old(folder: Path) -> None:
    with suppress(OSError):
        for path in sorted(folder.glob("*.txt"))[:-_KEPT]:
            disk.remove(path)
