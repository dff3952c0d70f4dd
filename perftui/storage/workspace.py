"""`Workspace`, a folder of evaluation files: what is in it, and where a new form goes."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.evaluation.safe_text import safe_text
from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX, load, save

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_EDGES = " ._"  # hides a file, names the folder above, or is dropped by Windows
_FIRST = "-~$"  # read by a shell as an option or a home, by Word as its own lock
# By Windows, which takes a superscript for a digit too.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|(?:com|lpt)[\d¹²³]|conin\$|conout\$|clock\$)(?=\.|$)", re.IGNORECASE
)
_LONGEST_NAME, _MOST_BYTES = 60, 200

ARCHIVE_FOLDER, TRASH_FOLDER = "归档", "回收站"
"""Folders of a workspace: what was put away is still known, what was thrown away is not."""


@dataclass(frozen=True)
class Entry:
    """A file of the workspace: its form, or why it cannot be read."""

    path: Path
    evaluation: Evaluation | None
    error: str = ""


class Workspace:
    """A folder of evaluation files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self) -> tuple[Entry, ...]:
        """Read every form, the newest year first; raises StorageError if the folder is closed."""
        return tuple(sorted(map(read_entry, self.files()), key=newest_first))

    def evaluations(self, apart_from: Path | None = None) -> tuple[Evaluation, ...]:
        """Return the readable forms and those put away, leaving out one file."""
        own = apart_from and disk.real(apart_from)
        put_away = self.folder / ARCHIVE_FOLDER
        archived = Workspace(put_away).files() if put_away.is_dir() else []
        files = (file for file in (*self.files(), *archived) if disk.real(file) != own)
        return tuple(e.evaluation for e in map(read_entry, files) if e.evaluation)

    def add(self, evaluation: Evaluation) -> Path:
        """Save a new form under a name of its own and return its path; raises StorageError."""
        make_folder(self.folder)
        path = free_path(self.folder, file_stem(evaluation), SUFFIX)
        save(evaluation, path)
        return path

    def files(self) -> list[Path]:
        """Return the files of the forms by name; raises StorageError if the folder is closed."""
        try:
            return sorted(file for file in self.folder.iterdir() if is_form(file))
        except OSError as error:
            raise explain(error, self.folder, "读取") from error


def is_form(file: Path) -> bool:
    """Whether a file is by its name an evaluation file; hidden ones are other programs' own."""
    return file.name.endswith(SUFFIX) and not file.name.startswith(".")


def read_entry(path: Path) -> Entry:
    """Read a form, or why it cannot be read."""
    try:
        return Entry(path, load(path))
    except StorageError as error:
        return Entry(path, None, str(error))


def newest_first(entry: Entry) -> tuple[bool, int, str]:
    """Return what sorts forms: the newest year first, what cannot be read last."""
    evaluation = entry.evaluation
    year = evaluation.known_year if evaluation and evaluation.known_year else 0
    return (evaluation is None, -year, entry.path.name.removesuffix(SUFFIX))


def place_apart(evaluation: Evaluation, folder: Path) -> Path:
    """Return a free path in a folder of the user's own, for a form its own folder will not take.

    Where that folder cannot be made either, saving there will say so.
    """
    apart = folder / "没有存上的表"
    with suppress(StorageError):
        make_folder(apart)
    return free_path(apart, file_stem(evaluation), SUFFIX)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there; raises StorageError."""
    try:
        disk.make_folder(folder)
    except OSError as error:
        raise explain(error, folder, "写入") from error


def file_stem(evaluation: Evaluation) -> str:
    """Return `年度-项目名称` as a file name without suffix."""
    year = "" if evaluation.known_year is None else f"{evaluation.known_year}-"
    return f"{year}{safe_stem(evaluation.name)}"


def safe_stem(text: str) -> str:
    """Return a text as a file name without suffix: no folder, nothing a system forbids.

    Letters are composed, so that names that look alike are alike.
    """
    plain = unicodedata.normalize("NFC", _NOT_IN_NAMES.sub("_", safe_text(text)))
    stem = _shortened(plain.lstrip(_EDGES + _FIRST)).rstrip(_EDGES) or "未命名"
    reserved = _RESERVED.match(stem)
    return f"{reserved[1]}_{stem[reserved.end() :]}" if reserved else stem


def same_name(stem: str) -> str:
    """Return what names have in common that some systems take for one: case, composed letters."""
    return unicodedata.normalize("NFC", stem).casefold()


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in the folder that does not exist yet, numbered if it must be."""
    path, number = folder / f"{stem}{suffix}", 2
    while _is_taken(path):
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path


def _is_taken(path: Path) -> bool:
    """Whether there is something, be it a link to nowhere; what cannot be told writing will say."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False


def _shortened(name: str) -> str:
    """Leave room for year, number and suffix within the 255 bytes of a file name."""
    return name[:_LONGEST_NAME].encode()[:_MOST_BYTES].decode(errors="ignore")
