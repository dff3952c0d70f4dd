"""Where documents come from: files, the files of folders, and those in zip archives."""

import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats import kind_by_name
from perftui.readers.guard.archives import (
    DAMAGE,
    LARGEST,
    open_zip,
    wrong_with_archive,
    wrong_with_member,
)
from perftui.readers.report import DocumentError
from perftui.readers.sniffing import ZIP, kind_of_zip

_ARCHIVE = ".zip"
_UTF_8_NAMES = 0x800
_NO_PLACES = frozenset(("__MACOSX", "__pycache__", "node_modules"))
_LOCK = "~$"


@dataclass(frozen=True)
class Source:
    """A document: its name for messages, the file on disk it is or is in, and how to read it.

    `read` returns its bytes or raises DocumentError; for one in an archive, it works while the
    documents of the archive are being gone through.
    """

    name: str
    file: Path
    read: Callable[[], bytes]


def may_hold_forms(path: Path) -> bool:
    """Whether a file is by its name a document, or an archive that may hold some."""
    return kind_by_name(path.name) is not None or path.suffix.lower() == _ARCHIVE


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it, sorted; no hidden ones, and no lock files.

    A folder that several links lead to is entered once; one that is closed is yielded itself.
    """
    yield from _files(folder, set())


def sources_in(path: Path, name: str = "") -> Iterator[Source]:
    """Yield what a file holds: itself as a document, or the documents of an archive in order.

    `name` is what messages call it, by default its own. Raises DocumentError for what is no file,
    and for an archive that holds no document.
    """
    name = name or shown(path)
    if not _is_archive(path, name):
        yield Source(name, path, partial(_bytes, path, name))
        return
    with path.open("rb", buffering=0) as file, open_zip(file, name) as archive:
        yield from _members(archive, path, name, depth=1)


def shown(path: Path) -> str:
    """Return what messages call a file: its name on one line."""
    return " ".join(safe_text(path.name or str(path)).split())


def _files(folder: Path, entered: set[Path]) -> Iterator[Path]:
    entered.add(folder.resolve())
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if _is_hidden(path.name):
            continue
        if not path.is_dir():
            yield path
        elif path.resolve() not in entered:
            yield from _files(path, entered)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", _LOCK)) or name in _NO_PLACES


def _is_archive(path: Path, name: str) -> bool:
    """Whether a file is an archive of files, as against one document; raises DocumentError."""
    if not _top(path, name).startswith(ZIP):
        return False
    try:
        with path.open("rb", buffering=0) as file, open_zip(file, name) as archive:
            return not kind_of_zip(archive.namelist())
    except DocumentError:
        return False  # reading it as a document says what is wrong with it


def _top(path: Path, name: str) -> bytes:
    """Return the first bytes of a file; raises DocumentError saying why it cannot be read."""
    return _bytes(path, name, most=len(ZIP))


def _bytes(path: Path, name: str, most: int = LARGEST + 1) -> bytes:
    """Read a file, a byte more than a document may have; raises DocumentError."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DocumentError(f"「{name}」是文件夹，请指明其中的文件")
        if not stat.S_ISREG(mode):
            raise DocumentError(f"「{name}」不是普通文件，请换一个文件")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise DocumentError(f"找不到文件「{name}」，请核对文件名和所在文件夹") from None
    except PermissionError:
        raise DocumentError(f"没有权限读取「{name}」，请复制到自己的文件夹再读入") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "文件名不合规"
        raise DocumentError(f"读取「{name}」失败（{reason}），请核对文件再试") from None


def _members(archive: zipfile.ZipFile, file: Path, name: str, depth: int) -> Iterator[Source]:
    """Yield the documents in an archive; of archives in it, those of the first level."""
    entries = archive.infolist()
    if wrong := wrong_with_archive(entries):
        raise DocumentError(f"「{name}」{wrong}")
    found = False
    for entry in entries:
        inner = _name_of(entry)
        if not _is_wanted(entry, inner):
            continue
        found = True
        member = f"{name}/{' '.join(safe_text(inner).split())}"
        source = Source(member, file, partial(_member_bytes, archive, entry, member))
        if inner.lower().endswith(_ARCHIVE) and depth:
            yield from _nested(source, depth - 1)
        else:
            yield source
    if not found:
        raise DocumentError(f"「{name}」里没有可以读入的文档，请核对文件")


def _nested(source: Source, depth: int) -> Iterator[Source]:
    """Yield the documents of an archive in an archive, or itself where it cannot be opened."""
    try:
        with open_zip(BytesIO(source.read()), source.name) as archive:
            yield from _members(archive, source.file, source.name, depth)
    except DocumentError as error:
        yield Source(source.name, source.file, partial(_refuse, str(error)))


def _refuse(sentence: str) -> bytes:
    raise DocumentError(sentence)


def _is_wanted(entry: zipfile.ZipInfo, name: str) -> bool:
    """Whether an entry is a file that by its name may hold forms."""
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    parts = [part for part in path.parts if part != ".."]
    return not (name.endswith("/") or is_link or any(map(_is_hidden, parts))) and may_hold_forms(
        Path(path.name)
    )


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; one that does not say how it is encoded is UTF-8 or else GBK."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF_8_NAMES:
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    return name.replace("\\", "/")


def _member_bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if wrong := wrong_with_member(entry):
        raise DocumentError(f"「{name}」{wrong}")
    try:
        with archive.open(entry) as file:
            return file.read(LARGEST + 1)
    except DAMAGE:
        raise DocumentError(f"「{name}」已损坏，请重新压缩或解压后再读入") from None
