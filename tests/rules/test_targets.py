"""PT019 and PT020: a score held against target and actual value."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.rules.checking import check, examine

CODES = ("PT019", "PT020")
SAMPLES = Path(__file__).parents[2] / "sample_projects"
Row = dict[str, str]


def _form(profile: str = "national2020", **row: str) -> Evaluation:
    usual = {"category": "产出指标", "name": "招聘会场次", "weight": "10", "score": "10"}
    return Evaluation.model_validate({"profile": profile, "indicators": [usual | row]})


@pytest.mark.parametrize(
    "row",
    [
        {"target": "≥10场", "actual": "9场"},
        {"target": "10", "actual": "9.5"},
        {"target": "不少于10场", "actual": "8场", "remark": "一场改期"},
        {"target": "≥95%", "actual": "80%", "name": "政策知晓率"},
        {"target": "95%", "actual": "0.9", "name": "政策知晓率"},
        {"target": "≤5%", "actual": "8%", "name": "投诉率"},
        {"target": "5%", "actual": "8%", "name": "投诉率"},
        {"target": "3次以内", "actual": "4次", "name": "停机次数"},
        {"target": "0起", "actual": "1起", "name": "安全事故发生数"},
        {"target": "10", "actual": "9", "direction": "等于"},
        {"target": "≤30天", "actual": "45天", "name": "办理时间"},
        {"target": "有所提升", "actual": "部分达成", "name": "社会影响"},
        {"target": "达成", "actual": "未达成", "direction": "定性"},
    ],
)
def test_full_marks_for_a_missed_target_are_found(only, row: Row) -> None:
    for profile, level in (("national2020", "error"), ("sh2019", "warning")):
        finding = only(_form(profile, **row))
        assert (finding.code, finding.level) == ("PT019", level)
        assert finding.field == "indicators[0].score"


@pytest.mark.parametrize(
    "row",
    [
        {"target": "≥10场", "actual": "10场"},
        {"target": "≥10场", "actual": "9场", "score": "9"},
        {"target": "≥95%", "actual": "80%", "score": "8.42"},
        {"target": "≥95%", "actual": "80%", "score": "8.4"},
        {"target": "≤5%", "actual": "3%", "name": "投诉率"},
        {"target": "5%", "actual": "3%", "name": "投诉率"},
        {"target": "≤5%", "actual": "8%", "name": "投诉率", "score": "4"},
        {"target": "≤5%", "actual": "8%", "name": "投诉率", "score": "6.25"},
        {"target": "0", "actual": "0", "name": "安全事故发生数"},
        {"target": "达成", "actual": "达成", "direction": "定性", "score": "8"},
        {"target": "达成", "actual": "部分达成", "direction": "定性", "score": "7"},
        {"target": "≥10场", "actual": "10场", "score": "9", "remark": "一场参会单位过少"},
    ],
)
def test_a_score_that_was_earned_is_right(found, row: Row) -> None:
    assert found(_form(**row)) == []


@pytest.mark.parametrize("score", ["9", "6", "8.6"])
def test_a_score_off_the_proportion_is_found_and_put_right(only, plant, found, score: str) -> None:
    form = _form(target="≥95%", actual="80%", score=score, remark="宣传面不够")
    finding = only(form)
    assert finding.code == "PT019" and "应为8.42" in finding.message
    assert finding.fix is not None and finding.fix.value == "8.42"
    assert found(plant({finding.fix.field: finding.fix.value}, form)) == []


def test_a_deduction_in_spite_of_the_reached_target_wants_a_reason(only) -> None:
    finding = only(_form(target="≥10场", actual="11场", score="8"))
    assert finding.code == "PT019" and "没有写明原因" in finding.message


@pytest.mark.parametrize(
    ("score", "fires"), [("8.42", False), ("8.5", False), ("8", False), ("9", True), ("10", True)]
)
def test_steps_of_half_a_point_are_no_fault(found, score: str, fires: bool) -> None:
    form = _form("sh2019", target="≥95%", actual="80%", score=score)
    assert found(form) == [("PT019", "indicators[0].score")] * fires


def test_a_hair_below_the_target_is_full_only_where_points_are_coarse(found) -> None:
    row = {"target": "100%", "actual": "99%", "weight": "2", "score": "2", "name": "合格率"}
    assert found(_form("sh2019", **row)) == []
    assert found(_form("national2020", **row)) == [("PT019", "indicators[0].score")]


@pytest.mark.parametrize("kind", ["sh2019", "national2020"])
@pytest.mark.parametrize("actual", ["99.5%", "97%", "50%", "1%"])
def test_the_score_offered_is_accepted(plant, found, only, kind: str, actual: str) -> None:
    form = _form(kind, target="100%", actual=actual, name="合格率", weight="50", score="50")
    finding = only(form)
    assert finding.fix is not None
    assert found(plant({finding.fix.field: finding.fix.value}, form)) == []


@pytest.mark.parametrize(
    "row",
    [
        {"target": "12月底前", "actual": "11月底"},
        {"target": "2020年12月", "actual": "2020年11月"},
        {"target": "10场", "actual": "80%"},
        {"target": "10万次", "actual": "9.5"},
        {"target": "≤30分钟", "actual": "1小时", "name": "响应时间"},
        {"target": "5万元", "actual": "4.5万元", "name": "培训成本"},
        {"target": "≥10场", "actual": "约8场"},
        {"target": "及时", "actual": "较及时"},
        {"target": "≥10场", "actual": ""},
        {"target": "", "actual": "9场"},
        {"target": "≥10场", "actual": "9场", "direction": "不知道"},
        {"target": "≥10场", "actual": "9场", "weight": "?"},
    ],
)
def test_what_cannot_surely_be_compared_is_left_alone(found, row: Row) -> None:
    assert found(_form(**row)) == []


def test_the_execution_rate_has_its_own_rule(found) -> None:
    assert found(_form(name="预算执行率", target="100%", actual="90%")) == []


@pytest.mark.parametrize("actual", ["13场", "20场", "100场"])
def test_far_over_the_target_wants_a_reason(only, found, actual: str) -> None:
    finding = only(_form(target="≥10场", actual=actual))
    assert (finding.code, finding.level, finding.field) == (
        "PT020",
        "warning",
        "indicators[0].remark",
    )
    assert actual in finding.message
    assert found(_form(target="≥10场", actual=actual, remark="年中新增巡回招聘")) == []


@pytest.mark.parametrize(
    "row",
    [
        {"target": "≥10场", "actual": "12.9场"},
        {"target": "≤5次", "actual": "8次", "name": "停机次数", "score": "4"},
        {
            "target": "5万元",
            "actual": "7万元",
            "name": "培训成本",
            "direction": "反向",
            "score": "6",
        },
        {"target": "10场", "actual": "100%"},
        {"target": "0场", "actual": "3场", "direction": "正向"},
    ],
)
def test_a_little_over_and_what_should_be_low_are_no_excess(found, row: Row) -> None:
    assert found(_form(**row)) == []


def test_how_far_is_far_is_a_threshold() -> None:
    national = load_profile("national2020")
    higher = national.thresholds.model_copy(update={"over_target": 150})
    form = _form(target="≥10场", actual="14场")
    assert [f.code for f in check(form, national, CODES)] == ["PT020"]
    assert check(form, national.model_copy(update={"thresholds": higher}), CODES) == ()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("2019-*.perf.json")), ids=lambda p: p.stem)
def test_the_real_forms_have_no_targets_to_judge_by(path: Path) -> None:
    form = Evaluation.model_validate_json(path.read_text("utf-8"))
    report = examine(form, select=CODES)
    assert report.findings == ()
    assert [unchecked.code for unchecked in report.unchecked] == ["PT019", "PT020"]
