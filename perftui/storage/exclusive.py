"""One program at a time writes a form: a file beside it, there for the moment of writing only.

On shares this is as good as the share: the content of the form decides what is written, not this.
"""

import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY
from itertools import count
from pathlib import Path

from perftui import disk
from perftui.storage.processes import is_gone, start_of

_PAUSE = 0.02
_LEASE = 5.0
_MOMENT = 1.0  # one that is empty was left so when the power failed
_LONGEST = 30.0
_LARGEST = 1024
_numbers = count()
_held: set[bytes] = set()  # what this process is alone by just now


@contextmanager
def alone(path: Path) -> Iterator[Callable[[], bool]]:
    """Wait until nobody else writes a file; yields what tells whether that is still so.

    A program that has ended, or been at it for seconds, is waited for no more. Raises OSError where
    there is no end to it. Where the folder takes no such file, writing says what is the matter.
    """
    file = path.with_name(f".~{path.name}.saving")
    mine = _me()
    _held.add(mine)
    is_made = False
    try:
        is_made = _take(file, mine)
        yield lambda: not is_made or _content(file) == mine
    finally:
        _held.discard(mine)
        if is_made and _content(file) == mine:
            with suppress(OSError):
                disk.remove(file)


def _take(file: Path, mine: bytes) -> bool:
    """Make the file, when nobody else has it; False if none can be made."""
    seen, since = b"", 0.0
    waited = 0.0
    while waited < _LONGEST:
        try:
            disk.write_new(file, mine, 0o644)
        except FileExistsError:
            found = _content(file)
        except OSError:
            return False
        else:
            return True
        if found != seen:
            seen, since = found, waited
        if _has_ended(found) or waited - since >= (_LEASE if found else _MOMENT):
            _clear(file, found)
        disk.pause(_PAUSE)
        waited += _PAUSE
    raise OSError(EBUSY, "别的程序一直在写这个文件，请稍后再试")


def _clear(file: Path, found: bytes) -> None:
    """Take away what was left behind, unless it is another's by now."""
    aside = file.with_name(f"{file.name}.{os.getpid()}-{next(_numbers)}")
    with suppress(OSError):
        disk.replace(file, aside)
        if _content(aside) != found:
            disk.rename(aside, file)
        else:
            disk.remove(aside)


def _me() -> bytes:
    pid = os.getpid()
    data = {"host": platform.node(), "pid": pid, "started": start_of(pid), "n": next(_numbers)}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _has_ended(content: bytes) -> bool:
    """Whether whoever was alone is done; it may have failed to take its file away."""
    try:
        data = json.loads(content)
        if data["host"] != platform.node():
            return False
        pid, started = int(data["pid"]), str(data["started"])
        is_own = pid == os.getpid() and started == start_of(pid)
        return content not in _held if is_own else is_gone(pid, started)
    except (ValueError, KeyError, TypeError):
        return False


def _content(file: Path) -> bytes:
    try:
        return disk.read(file, _LARGEST)
    except OSError:
        return b""
