"""`check`: every finding of a form at once, the gravest first, then by place in the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from perftui.evaluation.fields import NARRATIVES, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from perftui.rules.bounds import bounded
from perftui.rules.finding import Finding
from perftui.rules.form import Form
from perftui.rules.registry import all_rules
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings

Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Suppressed:
    """A finding that the unit has a reason to leave as it is."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Unchecked:
    """A rule that could not judge, and what the form would need for it."""

    code: str
    needs: str


@dataclass(frozen=True)
class Report:
    """What the rules say of a form: findings, those suppressed, and what could not be judged."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


NOTHING_FOUND = Report(())


def check(
    evaluation: Evaluation,
    profile: Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    beside: Surroundings = NOTHING_BESIDE,
) -> tuple[Finding, ...]:
    """Return the findings of a form, as `examine` does, without those suppressed."""
    return examine(evaluation, profile, select, ignore, beside).findings


def examine(
    evaluation: Evaluation,
    profile: Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    beside: Surroundings = NOTHING_BESIDE,
) -> Report:
    """Return all that the rules say of a form, errors first.

    `profile` defaults to the shipped one that the evaluation names; KeyError if there is none.
    `select` and `ignore` are beginnings of codes; nothing selected means every rule. `beside` is
    what lies beside the form; by default nothing.
    """
    short, lengths = bounded(evaluation)
    form = Form(short, profile or load_profile(evaluation.profile), beside, lengths)
    wanted, unwanted = _prefixes(select) or ("",), _prefixes(ignore)
    rules = (r for r in all_rules() if r.code.startswith(wanted))
    kept = [
        r
        for r in rules
        if not r.code.startswith(unwanted) and form.profile.rules.get(r.code) != "off"
    ]
    lacking = {rule.code: needs for rule in kept if (needs := rule.lacks(form))}
    able = (rule for rule in kept if rule.code not in lacking)
    found = sorted(
        (_without_cut(finding, lengths) for rule in able for finding in rule.findings(form)),
        key=partial(_order, form.profile),
    )
    reasons = evaluation.suppressed
    return Report(
        tuple(f for f in found if f.code not in reasons),
        tuple(Suppressed(f, reasons[f.code]) for f in found if f.code in reasons),
        tuple(Unchecked(code, needs) for code, needs in lacking.items()),
    )


def _without_cut(finding: Finding, lengths: Mapping[str, int]) -> Finding:
    """Leave out a fix that would set a text of which only the beginning was read."""
    is_cut = finding.fix is not None and finding.fix.field in lengths
    return replace(finding, fix=None) if is_cut else finding


def merged(reports: Iterable[Report], profile: Profile) -> Report:
    """Return several reports of one form as one, in the order of `examine`."""
    parts = tuple(reports)
    return Report(
        tuple(sorted((f for part in parts for f in part.findings), key=partial(_order, profile))),
        tuple(one for part in parts for one in part.suppressed),
        tuple(sorted((one for part in parts for one in part.unchecked), key=lambda u: u.code)),
    )


def _order(profile: Profile, finding: Finding) -> tuple[int, Place, str]:
    return (finding.level.rank, _place(finding.field, profile), finding.code)


def _prefixes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in codes)


def _place(path: str, profile: Profile) -> Place:
    """Return where a field stands: header, narratives, then the table row by row."""
    step = parse_path(path)
    inner = -1 if step.index is None else step.index
    if step.field == "indicators":
        columns = [column.field for column in profile.columns]
        return (2, 0, inner, _index(columns, step.sub))
    if step.field in NARRATIVES:
        return (1, NARRATIVES.index(step.field), inner, 0)
    return (0, _index(profile.header_fields, step.field), inner, 0)


def _index(names: Sequence[str], name: str | None) -> int:
    if name is None:
        return -1
    return names.index(name) if name in names else len(names)
