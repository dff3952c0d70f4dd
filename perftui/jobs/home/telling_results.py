"""What became of many forms, row by row: where each stands, what it says, where to go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.safe_text import safe_text
from perftui.jobs.bulk_export import Exported
from perftui.jobs.checking import CheckedForm
from perftui.rules.finding import Finding, Level

if TYPE_CHECKING:
    from perftui.jobs.home.import_report import ImportedForm


class Mood(Enum):
    """How a row of results is meant."""

    GOOD = "good"
    BAD = "bad"
    DOUBT = "doubt"
    PLAIN = "plain"


_MOODS = {Level.ERROR: Mood.BAD, Level.WARNING: Mood.DOUBT, Level.HINT: Mood.PLAIN}


@dataclass(frozen=True)
class Row:
    """One thing told of a form: whether it is well, the form, and what.

    `more` is what there is to know beyond one line; `place` is the field to go to, "" for the form
    as such. Without `path` there is nothing to open.
    """

    mood: Mood
    state: str
    form: str
    says: str
    more: str = ""
    path: Path | None = None
    place: str = ""


def rows_of_check(checked: Iterable[CheckedForm]) -> Iterator[Row]:
    """Tell of checked forms what is wrong, the gravest first."""
    for form in checked:
        name = _named(form.name, form.path, form.year)
        if form.error:
            yield Row(Mood.BAD, "读不出", name, form.error, path=form.path)
        elif not form.findings:
            yield Row(Mood.GOOD, "通过", name, "没有问题。", path=form.path)
        for finding in sorted(form.findings, key=lambda one: one.level.rank):
            says = f"{form.names.get(finding.field, '')}：{finding.message}".lstrip("：")
            more = f"{finding.code}  {finding.hint}".rstrip()
            mood, state = _MOODS[finding.level], finding.level.label
            yield Row(mood, state, name, says, more, form.path, finding.field)


def summary_of_check(checked: Sequence[CheckedForm]) -> str:
    """Say in one line what a check has found."""
    bad = sum(any(one.level is Level.ERROR for one in form.findings) for form in checked)
    clean = sum(not form.findings and not form.error for form in checked)
    unread = sum(bool(form.error) for form in checked)
    levels = [one.level for form in checked for one in form.findings]
    counts = "、".join(f"{level.label}{levels.count(level)}" for level in Level if level in levels)
    parts = (
        f"查了{len(checked)}份表",
        f"{clean}份通过" if clean else "",
        f"{bad}份有错误" if bad else "",
        f"{unread}份读不出" if unread else "",
        f"共{counts}" if counts else "",
    )
    return "，".join(filter(None, parts))


def rows_of_export(exported: Iterable[Exported], names: dict[Path, str]) -> Iterator[Row]:
    """Tell of exported forms what was written, or what stands in the way."""
    for one in exported:
        name = names.get(one.path) or _named(one.name, one.path)
        written = "、".join(safe_text(file.name) for file in one.files)
        where = f"在 {safe_text(str(one.files[0].parent))}" if one.files else ""
        first: Finding | None = one.obstacles[0] if one.obstacles else None
        place = first.field if first else ""
        if one.error and not one.files:
            yield Row(Mood.BAD, "没导出", name, one.error, path=one.path)
        elif first and not one.draft:
            says = f"有{len(one.obstacles)}个错误：{first.message}"
            yield Row(Mood.BAD, "没导出", name, says, first.hint, one.path, place)
        elif first:
            says = f"{written}  每页印了草稿，有{len(one.obstacles)}个错误"
            yield Row(Mood.DOUBT, "草稿", name, says, f"{first.message}  {where}", one.path, place)
        else:
            more = "  ".join(filter(None, (where, one.note)))
            yield Row(Mood.GOOD, "已导出", name, written, more, one.path)
        if one.error and one.files:
            yield Row(Mood.BAD, "没导出", name, one.error, path=one.path)


def summary_of_export(exported: Sequence[Exported]) -> str:
    """Say in one line what was exported."""
    drafts = sum(one.draft and bool(one.files) for one in exported)
    done = sum(bool(one.files) for one in exported)
    files = sum(len(one.files) for one in exported)
    parts = (
        f"导出了{done}份表，{files}个文件",
        f"其中{drafts}份是草稿" if drafts else "",
        f"{len(exported) - done}份没有导出" if done < len(exported) else "",
    )
    return "，".join(filter(None, parts))


def rows_of_import(forms: Iterable["ImportedForm"]) -> Iterator[Row]:
    """Tell of imported forms what was repaired, asked and left out."""
    moods = {"改": Mood.DOUBT, "问": Mood.BAD, "略": Mood.PLAIN}
    states = {"改": "修补", "问": "问过", "略": "略去"}
    for form in forms:
        if not form.told:
            yield Row(Mood.GOOD, "照原样", form.name, "没有修补，没有疑问。", path=form.path)
        for one in form.told:
            says = f"{one.what}" if not one.where else f"{one.where}：{one.what}"
            more = f"原件：{form.source}" if form.source else ""
            yield Row(
                moods[one.kind], states[one.kind], form.name, says, more, form.path, one.place
            )


def _named(name: str, path: Path, year: str = "") -> str:
    shown = " ".join(safe_text(name or path.name).split())
    return f"{year} {shown}".strip()
