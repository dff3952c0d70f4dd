"""What `check` prints: the findings of each form, what was mended, what could not be judged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from perftui.cli.output import say_line
from perftui.rules.finding import Level

if TYPE_CHECKING:
    from perftui.jobs.checking import CheckedForm

Lacking = dict[str, Counter[str]]
"""What was lacking, and for which rules in how many forms."""

_BESIDE_CODE = " " * 14


def say_findings(checked: "Iterable[CheckedForm]") -> None:
    """Print the findings grouped by file, then how many there are and what was not judged."""
    counts: Counter[Level] = Counter()
    lacking: Lacking = defaultdict(Counter)
    forms = aside = 0
    for form in checked:
        if form.error:
            continue
        forms += 1
        aside += len(form.report.suppressed)
        counts.update(finding.level for finding in form.findings)
        for one in form.report.unchecked:
            lacking[one.needs][one.code] += 1
        say_line(_heading(form))
        for line in _lines(form):
            say_line(f"  {line}")
    for line in _unchecked(lacking):
        say_line(line)
    told = "，".join(f"{level.label} {counts[level]}" for level in Level)
    say_line(f"共 {forms} 份：{told}{f'，搁置 {aside}' if aside else ''}")


def say_changes(form: "CheckedForm", done: bool) -> bool:
    """Print what is, or would be, put right in a form, as a diff; returns whether anything."""
    if form.changes:
        say_line(f"{'已修正' if done else '可修正'}  {form.path}")
        for change in form.changes:
            for line in change.lines:
                say_line(f"  {line}")
    return bool(form.changes)


def to_json(form: "CheckedForm") -> dict[str, Any]:
    """Return a checked form as `check --json` prints it."""
    report = form.report
    data: dict[str, Any] = {
        "file": str(form.path),
        "name": form.name,
        "findings": [finding.to_json() for finding in report.findings],
    }
    if report.suppressed:
        data["suppressed"] = [
            one.finding.to_json() | {"reason": one.reason} for one in report.suppressed
        ]
    if report.unchecked:
        data["unchecked"] = [{"code": one.code, "needs": one.needs} for one in report.unchecked]
    if form.changes:
        data["changes"] = ["\n".join(change.lines) for change in form.changes]
    return data | ({"error": form.error} if form.error else {})


def _heading(form: "CheckedForm") -> str:
    return f"{form.name or '（未命名）'}  {form.path}"


def _lines(form: "CheckedForm") -> Iterator[str]:
    for finding in form.findings:
        fix = "（可自动修正：--fix）" if finding.fix and finding.fix.certain else ""
        yield f"{finding.level.label} {finding.code}  {finding.message}"
        yield f"{_BESIDE_CODE}{finding.hint}{fix}"
    for one in form.report.suppressed:
        yield f"搁置 {one.finding.code}  {one.finding.message}"
        yield f"{_BESIDE_CODE}理由：{one.reason}"
    if not form.findings:
        yield "没有问题"


def _unchecked(lacking: Lacking) -> Iterator[str]:
    """Say once, not in every form, which rules lacked what they need."""
    for needs, codes in lacking.items():
        yield f"没有查 {'、'.join(codes)}：{max(codes.values())}份表没有{needs}"
