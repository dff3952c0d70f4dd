"""PT001, PT002 and PT003: what must add up."""

from functools import partial

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

OUTPUT, TIMELY, EFFECT = "indicators[6].weight", "indicators[7].weight", "indicators[8].weight"


def test_the_untouched_forms_have_no_finding(correct: Evaluation, imported: Evaluation) -> None:
    assert check(correct) == ()
    assert check(imported) == ()


def test_a_weight_too_much_spoils_the_total_and_its_category(plant, found) -> None:
    form = plant({OUTPUT: "21"})
    assert found(form) == [("PT001", "indicators"), ("PT002", OUTPUT)]
    assert check(form)[0].message == "权重合计为101，多1分。"
    assert check(form)[1].message == "「产出目标」的权重合计为35，应为34，多1分。"


def test_weight_moved_between_categories_is_a_matter_of_the_categories_alone(plant, found) -> None:
    form = plant({OUTPUT: "19.5", EFFECT: "8"})
    assert found(form) == [("PT002", OUTPUT), ("PT002", EFFECT)]


def test_a_category_without_rows_is_reported_at_the_table(correct: Evaluation, found) -> None:
    form = correct.model_copy(update={"indicators": correct.indicators[:-1]})
    assert found(form) == [("PT001", "indicators"), ("PT002", "indicators")]


def test_an_unknown_category_is_named_and_the_nearest_one_offered(plant) -> None:
    findings = check(plant({f"indicators[{row}].category": "产出指标" for row in (6, 7)}))
    named = [f for f in findings if f.field.endswith("category")]
    assert {f.code for f in findings} == {"PT002"}
    assert [f.field for f in named] == ["indicators[6].category", "indicators[7].category"]
    assert "「产出指标」不是本表式的一级指标" in named[0].message
    assert named[0].fix is not None and named[0].fix.value == "产出目标"


def test_half_done_weights_are_only_counted_as_blank(plant, found) -> None:
    assert found(plant({OUTPUT: "", TIMELY: ""})) == [("PT008", OUTPUT)]


def test_an_unreadable_weight_keeps_the_sums_quiet(plant, found) -> None:
    assert found(plant({OUTPUT: "约20"})) == [("PT009", OUTPUT)]


def test_an_empty_table_is_one_finding(correct: Evaluation, found) -> None:
    assert found(correct.model_copy(update={"indicators": ()})) == [("PT008", "indicators")]


@pytest.mark.parametrize("printed", ["98", "98.0", "98分", "９８", "", None, "—"])
def test_a_right_or_absent_total_is_accepted(plant_stated, printed: str | None) -> None:
    assert check(plant_stated(total_score=printed)) == ()


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ({"total_score": "97"}, "原表所印自评分合计为97，各行相加为98。"),
        ({"total_weight": "99.5"}, "原表所印权重合计为99.5，各行相加为100。"),
    ],
)
def test_a_wrong_printed_total_is_found(plant_stated, only, printed, message: str) -> None:
    finding = only(plant_stated(**printed))
    assert (finding.code, finding.field, finding.message) == ("PT003", "indicators", message)


def test_a_printed_total_is_not_held_against_a_half_scored_form(
    plant, imported: Evaluation, found
) -> None:
    form = plant({"indicators[9].score": ""}, imported)
    assert found(form) == [("PT008", "indicators[9].score")]
