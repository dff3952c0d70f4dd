"""Open whatever paths a user names: evaluation files, documents, archives, folders of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.evaluation_file import SUFFIX, load
from perftui.storage.workspace import TRASH_FOLDER

if TYPE_CHECKING:
    from perftui.readers.layout.evaluations import Imported
    from perftui.readers.sources import Source

_OFTEN_OTHER = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".mht", ".csv"))


_MISSING = {
    "all": f"没有自评表文件（*{SUFFIX}），也没有读得出自评表的文档",
    "evaluations": f"没有自评表文件（*{SUFFIX}）",
    "documents": "没有读得出自评表的文档",
}


@dataclass(frozen=True)
class Opened:
    """What was opened: its forms, or the sentence saying why it could not be.

    A document in an archive has a `path` that goes on in the archive, 2019.zip/甲.docx; `archive`
    is then the file on disk. `imported` are the forms of a document with what was repaired in
    them and what must be asked.
    """

    path: Path
    evaluations: tuple[Evaluation, ...] = ()
    error: str = ""
    imported: "tuple[Imported, ...]" = ()
    archive: Path | None = None

    @property
    def file(self) -> Path:
        """The file on disk."""
        return self.archive or self.path


@dataclass(frozen=True)
class File:
    """A file to open: its name for messages; `met` in a folder, else named by the user.

    `error` says why it cannot be opened.
    """

    path: Path
    name: str = ""
    met: bool = False
    error: str = ""


@dataclass(frozen=True)
class _Place:
    """Something to open: its name for messages; `met` in a folder or archive, else named."""

    path: Path
    name: str
    met: bool = False
    source: "Source | None" = None
    error: str = ""


Wanted = Literal["all", "evaluations", "documents"]
"""What is opened of what is met in folders."""

Progress = Callable[[int, int, str], None]
"""Told of the file at hand: its number, from 1, of how many there are, and its name.

