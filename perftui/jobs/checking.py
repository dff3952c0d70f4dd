"""Check many forms and documents, on all cores; a bad file never stops the rest."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from perftui.evaluation import totals
from perftui.evaluation.fields import FieldError, get, name_of
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import print_number
from perftui.jobs.figures import Figures, figures_of
from perftui.jobs.mending import Change, mend
from perftui.jobs.opening import File, Progress, files_in, nothing_in, open_file
from perftui.jobs.rulebook import RuleBook, rulebook_for
from perftui.jobs.spreading import spread
from perftui.rules.checking import NOTHING_FOUND, Report, merged
from perftui.rules.finding import Finding
from perftui.rules.surroundings import Neighbours, Surroundings
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX, save

COMPARING = ("PT035", "PT036")
"""The rules that compare a form with others; they run when all have been read."""


@dataclass(frozen=True)
class CheckedForm:
    """A form and what the rules say of it; `error` says why a file could not be read.

    `names` says what people call the fields that findings are about, `texts` what stands in the
    text fields they rest on. `changes` are what was put right, or would be. `figures` are there
    where they were ordered.
    """

    path: Path
    report: Report = NOTHING_FOUND
    name: str = ""
    unit: str = ""
    year: str = ""
    total: str = ""
    grade: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    error: str = ""
    words: Evaluation | None = None
    figures: Figures | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the form."""
        return self.report.findings


@dataclass(frozen=True)
class Order:
    """How forms are checked.

    `select` and `ignore` are beginnings of codes. `fix` puts right what is certain, `show_fixes`
    only tells what that would change. `beside` are paths of forms to compare with. `figures` asks
    for the figures of each form, too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    show_fixes: bool = False
    beside: tuple[Path, ...] = ()
    today: date | None = None
    figures: bool = False


@dataclass(frozen=True)
class _Task:
    """A file to check, by which rules."""

    file: File
    book: RuleBook


def check_paths(
    paths: Iterable[Path], order: Order, progress: Progress | None = None
) -> Iterator[CheckedForm]:
    """Check forms, documents and folders, in the order of the paths.

    Raises KeyError for codes that no rule has, StorageError for a bad `perftui.toml`.
    """
    named = tuple(paths)
    books = cache(partial(rulebook_for, select=order.select, ignore=order.ignore))
    tasks = [
        (path, _Task(file, books(file.path.parent))) for path in named for file in files_in(path)
    ]
    results = spread(partial(_check_file, order), [task for _, task in tasks], _lost)
    forms: list[CheckedForm] = []  # kept without their tables: comparing needs all
    found: set[Path] = set()
    for number, ((path, task), checked) in enumerate(zip(tasks, results, strict=True), 1):
        if checked:
            found.add(path)
        forms += checked
        if progress:
            progress(number, len(tasks), shown(task.file.path))
    yield from _compared(forms, books, order)
    for path in named:
        if path not in found:
            yield CheckedForm(path, error=nothing_in(path).error)


def _lost(task: _Task) -> list[CheckedForm]:
    name = shown(task.file.path)
    reason = f"读「{name}」时程序意外中断，这份没有检查，请另存一份再试。"
    return [CheckedForm(task.file.path, error=reason)]


def _check_file(order: Order, task: _Task) -> list[CheckedForm]:
    """Check the forms of a file by the rules that look at one form alone."""
    checked: list[CheckedForm] = []
    for opened in open_file(task.file):
        if opened.error:
            checked.append(CheckedForm(opened.path, error=opened.error))
        for evaluation in opened.evaluations:
            checked.append(_check(opened.path, evaluation, task.book, order))
    return checked


def _check(path: Path, evaluation: Evaluation, book: RuleBook, order: Order) -> CheckedForm:
    changes: tuple[Change, ...] = ()
    if (order.fix or order.show_fixes) and path.name.endswith(SUFFIX):
        mended = mend(evaluation, book)
        changes = mended.changes
        if order.fix and changes:
            try:
                save(mended.evaluation, path)
            except StorageError as error:
                return CheckedForm(path, error=str(error))
            evaluation = mended.evaluation
    report = book.without(*COMPARING).examine(evaluation, Surroundings(today=order.today))
    profile = book.profile_of(evaluation)
    return CheckedForm(
        path,
        report,
        name=evaluation.name,
        unit=evaluation.unit,
        year=str(evaluation.year or ""),
        total=print_number(totals.total_score(evaluation)),
        grade=totals.grade(evaluation, profile) or "",
        names=_names(evaluation, report, profile),
        texts=_texts(evaluation, report),
        changes=changes,
        words=_words(evaluation),
        figures=figures_of(evaluation, profile) if order.figures else None,
    )


def _words(evaluation: Evaluation) -> Evaluation:
    """Return what of a form is compared with others: many are kept at once."""
    return evaluation.model_copy(update={"indicators": (), "funds": (), "stated": None})


def _all_findings(report: Report) -> Iterator[Finding]:
    yield from report.findings
    yield from (one.finding for one in report.suppressed)


def _names(evaluation: Evaluation, report: Report, profile: Profile) -> dict[str, str]:
    paths = {
        path for f in _all_findings(report) for path in (f.field, *(e.field for e in f.evidence))
    }
    return {path: name_of(evaluation, path, profile) for path in paths}


def _texts(evaluation: Evaluation, report: Report) -> dict[str, str]:
    paths = {e.field for f in _all_findings(report) for e in f.evidence}
    values = {path: _value(evaluation, path) for path in paths}
    return {path: value for path, value in values.items() if isinstance(value, str)}


def _rested_on(report: Report) -> set[str]:
    return {one.field for finding in _all_findings(report) for one in finding.evidence}


def _value(evaluation: Evaluation, path: str) -> object:
    try:
        return get(evaluation, path)
    except FieldError:  # what a form computes, such as execution_rate
        return None


def _compared(
    forms: list[CheckedForm], books: Callable[[Path], RuleBook], order: Order
) -> Iterator[CheckedForm]:
    """Yield the forms with what the rules say that compare them with one another and others."""
    words = [form.words for form in forms if form.words is not None]
    neighbours = Neighbours((*words, *_neighbours(forms, order)))
    forms.reverse()
    while forms:  # let go of each as it is told
        form = forms.pop()
        if form.words is None:
            yield form
            continue
        around = neighbours.around(form.words, order.today)
        book = books(form.path.parent).only(*COMPARING)
        profile = book.profile_of(form.words)
        compared = book.examine(form.words, around)
        yield replace(
            form,
            report=merged((form.report, compared), profile),
            names={**form.names, **_names(form.words, compared, profile)},
            texts={**form.texts, **_texts(form.words, compared)},
            words=None,
        )


def _neighbours(forms: Sequence[CheckedForm], order: Order) -> list[Evaluation]:
    """Return what else lies in the folders of the forms, or is named to be compared with."""
    checked = {os.path.realpath(form.path) for form in forms}
    folders = dict.fromkeys(form.path.parent for form in forms if form.words is not None)
    near = [
        file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.glob(f"*{SUFFIX}"))
        if os.path.realpath(file) not in checked
    ]
    named = (
        opened for path in order.beside for file in files_in(path) for opened in open_file(file)
    )
    opened = (*(one for file in near for one in open_file(File(file))), *named)
    return [_words(evaluation) for one in opened for evaluation in one.evaluations]
