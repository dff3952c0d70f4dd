"""Check many forms, one after the other; a bad file never stops the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from perftui.evaluation.fields import name_of
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.jobs.opening import open_all
from perftui.rules.checking import check
from perftui.rules.finding import Finding
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import SUFFIX


@dataclass(frozen=True)
class CheckedForm:
    """A form and its findings; `error` says why a file could not be read, `fixed` what was."""

    path: Path
    evaluation: Evaluation | None = None
    findings: tuple[Finding, ...] = ()
    fixed: tuple[str, ...] = ()
    error: str = ""

    @property
    def name(self) -> str:
        """The project's name, empty if there is no form."""
        return self.evaluation.name if self.evaluation else ""

    def field_name(self, finding: Finding) -> str:
        """What people call the field a finding is about."""
        if self.evaluation is None:
            return ""
        return name_of(self.evaluation, finding.field, load_profile(self.evaluation.profile))


def check_paths(
    paths: Iterable[Path], *, select: Sequence[str] = (), ignore: Sequence[str] = (), fix: bool
) -> Iterator[CheckedForm]:
    """Check forms, documents and folders; with `fix`, evaluation files are mended first."""
    for opened in open_all(paths):
        if opened.error:
            yield CheckedForm(opened.path, error=opened.error)
        for evaluation in opened.evaluations:
            form = CheckedForm(opened.path, evaluation)
            if fix and opened.path.name.endswith(SUFFIX):
                form = _fixed(form, evaluation, select, ignore)
            if form.evaluation and not form.error:
                found = check(form.evaluation, select=select, ignore=ignore)
                form = replace(form, findings=found)
            yield form


def _fixed(
    form: CheckedForm, evaluation: Evaluation, select: Sequence[str], ignore: Sequence[str]
) -> CheckedForm:
    """Apply every certain fix, each once, and save."""
    document, labels = Document(evaluation, form.path), []
    seen: set[tuple[str, str]] = set()
    while fix := next(_new_fixes(document, seen, select, ignore), None):
        seen.add((fix.code, fix.field))
        if fix.fix:
            document.set(fix.fix.field, fix.fix.value)
            labels.append(f"{fix.code} {fix.fix.label}")
    try:
        document.save()
    except StorageError as error:
        return replace(form, error=str(error))
    return replace(form, evaluation=document.evaluation, fixed=tuple(labels))


def _new_fixes(
    document: Document,
    seen: set[tuple[str, str]],
    select: Sequence[str],
    ignore: Sequence[str],
) -> Iterator[Finding]:
    for finding in check(document.evaluation, select=select, ignore=ignore):
        if finding.fix and (finding.code, finding.field) not in seen:
            yield finding