It is told again and again while a document takes long, so that it can stop that, too.
"""


class StoppedError(Exception):
    """Raised by a `Progress` to stop the work: the user does not want to wait any longer."""


def _nothing() -> None:
    """Go on."""


def documents_in(paths: Iterable[Path], *, in_folders: Wanted = "all") -> tuple[str, ...]:
    """Name what `open_all` would open, without reading it."""
    places = (_places(path, in_folders) for path in paths)
    return tuple(place.name for each in places for place in each)


def open_all(
    paths: Iterable[Path], *, in_folders: Wanted = "all", progress: Progress | None = None
) -> Iterator[Opened]:
    """Open files, and the evaluation files and documents in folders and archives.

    A bad one is told and the rest go on. In a folder, a document beside an evaluation file of the
    same name is its export and is left out, as are texts and pages that hold no form.
    """
    named, number = tuple(paths), 0
    total = len(documents_in(named, in_folders=in_folders)) if progress else 0
    for path in named:
        found = False
        for place in _places(path, in_folders):
            number += 1
            tell = partial(progress, number, total, place.name) if progress else _nothing
            tell()
            opened = _open(place, tell)
            if opened is not None:
                found = True
                yield opened
        if not found:
            yield nothing_in(path, in_folders)


def files_in(path: Path, in_folders: Wanted = "all") -> Iterator[File]:
    """Yield the files that a path the user named stands for: itself, or those of a folder.

    Of a folder, not what was thrown away in it.
    """
    if not _is_folder(path):
        yield File(path, shown(path) if _is_evaluation(path) else "")
        return
    from perftui.readers.sources import files_below, may_hold_forms

    for file in files_below(path):
        if TRASH_FOLDER in file.relative_to(path).parts:
            continue
        name = shown(path.name / file.relative_to(path))
        if file.name.endswith(SUFFIX):
            yield from () if in_folders == "documents" else (File(file, name, met=True),)
        elif _is_folder(file):
            yield File(file, name, met=True, error=_why_closed(file))
        elif in_folders != "evaluations" and may_hold_forms(file) and not _is_export(file):
            yield File(file, name, met=True)


def evaluations_of(paths: Iterable[Path]) -> Iterator[File]:
    """Yield the files that paths stand for, of folders the evaluation files; one that says why not
    for a path that holds none. A file named twice is yielded once.
    """
    met = set[Path]()
    for path in paths:
        files = tuple(files_in(path, "evaluations"))
        for file in files or (File(path, error=nothing_in(path, "evaluations").error),):
            if (place := disk.real(file.path)) not in met:
                met.add(place)
                yield file


def open_file(file: File) -> Iterator[Opened]:
    """Open a file, or what an archive holds; nothing for a text met that holds no form."""
    return filter(None, map(_open, _places_in(file)))


def nothing_in(path: Path, in_folders: Wanted = "all") -> Opened:
    """Return what is said of a path that holds nothing to open."""
    return Opened(path, error=f"「{shown(path)}」里{_MISSING[in_folders]}。")


def open_path(path: Path) -> Opened:
    """Open an evaluation file, or a document or an archive that holds forms."""
    if _is_evaluation(path):
        return _load(path)
    from perftui.jobs.apart.documents import read_source
    from perftui.readers.report import DocumentError
    from perftui.readers.sources import sources_in

    try:
        forms = tuple(form for source in sources_in(path) for form in read_source(source))
        return _with_forms(Opened(path), forms)
    except DocumentError as error:
        return Opened(path, error=_ended(str(error)))


def open_one(path: Path) -> Evaluation:
    """Open a path that holds one form; raises StorageError for none or several."""
    opened = open_path(path)
    if opened.error:
        raise StorageError(opened.error)
    if len(opened.evaluations) != 1:
        found = f"「{shown(path)}」里有{len(opened.evaluations)}份表"
        raise StorageError(f"{found}，请先用 perftui import 读成单独的文件。")
    return opened.evaluations[0]


def _is_evaluation(path: Path) -> bool:
    return path.name.endswith(SUFFIX) or path.suffix == ".json"


def _load(path: Path) -> Opened:
    try:
        return Opened(path, (load(path),))
    except StorageError as error:
        from perftui.jobs.recovering import told_kept

        return Opened(path, error=_ended(told_kept(error, path)))


def _with_forms(opened: Opened, forms: "tuple[Imported, ...]") -> Opened:
    evaluations = tuple(form.evaluation for form in forms)
    return replace(opened, evaluations=evaluations, imported=forms)


def _open(place: _Place, waiting: Callable[[], None] = _nothing) -> Opened | None:
    """Open a place; None for a text or page met without a form, which is some other text.

    `waiting` is called while a document is read, and may stop that by raising.
    """
    if place.error:
        return Opened(place.path, error=place.error)
    if place.source is None:
        return _load(place.path)
    from perftui.jobs.apart.documents import read_source
    from perftui.readers.reading import DocumentError, NoFormError, OtherDocumentError

    archive = None if place.source.file == place.path else place.source.file
    opened = Opened(place.path, archive=archive)
    try:
        return _with_forms(opened, read_source(place.source, waiting))
    except NoFormError as error:
        is_text = place.path.suffix.lower() in _OFTEN_OTHER
        is_other = place.met and (is_text or isinstance(error, OtherDocumentError))
        return None if is_other else replace(opened, error=_ended(str(error)))
    except DocumentError as error:
        return replace(opened, error=_ended(str(error)))


def _places(path: Path, wanted: Wanted) -> Iterator[_Place]:
    """Yield what a path that the user named stands for."""
    for file in files_in(path, wanted):
        yield from _places_in(file)


def _places_in(file: File) -> Iterator[_Place]:
    """Yield what a file holds: itself, or the documents of an archive."""
    place = _Place(file.path, file.name, file.met, error=file.error)
    if file.error or _is_evaluation(file.path):
        yield place
    else:
        yield from _documents(place)


def _is_export(path: Path) -> bool:
    """Whether a document stands beside an evaluation file of the same name."""
    return path.with_name(f"{path.stem}{SUFFIX}").exists()


def _documents(place: _Place) -> Iterator[_Place]:
    """Yield the documents that a file is or holds; a place with an error where it is none."""
    from perftui.readers.report import DocumentError
    from perftui.readers.sources import shown as name_of
    from perftui.readers.sources import sources_in

    name = place.name or name_of(place.path)
    try:
        for source in sources_in(place.path, name):
            inside = source.name.removeprefix(name).removeprefix("/")
            path = place.path / inside if inside else place.path
            yield _Place(path, source.name, place.met or bool(inside), source)
    except DocumentError as error:
        yield replace(place, name=name, error=_ended(str(error)))


def _ended(said: str) -> str:
    return f"{said.rstrip('。')}。"


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; where that cannot be told, opening it as a file says why."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _why_closed(folder: Path) -> str:
    """Say why the files of a folder cannot be listed."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return str(explain(error, folder, "读取"))
    return f"「{shown(folder)}」里的文件列不出来。"
