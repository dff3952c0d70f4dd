"""Folders as a file picker shows them, and paths as people type and paste them."""

import os
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from perftui.evaluation.safe_text import safe_text
from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.user_data import typed_path

_NUMBER = re.compile(r"(\d+)")
_WORD = re.compile(r"\"([^\"]+)\"|'([^']+)'|(\S+)")
_LOCK_FILE = "~$"
_STEPS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


@dataclass(frozen=True)
class Item:
    """A folder or a document in a folder; `name` is safe to show, `size` is in bytes."""

    path: Path
    name: str
    is_folder: bool
    size: int = 0
    modified: date | None = None


@dataclass(frozen=True)
class Listing:
    """What is in a folder: folders first, then documents; `others` counts what is neither."""

    folder: Path
    items: tuple[Item, ...]
    others: int = 0


def list_folder(folder: Path, is_document: Callable[[Path], bool]) -> Listing:
    """List the folders and documents of a folder, hidden ones left out.

    May take long on a network share. Raises StorageError.
    """
    folders: list[Item] = []
    documents: list[Item] = []
    others = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", _LOCK_FILE)):
                    continue
                item = _item(entry)
                if item.is_folder:
                    folders.append(item)
                elif is_document(item.path):
                    documents.append(item)
                else:
                    others += 1
    except (OSError, ValueError) as error:
        wrong = error if isinstance(error, OSError) else FileNotFoundError()
        raise explain(wrong, folder, "读取") from error
    return Listing(folder, (*sorted(folders, key=_order), *sorted(documents, key=_order)), others)


def count(listing: Listing) -> str:
    """Say how much a folder holds."""
    folders = sum(item.is_folder for item in listing.items)
    others = f"，另有{listing.others}个别的文件没有列出" if listing.others else ""
    return f"{folders}个文件夹，{len(listing.items) - folders}个可以读入的文件{others}"


def starting_folder(
    last: Path | None, workspace: Path, is_document: Callable[[Path], bool]
) -> Path:
    """Return where a picker starts: where it was last, or where documents are likely to be.

    That is the workspace if it holds documents to read, else the folder above it, else home.
    """
    own = workspace.absolute()
    for folder in (*([last] if last else []), own, own.parent):
        with suppress(StorageError):
            files = [x for x in list_folder(folder, is_document).items if not x.is_folder]
            if folder != own or any(not x.name.endswith(SUFFIX) for x in files):
                return folder
    return Path.home()


def comparable(name: str) -> str:
    """Return a name as names are compared: whatever the case and the width of its characters."""
    return unicodedata.normalize("NFKC", name).casefold()


def completed(typed: str, names: Iterable[str]) -> str:
    """Return what is typed, gone on as far as all names that begin with it agree."""
    start = comparable(typed)
    meant = [name for name in names if comparable(name).startswith(start)]
    common = takewhile(lambda signs: len(set(signs)) == 1, zip(*meant, strict=False))
    return "".join(signs[0] for signs in common) or typed


def typed_folder(typed: str, here: Path) -> tuple[Path, str] | None:
    """Cut a path being typed after its last separator: the folder so far, and that part.

    None for what is no path. A path that is not absolute starts at `here`.
    """
    separators = "/" if os.sep == "/" else "/\\"
    end = max(typed.rfind(separator) for separator in separators) + 1
    return (_absolute(typed[:end], here), typed[:end]) if end else None


def dropped_paths(text: str, here: Path) -> tuple[Path, ...]:
    """Read paths as terminals paste them: lines, quotes, escapes and file:// taken off.

    What is there on the disk decides how a line with blanks is meant. A line that names nothing
    that is there is returned as one path.
    """
    lines = (line.strip() for line in safe_text(text).split("\n"))
    found = (path for line in lines if line for path in _paths_in(line, here))
    return tuple(dict.fromkeys(found))


def is_there(path: Path) -> bool:
    """Whether there is a file or folder; False as well where that cannot be told."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; False as well where that cannot be told."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def shown_size(size: int) -> str:
    """Return a size in bytes as people read it: 34 KB."""
    for step, unit in _STEPS:
        if size >= step:
            return f"{size / step:.0f} {unit}" if size >= 10 * step else f"{size / step:.1f} {unit}"
    return f"{size} B"


def shown_folder(folder: Path) -> str:
    """Return a folder's path to show, ~ for the user's own."""
    home = Path.home()
    inside = folder.is_relative_to(home)
    return one_line(str(Path("~") / folder.relative_to(home)) if inside else str(folder))


def one_line(name: str) -> str:
    """Return a name from the disk as it can be shown: on one line, without escapes."""
    return " ".join(safe_text(name).replace("\t", " ").split("\n"))


def _item(entry: "os.DirEntry[str]") -> Item:
    path, name = Path(entry.path), one_line(entry.name)
    try:
        if entry.is_dir():
            return Item(path, name, True, modified=_day(entry.stat().st_mtime))
        status = entry.stat()
        return Item(path, name, False, status.st_size, _day(status.st_mtime))
    except OSError:  # a link that leads nowhere, a folder that is closed
        return Item(path, name, False)


def _day(seconds: float) -> date | None:
    try:
        return date.fromtimestamp(seconds)
    except (OverflowError, OSError, ValueError):
        return None


def _order(item: Item) -> list[tuple[bool, int, str]]:
    """Sort 第2张 before 第10张."""
    parts = (part for part in _NUMBER.split(comparable(item.name)) if part)
    return [(not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts]


def _paths_in(line: str, here: Path) -> Sequence[Path]:
    readings = ((line,), (line.strip("\"'"),), _shell_words(line), _quoted_words(line))
    meant = [[_absolute(_from_url(word), here) for word in words] for words in readings]
    return next((paths for paths in meant if paths and all(map(is_there, paths))), meant[1])


def _shell_words(line: str) -> Sequence[str]:
    if os.sep != "/":  # a backslash is a separator there
        return ()
    try:
        return shlex.split(line)
    except ValueError:
        return ()


def _quoted_words(line: str) -> Sequence[str]:
    return tuple(match[1] or match[2] or match[3] for match in _WORD.finditer(line))


def _from_url(word: str) -> str:
    if not word.startswith("file://"):
        return word
    try:
        path = unquote(urlsplit(word).path)
    except ValueError:
        return word
    return path.lstrip("/") if re.match(r"/[A-Za-z]:", path) else path


def _absolute(text: str, here: Path) -> Path:
    return Path(os.path.normpath(here / typed_path(text)))
