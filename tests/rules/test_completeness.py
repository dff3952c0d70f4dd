"""PT008 and PT009: what is missing and what cannot be read."""

from functools import partial

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

REQUIRED = ["name", "unit", "budget", "executed", "goal", "date", "achievements"]


@pytest.mark.parametrize("field", [*REQUIRED, "problems", "measures"])
@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_blank_required_field_is_an_error(plant, only, field: str, blank: str) -> None:
    finding = only(plant({field: blank}))
    assert (finding.code, finding.level, finding.field) == ("PT008", "error", field)


def test_problems_and_measures_may_stay_empty_while_rows_are_not_scored(plant, found) -> None:
    form = plant({"problems": "", "measures": "", "indicators[6].score": ""})
    assert found(form) == [("PT008", "indicators[6].score")]


def test_problems_and_measures_may_stay_empty_on_a_full_form(plant, found) -> None:
    form = plant({"problems": "", "measures": "", "indicators[6].score": "20"})
    assert found(form) == [("PT025", "indicators")]


def test_a_blank_department_is_only_a_warning(plant, only) -> None:
    finding = only(plant({"department": ""}))
    assert (finding.code, finding.level, finding.field) == ("PT008", "warning", "department")


def test_blank_scores_are_one_finding_at_the_first_of_them(plant, only) -> None:
    finding = only(plant({f"indicators[{row}].score": "" for row in (4, 6, 9)}))
    assert (finding.code, finding.field) == ("PT008", "indicators[4].score")
    assert finding.message == "还有3行没有自评分。"


def test_blank_names_and_categories_are_counted_too(correct: Evaluation, found) -> None:
    row = Indicator.model_validate({"category": "", "weight": "0", "score": "0"})
    form = correct.model_copy(update={"indicators": (*correct.indicators, row, row)})
    assert found(form) == [("PT008", "indicators[11].category"), ("PT008", "indicators[11].name")]


def test_a_new_form_lists_everything_that_is_missing() -> None:
    fields = [finding.field for finding in check(Evaluation())]
    assert fields == [
        "name",
        "unit",
        "budget",
        "executed",
        "goal",
        "date",
        "achievements",
        "indicators",
        "department",
    ]


@pytest.mark.parametrize(
    ("field", "typed", "name"),
    [
        ("budget", "约120万", "当年预算数"),
        ("last_year_budget", "1,2,3", "上年预算金额"),
        ("executed", "一百多万", "预算执行数"),
        ("date", "20-4-20", "自评时间"),
        ("recurring", "也许", "是否为经常性项目"),
        ("year", "20年", "年度"),
        ("indicators[6].direction", "朝上", "「招聘会完成率」"),
        ("indicators[6].score", "满分", "「招聘会完成率」的自评分"),
        ("indicators[6].weight", "2O", "「招聘会完成率」的权重"),
    ],
)
def test_what_cannot_be_read_is_found_with_its_reason(
    plant, only, field: str, typed: str, name: str
) -> None:
    finding = only(plant({field: typed}))
    assert (finding.code, finding.level, finding.field) == ("PT009", "error", field)
    assert finding.message.startswith(f"{name}：") and typed in finding.message
    assert "原样保留" in finding.hint


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ({"execution_rate": "九成多"}, "execution_rate"),
        ({"execution_rate": "1"}, "execution_rate"),
        ({"grade": "很好"}, "grade"),
        ({"total_score": "九十八左右"}, "indicators"),
        ({"total_weight": "100/98"}, "indicators"),
    ],
)
def test_printed_values_that_cannot_be_read_are_found(plant_stated, only, printed, field) -> None:
    finding = only(plant_stated(**printed))
    assert (finding.code, finding.field) == ("PT009", field)
