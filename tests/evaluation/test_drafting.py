"""New forms, blank or rolled forward, and the steps that remain."""

from decimal import Decimal

import pytest

from perftui.evaluation.drafting import blank_form, roll_forward
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.profile import load_profile
from perftui.evaluation.progress import next_step, steps
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load


@pytest.fixture
def tower() -> Evaluation:
    (file,) = sample_projects().glob("2019-人才大厦*")
    return load(file)


@pytest.mark.parametrize("profile_id", ["sh2019", "national2020"])
def test_a_blank_form_holds_its_fixed_rows_without_scores(profile_id: str) -> None:
    profile = load_profile(profile_id)
    form = blank_form("甲\x1b[31m专项", profile, 2021)
    assert (form.name, form.year, form.profile) == ("甲专项", 2021, profile_id)
    names = [(row.category, row.name, row.weight, row.explanation) for row in form.indicators]
    assert names == [
        (r.category, r.name, r.weight, r.explanation) for r in profile.fixed_indicators
    ]
    assert {row.score for row in form.indicators} == {None}


def test_rolling_forward_keeps_who_and_what_and_blanks_the_results(tower: Evaluation) -> None:
    draft = roll_forward(tower)
    assert draft.year == 2020
    assert (draft.name, draft.unit, draft.goal) == (tower.name, tower.unit, tower.goal)
    assert draft.recurring is True
    assert draft.last_year_budget == tower.budget == Decimal("13180638.00")
    assert (draft.budget, draft.executed, draft.date, draft.stated) == (None,) * 4
    assert (draft.achievements, draft.problems, draft.measures) == ("",) * 3
    kept = [(r.category, r.name, r.explanation, r.weight) for r in draft.indicators]
    assert kept == [(r.category, r.name, r.explanation, r.weight) for r in tower.indicators]
    assert {(row.score, row.remark, row.actual) for row in draft.indicators} == {(None, "", None)}
    assert tower.indicators[0].score == 6


def test_rolling_forward_keeps_targets_and_unknown_keys() -> None:
    row = Indicator.model_validate({"category": "产出指标", "target": "≥95%", "编号": "7"})
    form = Evaluation.model_validate({"indicators": (row,), "来源": "预算系统", "year": 2019})
    draft = roll_forward(form, "新名称\ud800\x1b[2J")
    assert draft.name == "新名称"
    assert draft.model_extra == {"来源": "预算系统"}
    assert draft.indicators[0].target == "≥95%"
    assert draft.indicators[0].model_extra == {"编号": "7"}


@pytest.mark.parametrize("year", [None, "今年"])
def test_without_a_readable_year_the_draft_has_none(year: str | None) -> None:
    assert roll_forward(Evaluation(year=year)).year is None


def test_a_name_of_nothing_but_controls_is_no_name() -> None:
    assert roll_forward(Evaluation(name="甲"), "\x07").name == "甲"


def test_the_steps_follow_the_form_and_name_the_first_field_that_wants_something() -> None:
    profile = load_profile("sh2019")
    form = blank_form("甲专项", profile)
    found = steps(form)
    assert [step.name for step in found] == [
        *("基本信息", "资金", "指标", "主要绩效", "主要问题", "改进措施")
    ]
    assert [step.path for step in found[:3]] == ["unit", "budget", "indicators[0].score"]
    assert not any(step.done for step in found)


def test_a_finished_form_has_no_next_step(tower: Evaluation) -> None:
    assert next_step(tower) is None
    assert all(step.done for step in steps(tower))


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"unit": "  "}, "unit"),
        ({"recurring": None}, "recurring"),
        ({"date": "20-4-20"}, "date"),
        ({"executed": "约百万"}, "executed"),
        ({"problems": ""}, "problems"),
        ({"indicators": ()}, "indicators"),
    ],
)
def test_what_is_blank_or_unreadable_is_the_next_step(
    tower: Evaluation, changes: dict[str, object], path: str
) -> None:
    form = Evaluation.model_validate({**tower.model_dump(), **changes})
    step = next_step(form)
    assert step is not None
    assert step.path == path


def test_a_row_with_an_unreadable_score_is_not_done(tower: Evaluation) -> None:
    rows = [row.model_dump() for row in tower.indicators]
    rows[3]["score"] = "满分"
    form = Evaluation.model_validate({**tower.model_dump(), "indicators": rows})
    step = next_step(form)
    assert step is not None
    assert (step.name, step.path) == ("指标", "indicators[3].score")


def test_a_no_is_an_answer(tower: Evaluation) -> None:
    assert next_step(tower.model_copy(update={"recurring": False})) is None


def test_points_are_lost_only_where_weight_and_score_are_numbers() -> None:
    assert Indicator(category="甲", weight="8", score="7").lost == 1
    assert Indicator(category="甲", weight="8", score="9").lost == 0
    assert Indicator(category="甲", weight="8").lost == 0
    assert Indicator(category="甲", weight="约8", score="7").lost == 0


def test_what_an_import_printed_is_kept_as_texts() -> None:
    assert Stated(total_score="94").total_score == "94"
