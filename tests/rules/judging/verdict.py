"""What the rules make of a planted mistake: found, missed, or found together with other things."""

from collections.abc import Iterable
from dataclasses import dataclass

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.rules.checking import check
from perftui.rules.finding import Finding, Level
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings
from tests.rules.judging.mistakes import Planted, Subject, companions, planted

GRAVE = (Level.ERROR, Level.WARNING)


@dataclass(frozen=True)
class Complaint:
    """One thing the rules did not do as they should: of which mistake, way and form."""

    kind: str
    code: str
    way: str
    form: str
    detail: str

    def __str__(self) -> str:
        return f"{self.code} {self.kind} [{self.way}] on {self.form}: {self.detail}"


def grave(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors and warnings."""
    return tuple(finding for finding in findings if finding.level in GRAVE)


def told(findings: Iterable[Finding]) -> str:
    """Return findings as a line for a person."""
    return " | ".join(f"{f.code} {f.level} {f.field}: {f.message}" for f in findings)


def _found(
    form: Evaluation, beside: Surroundings, profile: Profile | None, only: str = ""
) -> tuple[Finding, ...]:
    return check(form, profile, select=(only,) if only else (), beside=beside)


def judge(code: str, subject: Subject, name: str) -> list[Complaint]:
    """Plant a mistake in every way this correct form allows; return what the rules got wrong."""
    said: list[tuple[str, str, str]] = []
    for way, plant in planted(code, subject).items():
        twin = _found(plant.twin or subject.form, plant.twin_beside, plant.profile)
        form = _found(plant.form, plant.beside, plant.profile)

        alarms = [finding for finding in twin if finding.code == code]
        if alarms:
            said.append(("twin", way, told(alarms)))
        others = [f for f in grave(twin) if f.code != code and f.code not in companions(code)]
        if others:
            said.append(("alarm on the twin", way, told(others)))
        said += [(kind, way, text) for kind, text in _missed(code, plant, form)]
        spared = {code, *companions(code), *plant.codes, *(finding.code for finding in twin)}
        more = [finding for finding in grave(form) if finding.code not in spared]
        if more:
            said.append(("companion", way, told(more)))
    return [Complaint(kind, code, way, name, detail) for kind, way, detail in said]


def _missed(code: str, plant: Planted, found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Say whether the mistake itself was missed, found elsewhere, or at another level."""
    known = [finding for finding in found if finding.code in (code, *plant.codes)]
    there = [finding for finding in known if finding.field.startswith(plant.fields)]
    if not known:
        return [("missed", _planted_text(plant, code))]
    if not there:
        return [("elsewhere", f"wanted {plant.fields}: {told(known)}")]
    if plant.level and plant.level not in {finding.level for finding in there}:
        return [("level", f"wanted {plant.level}: {told(there)}")]
    return []


def _planted_text(plant: Planted, code: str) -> str:
    """Return what was planted: the texts and rows in which form and twin differ."""
    if plant.twin is None:
        return "nothing found"
    pieces = []
    for field in ("goal", "achievements", "problems", "measures"):
        if code in ("PT014", "PT016", "PT017", "PT018") and field in ("problems", "measures"):
            pieces.append(f"{field}: {getattr(plant.form, field)}".replace("\n", " / "))
            continue
        one, other = getattr(plant.form, field), getattr(plant.twin, field)
        if one != other:
            new = [line for line in one.split("\n") if line not in other]
            pieces.append(f"{field}: {' / '.join(new) or one}")
    rows = zip(plant.form.indicators, plant.twin.indicators, strict=False)
    pieces += [
        f"row {one.name} {one.weight}/{one.score} {one.target} {one.actual}"
        for one, other in rows
        if one != other
    ]
    return "; ".join(pieces) or "nothing found"


def judge_real(code: str, subject: Subject) -> list[Complaint]:
    """Plant a mistake into a real form: a finding must be new there."""
    complaints: list[Complaint] = []
    for way, plant in planted(code, subject).items():
        codes = (code, *plant.codes)
        base = plant.twin or subject.form
        before = {
            (finding.code, finding.field, finding.message, finding.evidence)
            for known in codes
            for finding in _found(base, plant.twin_beside, plant.profile, known)
        }
        after = [
            finding
            for known in codes
            for finding in _found(plant.form, plant.beside, plant.profile, known)
            if (finding.code, finding.field, finding.message, finding.evidence) not in before
            and finding.field.startswith(plant.fields)
        ]
        if not after:
            text = _planted_text(plant, code)
            complaints.append(Complaint("missed", code, way, subject.form.name, text))
    return complaints


def alarms(form: Evaluation) -> tuple[Finding, ...]:
    """Return the errors and warnings of a form that deserves none."""
    return grave(check(form, beside=NOTHING_BESIDE))
