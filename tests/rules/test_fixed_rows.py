"""PT010: the rows every form of a kind has."""

from functools import partial

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)


def _with_rows(form: Evaluation, rows) -> Evaluation:
    return form.model_copy(update={"indicators": tuple(rows)})


def test_the_order_of_the_fixed_rows_is_free(correct: Evaluation) -> None:
    assert check(_with_rows(correct, reversed(correct.indicators))) == ()


def test_a_missing_row_is_named_and_not_taken_for_its_likeness(correct: Evaluation, found) -> None:
    rows = [row for row in correct.indicators if not row.name.startswith("财务（资产）")]
    form = _with_rows(correct, rows)
    findings = [f for f in check(form) if f.code == "PT010"]
    assert [(f.level, f.field, f.fix) for f in findings] == [("error", "indicators", None)]
    assert "财务（资产）管理制度的健全性和执行的有效性" in findings[0].message


@pytest.mark.parametrize("name", ["项目设立规范性", "项目的设立的规范性", "项目设立的规范"])
def test_a_renamed_row_is_named_back(plant, only, name: str) -> None:
    finding = only(plant({"indicators[2].name": name}))
    assert (finding.code, finding.field) == ("PT010", "indicators[2].name")
    assert finding.fix is not None
    assert check(plant({finding.fix.field: finding.fix.value})) == ()


@pytest.mark.parametrize(
    ("row", "name"),
    [(2, "项目设立的 规范性"), (4, "财务(资产)管理制度的健全性和执行的有效性")],
)
def test_blanks_and_brackets_do_not_make_another_name(plant, row: int, name: str) -> None:
    assert check(plant({f"indicators[{row}].name": name})) == ()


def test_changed_weights_are_put_back(plant) -> None:
    form = plant({"indicators[0].weight": "7", "indicators[1].weight": "7"})
    findings = [f for f in check(form) if f.code == "PT010"]
    fixes = [f.fix for f in findings if f.fix]
    assert [(fix.field, fix.value) for fix in fixes] == [
        ("indicators[0].weight", "6"),
        ("indicators[1].weight", "8"),
    ]
    assert check(plant({fix.field: fix.value for fix in fixes}, form)) == ()


def test_a_row_both_renamed_and_reweighted_is_found_twice(plant, found) -> None:
    form = plant({"indicators[2].name": "项目设立规范性", "indicators[2].weight": "4"})
    assert [field for code, field in found(form) if code == "PT010"] == [
        "indicators[2].name",
        "indicators[2].weight",
    ]


def test_a_row_in_another_category_is_sent_home(plant) -> None:
    form = plant({"indicators[2].category": "产出目标"})
    (finding,) = (f for f in check(form) if f.code == "PT010")
    assert finding.fix is not None
    assert (finding.fix.field, finding.fix.value) == ("indicators[2].category", "投入与管理")


def test_a_blank_weight_is_not_a_changed_one(plant, found) -> None:
    assert found(plant({"indicators[2].weight": ""})) == [("PT008", "indicators[2].weight")]
