"""Several forms out at once from a list: which of them, before `export_all` writes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.jobs.bulk_export import Exported, export_all
from perftui.jobs.exporting import ExportOrder, completed, obstacles, stem_for, targets
from perftui.jobs.opening import Progress
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load


@dataclass(frozen=True)
class Wishes:
    """What is to be done with forms whose documents are there, and with those that have errors."""

    overwrite: bool = False
    drafts: bool = False


def present(evaluation: Evaluation, order: ExportOrder, path: Path) -> tuple[Path, ...]:
    """Return those documents of a form that are there already; raises StorageError, ExportError."""
    order = completed(order, path.parent)
    stem = stem_for(evaluation, order.name, path)
    return tuple(file for file in targets(stem, order.formats, order.folder) if file.exists())


def export_chosen(
    paths: Sequence[Path], order: ExportOrder, wishes: Wishes, today: date, progress: Progress
) -> Iterator[Exported]:
    """Export forms as wished, and tell of each what became of it; those left out are told first.

    Raises StorageError for a bad `perftui.toml`, ExportError for an unknown format or a bad
    pattern.
    """
    forced: list[Path] = []
    free: list[Path] = []
    for path in paths:
        try:
            evaluation = load(path)
            there = present(evaluation, order, path)
        except (StorageError, OSError):
            free.append(path)  # exporting says what is wrong with it
            continue
        left_out = _left_out(path, evaluation, there, wishes, today)
        if left_out is not None:
            yield left_out
        else:
            (forced if there or wishes.drafts else free).append(path)
    total, done = len(free) + len(forced), 0
    for chosen, force in ((free, False), (forced, True)):
        tell = partial(_tell, progress, done, total)
        if chosen:
            yield from export_all(chosen, replace(order, force=force), today, tell)
        done += len(chosen)


def _tell(progress: Progress, before: int, total: int, number: int, _: int, name: str) -> None:
    progress(before + number, total, name)


def _left_out(
    path: Path, evaluation: Evaluation, there: Sequence[Path], wishes: Wishes, today: date
) -> Exported | None:
    """Say why a form whose documents are there is not exported, None if it is to be."""
    if there and not wishes.overwrite:
        return Exported(path, evaluation.name, error=f"「{there[0].name}」已经有了，没有覆盖。")
    if there and not wishes.drafts:
        errors = obstacles(evaluation, path.parent, today)
        if errors:
            return Exported(path, evaluation.name, obstacles=errors)
    return None
