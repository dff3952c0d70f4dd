"""The rule book before an independent judge: correct forms are left alone, mistakes are found."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check
from tests.rules.judging.correct import PROFILES, Recipe, build
from tests.rules.judging.harmless import HARMLESS
from tests.rules.judging.kits import kit_names
from tests.rules.judging.mistakes import MISTAKES
from tests.rules.judging.planting import adding, deadline, light, real_subject, subject_of
from tests.rules.judging.verdict import alarms, judge, judge_real, told

SAMPLES = Path(__file__).parents[2] / "sample_projects"
REAL = sorted(SAMPLES.glob("2019-*.perf.json"))
CODES = sorted(MISTAKES)
FEW = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@cache
def _real(path: Path) -> Evaluation:
    return Evaluation.model_validate_json(path.read_text("utf-8"))


def _recipes(code: str) -> list[Recipe]:
    """Return two recipes a profile for a rule, other kits for other rules."""
    kits, turn = kit_names(), CODES.index(code)
    return [
        Recipe(kits[(turn + 5 * n) % len(kits)], profile, turn + n)
        for profile in PROFILES
        for n in range(2)
    ]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kit", kit_names())
def test_a_correct_form_has_neither_error_nor_warning(kit: str, profile: str) -> None:
    @FEW
    @given(st.integers(0, 10**6))
    def holds(seed: int) -> None:
        form = build(Recipe(kit, profile, seed)).form
        assert not (found := alarms(form)), told(found)

    holds()


@pytest.mark.parametrize("code", CODES)
def test_a_planted_mistake_is_found_and_nothing_else(code: str) -> None:
    complaints = [
        complaint
        for recipe in _recipes(code)
        for complaint in judge(
            code, subject_of(build(recipe)), f"{recipe.kit}/{recipe.profile}/{recipe.seed}"
        )
    ]
    assert not complaints, "\n".join(map(str, complaints))


@pytest.mark.parametrize("code", CODES)
def test_a_mistake_planted_into_a_real_form_is_found(code: str) -> None:
    complaints = [
        complaint for path in REAL for complaint in judge_real(code, real_subject(_real(path)))
    ]
    assert not complaints, "\n".join(map(str, complaints))


@pytest.mark.parametrize(
    ("field", "sentence"), [(field, text) for field, texts in HARMLESS.items() for text in texts]
)
@pytest.mark.parametrize("kit", ["training", "library"])
def test_nothing_is_said_of_a_harmless_sentence(kit: str, field: str, sentence: str) -> None:
    profile = PROFILES[kit == "library"]
    subject = light(subject_of(build(Recipe(kit, profile, 3))))
    said = sentence.format(by=deadline(subject.form), year=subject.year, next=subject.year + 1)
    form = subject.form.model_copy(update={"goal": said})
    if field != "goal":
        form = adding(subject.form, field, said)
    before = {(finding.code, finding.field) for finding in check(subject.form)}
    # a problem or a measure more is one without its counterpart
    lonely = {"problems": "PT016", "measures": "PT017"}.get(field)
    more = [
        finding
        for finding in check(form)
        if finding.code != lonely and (finding.code, finding.field) not in before
    ]
    assert not more, told(more)
