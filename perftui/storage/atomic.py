"""Write a file so that at every moment either the old or the new one is whole."""

import contextlib
import os
import tempfile
from pathlib import Path

from perftui.storage.errors import explain


def write_atomic(path: Path, content: bytes) -> None:
    """Replace a file by way of a synced neighbour; raises StorageError, the old file intact."""
    try:
        _replace(Path(os.path.realpath(path)), content)  # a link stays one
    except OSError as error:
        raise explain(error, path, "保存") from error


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can (Windows cannot open folders)."""
    if os.name != "posix":
        return
    # The new file is in place by now: a share that cannot sync a folder has not failed to save.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
