"""Can files be written in a folder: a small one is written, synced and taken away again."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from perftui import disk
from perftui.storage.errors import explain


@dataclass(frozen=True)
class Probe:
    """What came of it: why nothing can be written, and why nothing can be synced; None if it can.

    On Windows folders are not synced, which is no fault.
    """

    refusal: OSError | None = None
    unsynced: OSError | None = None


def probe(folder: Path) -> Probe:
    """Write a small file in a folder, or where it would be made; nothing of it stays."""
    try:
        file = _nearest(folder) / f".perftui-{os.getpid()}"
        with suppress(OSError):
            disk.remove(file)  # left by one of this number that was killed
        descriptor = disk.make_new(file, 0o600)
    except OSError as error:
        return Probe(refusal=error)
    try:
        return _written(descriptor, file.parent)
    finally:
        with suppress(OSError):
            disk.remove(file)


def refuse_closed(folder: Path) -> None:
    """Raise StorageError if nothing can be written in a folder, or where it would be made."""
    refusal = probe(folder).refusal
    if refusal is not None:
        raise explain(refusal, folder, "写入") from refusal


def _nearest(folder: Path) -> Path:
    """Return the folder, or what there is above it."""
    whole = folder.absolute()
    return next((place for place in (whole, *whole.parents) if place.exists()), whole)


def _written(descriptor: int, folder: Path) -> Probe:
    try:
        try:
            disk.write(descriptor, b"perftui")
        finally:
            unsynced = _unsynced(descriptor, folder)
            disk.close(descriptor)
    except OSError as error:
        return Probe(refusal=error)
    return Probe(unsynced=unsynced)


def _unsynced(descriptor: int, folder: Path) -> OSError | None:
    try:
        disk.sync(descriptor)
        disk.sync_folder(folder)
    except OSError as error:
        return error
    return None
