"""What the reports of findings take: forms and their findings as plain data, texts quoted.

Whoever has checked forms makes `ListedForm`s of them; a report goes through them once, so that
they may be made one after the other. What they hold is not trusted: `cleaned` before it is shown.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from perftui.writers.cell import clean
from perftui.writers.findings.quoting import ListedText, quote

__all__ = [
    "LEVELS",
    "SUPPRESSED",
    "ListedFinding",
    "ListedForm",
    "ListedText",
    "cleaned",
    "quote",
]

LEVELS = {"error": "错误", "warning": "警告", "hint": "提示"}
"""The levels of findings, the gravest first, with their names."""

SUPPRESSED = "搁置"
"""What stands in place of a level where a finding is suppressed."""

_SHORT = 15  # a text no longer than this may be a number or a name


@dataclass(frozen=True)
class ListedFinding:
    """A finding; `reason` says why it was suppressed and is empty for a live one."""

    code: str
    title: str
    level: str
    field: str
    field_name: str
    message: str
    hint: str
    quotes: tuple[ListedText, ...] = ()
    reason: str = ""

    @property
    def where(self) -> str:
        """What people call the field it is about."""
        return self.field_name or self.field

    def name_before(self, quoted: ListedText) -> str:
        """Return the name to show with a quote; none with a sentence of the finding's own field."""
        name = clean(quoted.name)
        is_sentence = len(quoted.text) > _SHORT
        return "" if is_sentence and self.where.startswith(name) else name


@dataclass(frozen=True)
class ListedForm:
    """A form with what was found; `error` says why a file could not be checked at all.

    `unchecked` are sentences that say which rules could not judge, and for want of what.
    """

    file: str
    name: str = ""
    unit: str = ""
    year: str = ""
    total: str = ""
    grade: str = ""
    findings: tuple[ListedFinding, ...] = ()
    suppressed: tuple[ListedFinding, ...] = ()
    unchecked: tuple[str, ...] = ()
    error: str = ""


def cleaned(form: ListedForm) -> ListedForm:
    """Return the form fit to be shown: clean texts, known levels; quotes are left as they are."""
    return replace(
        form,
        **_clean_texts(form),
        findings=tuple(_cleaned_finding(finding) for finding in form.findings),
        suppressed=tuple(_cleaned_finding(finding) for finding in form.suppressed),
        unchecked=tuple(clean(sentence) for sentence in form.unchecked),
    )


def _cleaned_finding(finding: ListedFinding) -> ListedFinding:
    level = finding.level if finding.level in LEVELS else "hint"
    return replace(finding, **_clean_texts(finding) | {"level": level})


def _clean_texts(listed: ListedForm | ListedFinding) -> dict[str, Any]:
    values = {field.name: getattr(listed, field.name) for field in fields(listed)}
    return {name: clean(text) for name, text in values.items() if isinstance(text, str)}
