"""Open whatever path a user names: evaluation files, documents, folders of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX, load


@dataclass(frozen=True)
class Opened:
    """One path that was opened: its forms, or the sentence saying why it could not be."""

    path: Path
    evaluations: tuple[Evaluation, ...] = ()
    error: str = ""


def open_all(paths: Iterable[Path]) -> Iterator[Opened]:
    """Open files and the evaluation files in folders; a bad one is told and the rest go on."""
    for path in paths:
        if _is_folder(path):
            yield from _open_folder(path)
        else:
            yield open_path(path)


def open_path(path: Path) -> Opened:
    """Open an evaluation file, or a document that holds forms."""
    from perftui.readers.reading import DocumentError, read_document

    try:
        if path.name.endswith(SUFFIX) or path.suffix == ".json":
            return Opened(path, (load(path),))
        return Opened(path, tuple(imported.evaluation for imported in read_document(path)))
    except (StorageError, DocumentError) as error:
        return Opened(path, error=str(error))


def open_one(path: Path) -> Evaluation:
    """Open a path that holds one form; raises StorageError for none or several."""
    opened = open_path(path)
    if opened.error:
        raise StorageError(opened.error)
    if len(opened.evaluations) != 1:
        count = len(opened.evaluations)
        raise StorageError(f"「{path}」里有{count}份表，请先用 perftui import 读成单独的文件。")
    return opened.evaluations[0]


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; where that cannot be told, opening it as a file says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _open_folder(folder: Path) -> Iterator[Opened]:
    try:
        files = sorted(folder.rglob(f"*{SUFFIX}"))
        next(folder.iterdir(), None)
    except OSError as error:
        yield Opened(folder, error=str(explain(error, folder, "读取")))
        return
    if not files:
        yield Opened(folder, error=f"「{folder}」里没有自评表文件（*{SUFFIX}）。")
    yield from map(open_path, files)
