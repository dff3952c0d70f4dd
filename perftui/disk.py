"""Every call that changes what is on the disk, one function each, and the one that reads a file.

All of them pass one hook, so that each can be watched, and made to fail, in turn. They raise
OSError as the system does; who calls them knows which sentence that is.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

Hook = Callable[[str, tuple[Any, ...], Callable[[], Any]], Any]
"""Stands before each call: gets its name, its arguments and the call itself, returns its result."""

CALLS: list[str] = []
"""The names of all calls."""

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_hook: Hook | None = None


@contextmanager
def watched(hook: Hook) -> Iterator[None]:
    """Have every call pass a hook for a while."""
    global _hook  # noqa: PLW0603
    before, _hook = _hook, hook
    try:
        yield
    finally:
        _hook = before


def _call(function: Callable[P, R]) -> Callable[P, R]:
    name = function.__name__
    CALLS.append(name)

    @wraps(function)
    def passing(*args: P.args, **named: P.kwargs) -> R:
        if _hook is None:
            return function(*args, **named)
        result: R = _hook(name, args, partial(function, *args, **named))
        return result

    return passing


def real(path: Path) -> Path:
    """Return where a path leads, past all links; as it is where they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


@_call
def read(path: Path, most: int = -1) -> bytes:
    """Return what a file holds, of a longer one `most` bytes."""
    with path.open("rb") as file:
        if most > 0:  # room is made for as much as is asked for
            most = min(most, os.fstat(file.fileno()).st_size)
        return file.read(most)


@_call
def read_end(path: Path, most: int) -> bytes:
    """Return the last bytes of a file."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - most, 0))
        return file.read()


@_call
def make_new(path: Path, mode: int = 0o666) -> int:
    """Make a file that is not there yet, to be written; returns its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, mode)


@_call
def append_to(path: Path, mode: int = 0o600) -> int:
    """Open a file to write at its end, made where it is not there; returns its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, mode)


@_call
def write(descriptor: int, content: bytes | memoryview) -> None:
    """Write all of the content."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@_call
def write_at(descriptor: int, start: int, content: bytes) -> None:
    """Write all of the content from a place on."""
    os.lseek(descriptor, start, os.SEEK_SET)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@_call
def reserve(descriptor: int, start: int, size: int) -> None:
    """Have room for what is written next, where the system can promise it: read as zeros."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, start, size)


@_call
def set_mode(path: Path, mode: int) -> None:
    """Set who may do what with a file."""
    path.chmod(mode)


@_call
def sync(descriptor: int) -> None:
    """Have what was written on the disk itself."""
    os.fsync(descriptor)


@_call
def sync_content(descriptor: int) -> None:
    """Like `sync`, without the time of the file and the like."""
    getattr(os, "fdatasync", os.fsync)(descriptor)


@_call
def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk itself; Windows cannot, and need not."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@_call
def close(descriptor: int) -> None:
    """Close a file."""
    os.close(descriptor)


@_call
def replace(old: Path, new: Path) -> None:
    """Name a file anew, in place of what has the new name."""
    old.replace(new)


@_call
def rename(old: Path, new: Path) -> None:
    """Name a file anew; raises FileExistsError rather than taking the place of another."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a share without links, or a folder of this name
        if new.exists():
            raise FileExistsError(str(new)) from None
        old.rename(new)
    else:
        old.unlink()


@_call
def remove(path: Path) -> None:
    """Remove a file."""
    path.unlink()


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it, where they are not there, on the disk itself."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent, mode)
    make_one_folder(folder, mode)
    with suppress(OSError):
        sync_folder(folder.parent)


@_call
def make_one_folder(folder: Path, mode: int) -> None:
    """Make a folder in one that is there."""
    folder.mkdir(mode, exist_ok=True)


@_call
def touch(path: Path) -> None:
    """Set the time of a file to now, as the disk it is on counts it."""
    os.utime(path)


@_call
def pause(seconds: float) -> None:
    """Wait for another program to be done with a file."""
    time.sleep(seconds)


def write_new(path: Path, content: bytes, mode: int = 0o666, *, synced: bool = False) -> None:
    """Make a file that is not there yet; what cannot be written whole is taken away again."""
    descriptor = make_new(path, mode)
    try:
        try:
            write(descriptor, content)
            if synced:
                sync(descriptor)
        finally:
            close(descriptor)
    except BaseException:
        with suppress(OSError):
            remove(path)
        raise
