"""The findings of many forms as one self-contained html page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from perftui.writers.findings.listed import (
    LEVELS,
    SUPPRESSED,
    ListedFinding,
    ListedForm,
    cleaned,
)
from perftui.writers.findings.tally import RuleCount, Tally
from perftui.writers.texts.environment import render_template

_IN_MEMORY = 4_000_000
_FORMS_HERE = "<!--forms-->"  # where the template wants them; no text of a form can hold a <
_QUOTES_SHOWN = 5
_RULES_SHOWN = 12

Plain = dict[str, object]


def write_findings_page(forms: Iterable[ListedForm], out: BinaryIO) -> None:
    """Write a page in UTF-8: totals, a table of the forms, the rules, the findings of each form.

    The forms are gone through once, and only a line of each is kept: the parts of the page that
    stand below the totals wait in a temporary file.
    """
    tally, lines, unread = Tally(), list[Plain](), list[ListedForm]()
    with SpooledTemporaryFile(_IN_MEMORY) as parts:
        for form in map(cleaned, forms):
            if form.error:
                unread.append(form)
                continue
            counts = tally.add(form)
            lines.append(_line(form, counts))
            part = render_template("findings_form.html.j2", number=tally.forms, **_part(form))
            parts.write(part.encode())
        above, below = _page(tally, lines, unread).split(_FORMS_HERE)
        out.write(above.encode())
        parts.seek(0)
        copyfileobj(parts, out)
        out.write(below.encode())


def _page(tally: Tally, lines: list[Plain], unread: list[ListedForm]) -> str:
    rules = tuple(_rule(rule, tally.forms) for rule in tally.rules if rule.forms)
    return render_template(
        "findings.html.j2",
        totals={"forms": tally.forms, "flawed": tally.flawed, **_counts(tally.counts)},
        levels=LEVELS,
        lines=lines,
        rules=rules[:_RULES_SHOWN],
        other_rules=rules[_RULES_SHOWN:],
        unread=tuple((form.file, form.error) for form in unread),
    )


def _counts(counts: Mapping[str, int]) -> Plain:
    return {"suppressed": counts[SUPPRESSED], **{level: counts[level] for level in LEVELS}}


def _line(form: ListedForm, counts: Counter[str]) -> Plain:
    return {**_header(form), **_counts(counts)}


def _header(form: ListedForm) -> Plain:
    return {
        "name": form.name or form.file,
        "file": form.file if form.name else "",
        "unit": form.unit,
        "year": form.year,
        "total": form.total,
        "grade": form.grade,
    }


def _rule(rule: RuleCount, forms: int) -> Plain:
    share = (len(rule.forms) * 2000 + forms) // (2 * forms)  # in tenths of a per cent, half up
    return {
        "code": rule.code,
        "title": rule.title,
        "forms": tuple(rule.forms),
        "share": f"{share // 10}.{share % 10}",
    }


def _part(form: ListedForm) -> Plain:
    return {
        "form": _header(form),
        "groups": tuple(_groups(form)),
        "suppressed": tuple(map(_finding, form.suppressed)),
        "unchecked": form.unchecked,
    }


def _groups(form: ListedForm) -> Iterator[Plain]:
    """Yield the findings of each level that has any."""
    for level, label in LEVELS.items():
        found = tuple(_finding(finding) for finding in form.findings if finding.level == level)
        if found:
            yield {"level": level, "label": label, "findings": found}


def _finding(finding: ListedFinding) -> Plain:
    quotes = tuple((finding.name_before(q), tuple(q.pieces)) for q in finding.quotes)
    return {
        "code": finding.code,
        "title": finding.title,
        "field": finding.where,
        "label": LEVELS[finding.level],
        "begins": finding.message.startswith(finding.where),  # then its name need not be said twice
        "message": finding.message.removeprefix(finding.where),
        "hint": finding.hint,
        "reason": finding.reason,
        "quotes": quotes[:_QUOTES_SHOWN],
        "other_quotes": quotes[_QUOTES_SHOWN:],
    }
