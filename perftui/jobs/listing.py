"""Checked forms as the plain data that reports of findings are made of, and the reports' files."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

from perftui.jobs.checking import CheckedForm
from perftui.rules.checking import Unchecked
from perftui.rules.finding import Finding
from perftui.rules.registry import find_rule
from perftui.storage.atomic import write_atomic
from perftui.storage.probing import refuse_closed
from perftui.writers.findings.listed import ListedFinding, ListedForm, ListedText, quote


def write_page(checked: Iterable[CheckedForm], path: Path) -> None:
    """Write the findings as one page; raises StorageError, before any form is checked if it can."""
    from perftui.writers.findings.page import write_findings_page

    refuse_closed(path.parent)
    page = BytesIO()
    write_findings_page(map(listed, checked), page)
    write_atomic(path, page.getvalue())


def write_book(checked: Iterable[CheckedForm], path: Path) -> None:
    """Write the findings as a workbook, a row each; raises StorageError, as a page does."""
    from perftui.writers.findings.workbook import write_findings_book

    refuse_closed(path.parent)
    book = BytesIO()
    write_findings_book(map(listed, checked), book)
    write_atomic(path, book.getvalue())


def listed(form: CheckedForm) -> ListedForm:
    """Return a checked form as reports list it."""
    return ListedForm(
        str(form.path),
        name=form.name,
        unit=form.unit,
        year=form.year,
        total=form.total,
        grade=form.grade,
        findings=tuple(_finding(form, finding) for finding in form.findings),
        suppressed=tuple(_finding(form, s.finding, s.reason) for s in form.report.suppressed),
        unchecked=tuple(_lacking(form.report.unchecked)),
        error=form.error,
    )


def _finding(form: CheckedForm, finding: Finding, reason: str = "") -> ListedFinding:
    return ListedFinding(
        finding.code,
        find_rule(finding.code).title,
        finding.level.value,
        finding.field,
        form.names.get(finding.field, ""),
        finding.message,
        finding.hint,
        tuple(_quotes(form, finding)),
        reason,
    )


def _quotes(form: CheckedForm, finding: Finding) -> Iterator[ListedText]:
    """Quote the texts a finding rests on, each field once."""
    by_field: dict[str, list[tuple[int, int | None]]] = {}
    for one in finding.evidence:
        by_field.setdefault(one.field, []).append((one.start, one.end))
    for field, spans in by_field.items():
        if field in form.texts:
            yield from quote(form.names.get(field, ""), form.texts[field], spans)


def _lacking(unchecked: Iterable[Unchecked]) -> Iterator[str]:
    """Say which rules could not judge, those for want of the same in one sentence."""
    by_need = sorted(unchecked, key=lambda one: (one.needs, one.code))
    for needs, rules in groupby(by_need, key=lambda one: one.needs):
        yield f"没有查 {'、'.join(rule.code for rule in rules)}：没有{needs}。"
