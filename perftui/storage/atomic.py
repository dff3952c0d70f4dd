"""Write a file so that at every moment either the old or the new one is whole."""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY, EINVAL, ENOSYS, ENOTSUP, EPERM, ETXTBSY
from hashlib import sha256
from itertools import count
from pathlib import Path

from perftui import disk
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.processes import is_alive

_ENDING = ".tmp"
_MOST_LETTERS = 40
_numbers = count()

# Who reads a file on Windows, a virus scanner or an indexer, keeps it from being replaced.
_BUSY_ON_WINDOWS = frozenset((5, 32, 33))
_BUSY = frozenset((EBUSY, ETXTBSY))
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
# What shares and disks without such a thing answer.
_UNKNOWN_THERE = frozenset((EINVAL, ENOTSUP, ENOSYS, EPERM))
_NEW_FILE = 0o666


def write_atomic(path: Path, content: bytes, may_still: Callable[[], bool] | None = None) -> None:
    """Replace a file by way of a synced neighbour; raises StorageError, one of the two being whole.

    When it returns the disk has the new file under its name. `may_still` is asked last; what it
    refuses is not done, as StorageError says. A file that is set to be read only stays as it is.
    """
    try:
        _replace(Path(os.path.realpath(path)), content, may_still)  # a link stays one
    except OSError as error:
        raise explain(error, path, "保存") from error


def clear_strays(folder: Path) -> None:
    """Take away what programs of this machine that were killed have left half written."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.endswith(_ENDING) and _is_stray(path.name):
                with suppress(OSError):
                    disk.remove(path)


def _replace(path: Path, content: bytes, may_still: Callable[[], bool] | None) -> None:
    mode = _mode_of(path)
    beside = path.with_name(_name_beside(path.name))
    # From its first byte on nobody may read it who may not read the old one.
    disk.write_new(beside, content, _NEW_FILE if mode is None else mode, synced=True)
    try:
        if mode is not None:
            _keep_mode(beside, mode)
        if may_still is not None and not may_still():
            raise OSError(EBUSY, "somebody else is writing this file")
        _put_in_place(beside, path)
    except BaseException:
        with suppress(OSError):
            disk.remove(beside)
        raise
    with _borne():
        disk.sync_folder(path.parent)


def _mode_of(path: Path) -> int | None:
    """Return who may do what with a file, None where there is none; raises StorageError."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
    if path.is_file() and not os.access(path, os.W_OK):
        raise StorageError(
            f"不能保存「{shown(path)}」：这个文件设成了只读，请先取消只读，或换一个名字。"
        )
    return mode


def _keep_mode(beside: Path, mode: int) -> None:
    """Give what the user's own habit has kept back for new files."""
    if beside.stat().st_mode & 0o777 != mode:
        with _borne():
            disk.set_mode(beside, mode)


def _put_in_place(beside: Path, path: Path) -> None:
    for seconds in _PATIENCE:
        try:
            disk.replace(beside, path)
        except OSError as error:
            if not _is_busy(error):
                raise
            disk.pause(seconds)
        else:
            return
    disk.replace(beside, path)


def _is_busy(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _BUSY_ON_WINDOWS or error.errno in _BUSY


@contextmanager
def _borne() -> Iterator[None]:
    """Do without what the place knows nothing of."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNKNOWN_THERE:
            raise


def _name_beside(name: str) -> str:
    """Return a name that nobody else has: it tells the machine and the process."""
    short = name.encode()[:_MOST_LETTERS].decode(errors="ignore")
    return f".{short}.{_machine()}-{os.getpid()}-{next(_numbers)}{_ENDING}"


def _is_stray(name: str) -> bool:
    machine, _, rest = name.removesuffix(_ENDING).rpartition(".")[2].partition("-")
    process = rest.partition("-")[0]
    is_ours = name.startswith(".") and machine == _machine() and process.isdecimal()
    return is_ours and not is_alive(int(process))


def _machine() -> str:
    return sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
