"""Many forms at a glance: read and checked on all cores, counted, written as page or workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from perftui.evaluation.profile import Profile, load_profile
from perftui.jobs.checking import CheckedForm, Order, check_paths
from perftui.jobs.figures import Figures
from perftui.jobs.opening import Progress
from perftui.jobs.same_projects import same_projects
from perftui.phrases.bank.file import BankError
from perftui.phrases.bank.shipped import shipped_bank
from perftui.rules.finding import Finding
from perftui.rules.registry import find_rule
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.workspace import make_folder
from perftui.writers.report.forms import (
    FormKind,
    ReportedFinding,
    ReportedForm,
    ReportedTopic,
    Unread,
)
from perftui.writers.report.overview import Overview, overview_of

FORMATS = (".html", ".xlsx")
"""The endings of the files a report can be written to."""


def report_on(
    paths: Iterable[Path], order: Order, sort: str = "unit", progress: Progress | None = None
) -> Overview:
    """Read and check forms, documents, folders and archives, and return them counted.

    `sort` is one of the overview's `ORDERS`. Raises StorageError for a bad `perftui.toml`.
    """
    figures: list[Figures] = []
    forms: list[ReportedForm] = []
    unread: list[Unread] = []
    for checked in check_paths(paths, replace(order, figures=True), progress):
        if checked.error:
            unread.append(Unread(str(checked.path), checked.error))
        if checked.figures is not None:
            figures.append(checked.figures)
            forms.append(_reported(checked, checked.figures))
    numbered = zip(forms, same_projects(figures), strict=True)
    return overview_of((replace(form, project=n) for form, n in numbered), unread, sort)


def refuse(path: Path, overview: Overview | None = None) -> None:
    """Raise StorageError where a report may not be written: no such format, or over a form."""
    if path.name.endswith(SUFFIX):
        raise StorageError(f"-o 后面要写报告的文件名，「{shown(path)}」是自评表，没有覆盖。")
    if path.suffix.lower() not in FORMATS:
        raise StorageError(f"报告写成网页或工作簿，「{shown(path)}」要以 .html 或 .xlsx 结尾。")
    if overview and any(_is_within(Path(file), path) for file in overview.files):
        raise StorageError(f"「{shown(path)}」是要汇总的文件，没有用报告覆盖，请换一个文件名。")


def write_report(overview: Overview, path: Path) -> None:
    """Write the report as the ending of the path says; raises StorageError."""
    refuse(path, overview)
    make_folder(path.parent)
    write_atomic(path, _rendered(overview, path.suffix.lower()))


def _rendered(overview: Overview, ending: str) -> bytes:
    if ending == ".html":
        from perftui.writers.report.page.page import render_page

        return render_page(overview)
    from perftui.writers.report.workbook.workbook import render_book

    return render_book(overview)


def _is_within(source: Path, path: Path) -> bool:
    """Whether a form was read from this file, or from an archive that it is."""
    return path.resolve() in (source.resolve(), *source.resolve().parents)


def _reported(checked: CheckedForm, figures: Figures) -> ReportedForm:
    """Return what the report takes of a form; its project is known when all have been read."""
    return ReportedForm(
        file=str(checked.path),
        name=checked.name,
        unit=checked.unit,
        year=figures.year,
        kind=_kind(figures.profile),
        project=0,
        budget=figures.budget,
        executed=figures.executed,
        score=figures.score,
        is_scored=figures.is_scored,
        grade=checked.grade,
        rows=figures.rows,
        findings=_findings(checked.findings),
        topics=tuple(ReportedTopic(topic, _topic_name(topic)) for topic in figures.topics),
        suppressed=_findings(tuple(one.finding for one in checked.report.suppressed)),
    )


def _findings(findings: Sequence[Finding]) -> tuple[ReportedFinding, ...]:
    return tuple(_finding(finding.code, finding.level.value) for finding in findings)


@cache
def _finding(code: str, level: str) -> ReportedFinding:
    return ReportedFinding(code, find_rule(code).title, level)


@cache
def _kind(profile_id: str) -> FormKind:
    profile: Profile = load_profile(profile_id)
    return FormKind(
        profile.id,
        profile.name,
        tuple(category.name for category in profile.categories),
        profile.grades,
        profile.thresholds.low_rate,
        profile.thresholds.very_low_rate,
    )


@cache
def _topic_name(topic: str) -> str:
    try:
        return shipped_bank().name_of(topic)
    except BankError:
        return ""
