"""Many forms out as one document with a cover that lists them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import (
    ExportOrder,
    completed,
    obstacles,
    refuse_to_overwrite,
    targets,
    write_documents,
)
from perftui.jobs.opening import File, Progress, evaluations_of, open_file
from perftui.jobs.spreading import spread
from perftui.rules.finding import Finding
from perftui.storage.errors import StorageError, shown
from perftui.storage.probing import refuse_closed
from perftui.storage.workspace import safe_stem
from perftui.writers.book import ExportError

if TYPE_CHECKING:
    from perftui.writers.exporting import Ready


@dataclass(frozen=True)
class Leaf:
    """A form to be bound with others, and the errors it has; or why a file was not read."""

    path: Path
    evaluation: Evaluation | None = None
    obstacles: Sequence[Finding] = ()
    error: str = ""


@dataclass(frozen=True)
class Bound:
    """What became of the forms: the files written, none where a form had errors or was not read."""

    leaves: tuple[Leaf, ...]
    files: tuple[Path, ...] = ()

    @property
    def forms(self) -> "tuple[Ready, ...]":
        """The forms to be bound, those with errors as drafts."""
        from perftui.writers.exporting import Ready

        return tuple(
            Ready(leaf.evaluation, bool(leaf.obstacles)) for leaf in self.leaves if leaf.evaluation
        )

    @property
    def hindered(self) -> tuple[Leaf, ...]:
        """The forms with errors, and the files that were not read."""
        return tuple(leaf for leaf in self.leaves if leaf.obstacles or leaf.error)


def bind(
    paths: Iterable[Path], title: str, order: ExportOrder, today: date, progress: Progress
) -> Bound:
    """Write forms into one document a format, in the order of the paths.

    Nothing is written while a form has errors or a file cannot be read, unless the order is to
    force it: then these forms are drafts, and these files are left out. Raises StorageError,
    ExportError.
    """
    files = tuple(evaluations_of(paths))
    home = files[0].path.parent
    order = completed(order, home)
    stem = safe_stem(title)
    refuse_closed(order.folder)
    refuse_to_overwrite(() if order.force else targets(stem, order.formats, order.folder))
    leaves: list[Leaf] = []
    for number, read in enumerate(spread(partial(_read, today), files, _lost), 1):
        leaves += read
        progress(number, len(files), shown(files[number - 1].path))
    bound = Bound(tuple(leaves))
    if not bound.forms or (bound.hindered and not order.force):
        return bound
    documents = _documents(bound.forms, title, order, home)
    written = write_documents(documents, stem, order.folder, overwrite=order.force)
    return replace(bound, files=written)


def _read(today: date, file: File) -> list[Leaf]:
    leaves: list[Leaf] = []
    for opened in open_file(file):
        if opened.error:
            leaves.append(Leaf(opened.path, error=opened.error))
        for evaluation in opened.evaluations:
            try:
                found = obstacles(evaluation, opened.file.parent, today)
                leaves.append(Leaf(opened.path, evaluation, found))
            except (StorageError, KeyError) as error:
                leaves.append(Leaf(opened.path, error=str(error.args[0])))
    return leaves


def _lost(file: File) -> list[Leaf]:
    name = shown(file.path)
    return [Leaf(file.path, error=f"读「{name}」时程序意外中断，这份没有收入，请另存一份再试。")]


def _documents(
    ready: "Sequence[Ready]", title: str, order: ExportOrder, home: Path
) -> dict[str, bytes]:
    """Render the formats, each in a process of its own."""
    from perftui.storage.templates import find_templates

    work = partial(_render, ready, title, find_templates(home))
    rendered = spread(work, order.formats, _not_rendered, few=1)
    return dict(zip(order.formats, rendered, strict=True))


def _render(
    ready: "Sequence[Ready]", title: str, templates: Mapping[str, bytes], format_name: str
) -> bytes:
    from perftui.jobs.apart.templates import render_together

    return render_together(ready, format_name, title, templates=templates)


def _not_rendered(format_name: str) -> bytes:
    raise ExportError(f"写 {format_name} 时程序意外中断，没有写出；可分几次导出，每次少一些。")
