"""The shipped national form is right in every rule's eyes, and a mistake planted into it is not."""

from pathlib import Path

import pytest

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.rules.checking import check, examine
from perftui.rules.surroundings import surroundings_of

SAMPLES = Path(__file__).parents[2] / "sample_projects"


@pytest.fixture(scope="module")
def shipped() -> dict[str, Evaluation]:
    paths = sorted(SAMPLES.glob("*.perf.json"))
    return {p.name: Evaluation.model_validate_json(p.read_text("utf-8")) for p in paths}


@pytest.fixture(scope="module")
def national(shipped: dict[str, Evaluation]) -> Evaluation:
    (form,) = (form for form in shipped.values() if form.profile == "national2020")
    return form


def test_it_has_no_finding_alone_or_beside_the_others(national, shipped) -> None:
    others = [form for form in shipped.values() if form is not national]
    assert check(national) == ()
    assert check(national, beside=surroundings_of(national, others)) == ()


def test_no_rule_but_those_about_other_forms_lacks_anything(national) -> None:
    assert {one.code for one in examine(national).unchecked} == {"PT035", "PT036"}


def test_it_shows_what_a_national_form_can_hold(national) -> None:
    profile = load_profile("national2020")
    assert totals.grade(national, profile) == "优"
    assert [subtotal.weight for subtotal in totals.subtotals(national, profile)] == [10, 50, 30, 10]
    assert {row.direction for row in national.indicators} == {"positive", "negative", "qualitative"}
    assert sum(1 for row in national.indicators if row.lost) == 3
    assert len(national.funds) == 3


@pytest.mark.parametrize(
    ("path", "typed", "code", "field"),
    [
        ("funds[0].budget", "340", "PT050", "budget"),
        ("funds[2].executed", "1.5", "PT050", "executed"),
        ("problems", "1.车辆大修停驶，少出车28次。" * 20, "PT046", "problems"),
        ("indicators[3].remark", "大修停驶，" * 21, "PT046", "indicators[3].remark"),
        ("indicators[3].remark", "", "PT013", "indicators[3].remark"),
        ("indicators[3].score", "8", "PT019", "indicators[3].score"),
        ("indicators[6].remark", "经办人王小明未及时核验场地。", "PT047", "indicators[6].remark"),
        ("measures", "1.在次核验场地，2023年6月底前完成。", "PT048", "measures[0]"),
    ],
)
def test_a_planted_mistake_is_found(national, plant, path, typed, code, field) -> None:
    found = check(plant({path: typed}, national))
    assert (code, field) in [(finding.code, finding.field) for finding in found]
