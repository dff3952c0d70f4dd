"""PT004, PT007 and PT025: scores, the grade they earn, and all-full forms."""

from functools import partial

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)


@pytest.mark.parametrize("score", ["0", "19.99", "20"])
def test_a_score_within_its_weight_is_accepted(plant, score: str) -> None:
    assert check(plant({"indicators[6].score": score, "indicators[7].score": "13"})) == ()


@pytest.mark.parametrize(
    ("score", "message"),
    [
        ("20.5", "「招聘会完成率」的自评分20.5超过权重20。"),
        ("-1", "「招聘会完成率」的自评分-1是负数。"),
    ],
)
def test_a_score_beyond_its_weight_is_found(plant, only, score: str, message: str) -> None:
    finding = only(plant({"indicators[6].score": score, "indicators[7].score": "13"}))
    assert (finding.code, finding.field) == ("PT004", "indicators[6].score")
    assert finding.message == message


def test_a_row_of_weight_nought_earns_nothing(plant, only) -> None:
    weights = {"indicators[6].weight": "34", "indicators[7].weight": "0"}
    assert check(plant({**weights, "indicators[7].score": "0"})) == ()
    finding = only(plant({**weights, "indicators[7].score": "1"}))
    assert (finding.code, finding.field) == ("PT004", "indicators[7].score")
    assert "不能得分" in finding.message


def test_a_negative_weight_is_found_though_the_sum_is_right(plant, found) -> None:
    typed = {"indicators[6].weight": "36", "indicators[7].weight": "-2", "indicators[7].score": ""}
    assert ("PT004", "indicators[7].weight") in found(plant(typed))
    assert not {"PT001", "PT002"} & {code for code, _ in found(plant(typed))}


@pytest.mark.parametrize(
    ("lost", "grade"),
    [
        ("10", "优秀"),
        ("10.5", "良好"),
        ("25", "良好"),
        ("25.5", "合格"),
        ("40", "合格"),
        ("40.5", "不合格"),
    ],
)
def test_a_band_begins_at_its_bound(plant, plant_stated, only, lost: str, grade: str) -> None:
    weights = {"indicators[6].weight": "34", "indicators[7].weight": "0"}
    from_output = {
        "indicators[6].score": str(34 - min(float(lost), 34)),
        "indicators[7].score": "0",
    }
    from_impact = {"indicators[10].score": str(15 - max(float(lost) - 34, 0))}
    scores = {**weights, **from_output, **from_impact}
    right = plant(scores, plant_stated(grade=grade, total_score=None))
    assert check(right) == ()
    wrong = "良好" if grade != "良好" else "优秀"
    finding = only(plant(scores, plant_stated(grade=wrong, total_score=None)))
    assert (finding.code, finding.field) == ("PT007", "grade")
    assert f"应为「{grade}」" in finding.message


@pytest.mark.parametrize("spelt", ["优", "A", " 优秀 "])
def test_a_grade_may_be_spelt_in_any_known_way(plant_stated, spelt: str) -> None:
    assert check(plant_stated(grade=spelt)) == ()


def test_a_form_that_loses_nothing_is_doubted(plant, only) -> None:
    finding = only(plant({"indicators[6].score": "20"}))
    assert (finding.code, finding.level, finding.field) == ("PT025", "warning", "indicators")
    assert finding.message == "11行指标全部满分，总分100，自评的可信度不足。"


def test_a_form_still_being_scored_is_not_doubted(plant, found) -> None:
    assert found(plant({"indicators[6].score": ""})) == [("PT008", "indicators[6].score")]


def test_a_grade_is_not_held_against_a_half_scored_form(plant, plant_stated, found) -> None:
    form: Evaluation = plant({"indicators[6].score": ""}, plant_stated(grade="合格"))
    assert found(form) == [("PT008", "indicators[6].score")]
