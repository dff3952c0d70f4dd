"""Write a form's documents to a folder."""

from collections.abc import Sequence
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import StorageError, explain
from perftui.storage.workspace import file_stem, make_folder


def targets(evaluation: Evaluation, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Return the files an export would write."""
    return tuple(folder / f"{file_stem(evaluation)}.{name}" for name in formats)


def export_form(
    evaluation: Evaluation, formats: Sequence[str], folder: Path, *, overwrite: bool = False
) -> tuple[Path, ...]:
    """Write a form in some formats and return the files.

    Raises StorageError before anything is written if a file is there and may not be overwritten,
    or if the folder cannot be written; ExportError for an unknown format.
    """
    from perftui.writers.exporting import render

    paths = targets(evaluation, formats, folder)
    present = [path for path in paths if _exists(path)]
    if present and not overwrite:
        raise StorageError(f"「{present[0]}」已经有了，没有覆盖；要覆盖请明确选择覆盖。")
    contents = [render(evaluation, name) for name in formats]
    make_folder(folder)
    for path, content in zip(paths, contents, strict=True):
        write_atomic(path, content)
    return paths


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise explain(error, path, "写入") from error
