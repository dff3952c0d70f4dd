"""Zip files: opened within bounds, and what is refused of archives of documents."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from perftui.readers.report import DocumentError

LARGEST = 20 * 2**20
"""The most bytes of a document."""

DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What a damaged zip file or entry raises, a password or an unknown way of packing included."""

LARGE, MOST_TIMES_LARGER = 4 * 2**20, 150
"""From how many bytes on it counts how many times larger than packed something is."""

_LARGEST_DIRECTORY = 2**20
_LARGEST_ARCHIVE = 2**31
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)


@contextmanager
def open_zip(file: io.RawIOBase | io.BytesIO, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip file, and close it and the file behind it.

    Raises DocumentError for a damaged one, and for one of far too many entries.
    """
    with _Bounded(file) as bounded, _directory_of(bounded, name) as archive:
        bounded.largest_read = None
        yield archive


def _directory_of(bounded: "_Bounded", name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(bounded)
    except DAMAGE:
        raise DocumentError(
            f"「{name}」不完整或已损坏，可能没有下载完；请重新拷贝一份，或用原来的软件打开另存"
        ) from None
    except _TooLargeError:
        raise DocumentError(f"「{name}」里的文件太多，不像自评表，请核对文件") from None


def wrong_with_archive(entries: Iterable[zipfile.ZipInfo]) -> str:
    """Say why an archive of documents is refused as a whole, nothing if it is not."""
    if sum(entry.file_size for entry in entries) > _LARGEST_ARCHIVE:
        return f"解开后超过 {_LARGEST_ARCHIVE // 2**30} GB，请解开后只读入需要的文件"
    return ""


def wrong_with_member(entry: zipfile.ZipInfo) -> str:
    """Say why one document in an archive is refused, nothing if it is not."""
    if is_locked(entry):
        return "有密码，请去掉密码后再读入"
    if leads_outside(entry):
        return "的路径指到压缩包外面，没有读入"
    if entry.file_size > LARGEST:
        return f"超过 {LARGEST // 2**20} MB，不像自评表，请核对文件"
    if is_bomb(entry):
        return "压缩得不正常，解开后大得不像自评表，没有读入"
    return ""


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is far larger than it is packed, and large."""
    return entry.file_size > max(LARGE, entry.compress_size * MOST_TIMES_LARGER)


def leads_outside(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry's name is a path that leads out of the archive."""
    return _OUTSIDE.match(entry.filename) is not None


def is_locked(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry has a password."""
    return bool(entry.flag_bits & 1)


class _TooLargeError(Exception):
    """More is to be read at once than a form needs."""


class _Bounded(io.BufferedReader):
    """A file of which, while it is opened, no more is read at once than a directory may have."""

    largest_read: int | None = _LARGEST_DIRECTORY

    def read(self, size: int | None = -1, /) -> bytes:
        if self.largest_read is not None and size is not None and size > self.largest_read:
            raise _TooLargeError
        return super().read(size)
