"""Arrays in one file that is mapped, not read: what a search touches is all that is loaded."""

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from perftui import disk

Array = NDArray[Any]

_MAGIC = b"perftui index 1\n"
_ALIGNED = 64
# Up to this size a file is read once on opening, to see that no byte of it has changed.
_CHECKED = 8 * 1024 * 1024


class DamagedError(ValueError):
    """A file that is not what was written."""


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays to a file, in one move; raises OSError."""
    entries, size, checksum = [], 0, 0
    for name, array in arrays.items():
        size += -size % _ALIGNED
        entries.append((name, array.dtype.str, len(array), size))
        size += array.nbytes
    for chunk in _chunks(arrays):
        checksum = zlib.crc32(chunk, checksum)
    described = json.dumps({"arrays": entries, "size": size, "crc": checksum}).encode()
    numbers = (len(described), zlib.crc32(described))
    head = _MAGIC + b"".join(n.to_bytes(8, "little") for n in numbers) + described
    unfinished = path.with_suffix(f".{os.getpid()}.new")
    file = disk.make_new(unfinished)
    try:
        disk.write(file, head + bytes(-len(head) % _ALIGNED))
        for chunk in _chunks(arrays):
            disk.write(file, chunk)
    finally:
        disk.close(file)
    disk.replace(unfinished, path)


def _chunks(arrays: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    size = 0
    for array in arrays.values():
        yield bytes(-size % _ALIGNED)
        yield np.ascontiguousarray(array).data.cast("B")
        size += -size % _ALIGNED + array.nbytes


def open_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of a file; raises OSError, or DamagedError for what is none."""
    data = np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else _EMPTY
    try:
        return _arrays(data)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError(str(path)) from error


def _arrays(data: Array) -> dict[str, Array]:
    lead = len(_MAGIC) + 16
    if bytes(data[: len(_MAGIC)]) != _MAGIC:
        raise ValueError("no index")
    length, checksum = (
        int.from_bytes(bytes(data[start : start + 8]), "little") for start in (lead - 16, lead - 8)
    )
    head = bytes(data[lead : lead + length])
    if zlib.crc32(head) != checksum:
        raise ValueError("changed")
    described = json.loads(head)
    body = data[lead + length + -(lead + length) % _ALIGNED :]
    if len(body) != described["size"]:
        raise ValueError("cut short")
    if len(body) <= _CHECKED and zlib.crc32(body.data) != described["crc"]:
        raise ValueError("changed")
    return {
        name: body[begin : begin + count * np.dtype(kind).itemsize].view(kind)
        for name, kind, count, begin in described["arrays"]
    }


_EMPTY = np.zeros(0, dtype=np.uint8)
