"""A form out: whether it may leave, under which names, and its documents written to a folder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.jobs.rulebook import rulebook_for
from perftui.rules.finding import Finding, Level
from perftui.rules.surroundings import Surroundings
from perftui.storage.atomic import write_atomic
from perftui.storage.configuration import FILE, find_configuration
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.workspace import file_stem, make_folder, safe_stem
from perftui.writers.book import ExportError

DEFAULT_FORMAT = "docx"


@dataclass(frozen=True)
class ExportOrder:
    """What is to be exported how, and where to.

    `formats` and the pattern of the documents' `name` are, where empty, those of the forms' folder.
    `force` writes over files that are there, and forms with errors as drafts.
    """

    folder: Path
    formats: tuple[str, ...] = ()
    name: str = ""
    force: bool = False


def obstacles(evaluation: Evaluation, home: Path, today: date) -> list[Finding]:
    """Return the errors that keep a form of a folder from being exported but as a draft.

    Raises StorageError for a bad `perftui.toml`.
    """
    report = rulebook_for(home).examine(evaluation, Surroundings(today=today))
    return [finding for finding in report.findings if finding.level is Level.ERROR]


@dataclass(frozen=True)
class Prospect:
    """What speaks against an export: the errors of the form, and files that are there already."""

    obstacles: Sequence[Finding]
    present: Sequence[Path]


def foresee(evaluation: Evaluation, order: ExportOrder, home: Path, today: date) -> Prospect:
    """Return what speaks against exporting a form of a folder.

    Raises StorageError, ExportError.
    """
    order = completed(order, home)
    paths = targets(stem_for(evaluation, order.name), order.formats, order.folder)
    present = [path for path in paths if _exists(path)]
    return Prospect(obstacles(evaluation, home, today), present)


def completed(order: ExportOrder, home: Path) -> ExportOrder:
    """Return the order with what the `perftui.toml` of a folder says of formats and names.

    Raises StorageError for a bad one, ExportError for a format or a pattern that is none.
    """
    settings = find_configuration(home).export
    try:
        _refuse_unknown(settings.to, settings.name)
    except ExportError as error:
        raise StorageError(f"「{FILE}」的 [export]：{error}") from None
    formats = order.formats or settings.to or (DEFAULT_FORMAT,)
    name = order.name or settings.name
    _refuse_unknown(formats, name)
    known = tuple(dict.fromkeys(format_name.lower() for format_name in formats))
    return replace(order, formats=known, name=name)


def _refuse_unknown(formats: Sequence[str], name: str) -> None:
    from perftui.writers.exporting import format_named

    for format_name in formats:
        format_named(format_name.lower())
    if name:
        from perftui.writers.naming import check_pattern  # brings the templates along

        check_pattern(name)


def stem_for(evaluation: Evaluation, pattern: str, source: Path | None = None) -> str:
    """Return the name of a form's documents without suffix, by a pattern or 年度-项目名称.

    Raises ExportError for a bad pattern.
    """
    if not pattern:
        return file_stem(evaluation)
    from perftui.writers.naming import named

    return safe_stem(named(evaluation, pattern, source.name.partition(".")[0] if source else ""))


def targets(stem: str, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Return the files of documents with a name."""
    return tuple(folder / f"{stem}.{name}" for name in formats)


def _contents(
    evaluation: Evaluation, formats: Sequence[str], home: Path, *, draft: bool = False
) -> dict[str, bytes]:
    """Return a form's documents by format, by the templates of its folder where it has any.

    Raises ExportError, StorageError for templates that cannot be read.
    """
    from perftui.jobs.apart.templates import render
    from perftui.storage.templates import find_templates

    templates = find_templates(home)
    return {name: render(evaluation, name, draft=draft, templates=templates) for name in formats}


def note_on(evaluation: Evaluation, formats: Iterable[str]) -> str:
    """Say what documents in these formats print otherwise than the form has it, if anything."""
    if "pdf" not in formats:
        return ""
    from perftui.writers.exporting import printed_otherwise

    return printed_otherwise(evaluation)


def write_documents(
    documents: Mapping[str, bytes], stem: str, folder: Path, *, overwrite: bool = False
) -> tuple[Path, ...]:
    """Write a form's documents and return the files; none is written where one may not be.

    Raises StorageError for files that are there and may not be overwritten, or a bad folder.
    """
    paths = targets(stem, tuple(documents), folder)
    refuse_to_overwrite(() if overwrite else paths)
    make_folder(folder)
    for path, content in zip(paths, documents.values(), strict=True):
        write_atomic(path, content)
    return paths


def refuse_to_overwrite(paths: Sequence[Path]) -> None:
    """Raise StorageError if one of the files is there."""
    for path in paths:
        if _exists(path):
            raise StorageError(f"「{shown(path)}」已经有了，没有覆盖；要覆盖请加 --force。")


def export_form(
    evaluation: Evaluation,
    formats: Sequence[str],
    folder: Path,
    *,
    overwrite: bool = False,
    draft: bool = False,
    home: Path | None = None,
) -> tuple[Path, ...]:
    """Write a form in some formats and return the files, whatever the rules say of it.

    `home` is the folder of the form, whose templates and pattern of names are used. Raises
    StorageError before anything is written if a file is there and may not be overwritten, or if
    the folder cannot be written; ExportError for an unknown format.
    """
    order = completed(ExportOrder(folder, tuple(formats)), home or folder)
    documents = _contents(evaluation, order.formats, home or folder, draft=draft)
    stem = stem_for(evaluation, order.name)
    return write_documents(documents, stem, folder, overwrite=overwrite)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise explain(error, path, "写入") from error
