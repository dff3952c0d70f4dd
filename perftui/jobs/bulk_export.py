"""Many forms out at once: each a document of its own, on all cores; a bad one never stops the rest.

The forms are read, checked and rendered in several processes; names are given and files written in
this one, in the order of the forms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import (
    ExportOrder,
    completed,
    note_on,
    obstacles,
    stem_for,
    write_documents,
)
from perftui.jobs.opening import File, Opened, Progress, evaluations_of, open_file
from perftui.jobs.spreading import spread
from perftui.rules.finding import Finding
from perftui.storage.errors import StorageError, shown
from perftui.storage.probing import refuse_closed
from perftui.storage.workspace import same_name
from perftui.writers.book import ExportError

_FEW = 6  # forms that are exported before another process has started


@dataclass(frozen=True)
class Exported:
    """What became of a form: the files written, or why there are none.

    `obstacles` are its errors; with them it is a `draft` or was not written. `error` says in a
    sentence what else went wrong, `note` what is not as in the form.
    """

    path: Path
    name: str = ""
    files: tuple[Path, ...] = ()
    obstacles: Sequence[Finding] = ()
    draft: bool = False
    error: str = ""
    note: str = ""


@dataclass(frozen=True)
class _Task:
    """A file to export, as the settings of its folder complete the order."""

    file: File
    order: ExportOrder


@dataclass(frozen=True)
class _Rendered:
    """A form as it comes back from another process."""

    told: Exported
    stem: str = ""
    documents: Mapping[str, bytes] = field(default_factory=dict)


def export_all(
    paths: Iterable[Path], order: ExportOrder, today: date, progress: Progress | None = None
) -> Iterator[Exported]:
    """Export forms and folders of forms, and tell of each what became of it.

    Raises StorageError for a folder that cannot be written and for a bad `perftui.toml`,
    ExportError for an unknown format or a bad pattern, all before anything is written.
    """
    refuse_closed(order.folder)
    files = tuple(evaluations_of(paths))
    homes = dict.fromkeys(file.path.parent for file in files)
    orders = {home: completed(order, home) for home in homes}
    tasks = [_Task(file, orders[file.path.parent]) for file in files]
    taken = set[str]()
    results = spread(partial(_render_file, today), tasks, _lost, few=_FEW)
    for number, (file, rendered) in enumerate(zip(files, results, strict=True), 1):
        if progress:
            progress(number, len(files), shown(file.path))
        for one in rendered:
            yield _written(one, order, taken)


def _lost(task: _Task) -> list[_Rendered]:
    name = shown(task.file.path)
    error = f"导出「{name}」时程序意外中断，这份没有导出，请检查它是不是过大。"
    return [_Rendered(Exported(task.file.path, error=error))]


def _render_file(today: date, task: _Task) -> list[_Rendered]:
    """Render the forms of a file; what goes wrong is told, never raised."""
    rendered: list[_Rendered] = []
    for opened in open_file(task.file):
        if opened.error:
            rendered.append(_Rendered(Exported(opened.path, error=opened.error)))
        rendered += (_render(task.order, today, opened, one) for one in opened.evaluations)
    return rendered


def _render(order: ExportOrder, today: date, opened: Opened, evaluation: Evaluation) -> _Rendered:
    path, home, name = opened.path, opened.file.parent, evaluation.name
    try:
        errors = obstacles(evaluation, home, today)
        told = Exported(path, name, obstacles=errors, draft=bool(errors) and order.force)
        if errors and not order.force:
            return _Rendered(told)
        stem = stem_for(evaluation, order.name, path)
        documents, fault = _documents(evaluation, order.formats, home, told.draft)
    except (StorageError, ExportError, KeyError) as error:
        return _Rendered(Exported(path, name, error=str(error.args[0])))
    note = note_on(evaluation, documents)
    return _Rendered(replace(told, error=fault, note=note), stem, documents)


def _documents(
    evaluation: Evaluation, formats: Sequence[str], home: Path, draft: bool
) -> tuple[dict[str, bytes], str]:
    """Render the formats that can be, and say of the others why they cannot."""
    from perftui.jobs.apart.templates import render
    from perftui.storage.templates import find_templates

    templates = find_templates(home)
    documents: dict[str, bytes] = {}
    faults = []
    for name in formats:
        try:
            documents[name] = render(evaluation, name, draft=draft, templates=templates)
        except ExportError as error:
            faults.append(f"「{evaluation.name}」没有导出 {name}：{error}")
    return documents, "".join(faults)


def _written(one: _Rendered, order: ExportOrder, taken: set[str]) -> Exported:
    """Write what was rendered, under a number where another form of the call has its name."""
    if not one.documents:
        return one.told
    stem, number = one.stem, 2
    while (key := same_name(stem)) in taken:
        stem, number = f"{one.stem}-{number}", number + 1
    taken.add(key)
    try:
        files = write_documents(one.documents, stem, order.folder, overwrite=order.force)
    except StorageError as error:
        return replace(one.told, error=str(error))
    return replace(one.told, files=files)
