"""What each of the nine real forms deserves, found from the form before any rule ran."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check
from perftui.rules.finding import Finding
from perftui.rules.surroundings import surroundings_of

SAMPLES = Path(__file__).parents[2] / "sample_projects"
EXPECTED = tomllib.loads(
    (Path(__file__).parent / "judging" / "real_forms.toml").read_text("utf-8")
)["forms"]
MOST_WARNINGS = 10


@cache
def _forms() -> tuple[Evaluation, ...]:
    paths = sorted(SAMPLES.glob("2019-*.perf.json"))
    return tuple(Evaluation.model_validate_json(path.read_text("utf-8")) for path in paths)


@cache
def _found(name: str) -> tuple[Finding, ...]:
    form = next(form for form in _forms() if form.name == name)
    others = (other for other in _forms() if other is not form)
    return check(form, beside=surroundings_of(form, others))


def _fits(finding: Finding, wanted: dict[str, Any]) -> bool:
    kind = (finding.code, finding.level.value)
    return kind == (wanted["code"], wanted["level"]) and finding.field.startswith(
        tuple(wanted["fields"])
    )


def by_name(form: dict[str, Any]) -> str:
    return str(form["name"])


@pytest.mark.parametrize("form", EXPECTED, ids=by_name)
def test_a_real_form_gets_what_it_deserves(form: dict[str, Any]) -> None:
    found = _found(form["name"])
    missed = [
        f"{wanted['code']} {wanted['level']} {wanted['fields']}: {wanted['why']}"
        for wanted in form["findings"]
        if not any(_fits(finding, wanted) for finding in found)
    ]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("form", EXPECTED, ids=by_name)
def test_a_real_form_gets_nothing_more(form: dict[str, Any]) -> None:
    allowed = {may["code"] for may in form.get("may", ())}
    more = [
        f"{finding.code} {finding.level} {finding.field}: {finding.message}"
        for finding in _found(form["name"])
        if finding.code not in allowed
        and not any(_fits(finding, wanted) for wanted in form["findings"])
    ]
    assert not more, "\n".join(more)


@pytest.mark.parametrize("form", EXPECTED, ids=by_name)
def test_a_real_form_does_not_drown(form: dict[str, Any]) -> None:
    warnings = [finding for finding in _found(form["name"]) if finding.level == "warning"]
    assert len(warnings) <= MOST_WARNINGS
