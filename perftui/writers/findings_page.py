"""The findings of many forms as one self-contained html page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from perftui.writers.printed import clean
from perftui.writers.texts import render_template

_LEVELS = {"error": "错误", "warning": "警告", "hint": "提示"}
_KEYS = ("code", "level", "field", "field_name", "message", "hint")

Plain = dict[str, str]


def render_findings_page(files: Sequence[Mapping[str, object]]) -> str:
    """Return a page with a table of the files on top and the findings of each below.

    A file is {"file", "name", "findings"}; a finding is {"code", "level", "field", "field_name",
    "message", "hint"}, where `level` is error, warning or hint. What is missing is left empty.
    """
    named = [_texts(file, ("file", "name")) for file in files]
    findings = [_findings(file) for file in files]
    counts = [_counts(of_file) for of_file in findings]
    return render_template(
        "findings.html.j2",
        files=tuple(zip(named, findings, counts, strict=True)),
        totals={level: sum(count[level] for count in counts) for level in _LEVELS},
        levels=_LEVELS,
    )


def _findings(file: Mapping[str, object]) -> tuple[Plain, ...]:
    given = cast(Iterable[Mapping[str, object]], file.get("findings") or ())
    return tuple(_texts(finding, _KEYS) for finding in given)


def _counts(findings: tuple[Plain, ...]) -> dict[str, int]:
    return {level: sum(f["level"] == level for f in findings) for level in _LEVELS}


def _texts(values: Mapping[str, object], keys: tuple[str, ...]) -> Plain:
    return {key: clean(str(values.get(key) or "")) for key in keys}
