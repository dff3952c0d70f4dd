"""PT013: what costs points has a reason."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT013",)
SAMPLES = Path(__file__).parents[2] / "sample_projects"
# Deducted rows without a remark, of the 38 deducted rows of the nine real forms.
UNEXPLAINED = {
    "长三角一体化服务专项": 6,
    "高峰人才及其团队服务专项": 2,
    "高校毕业生就业服务专项": 6,
    "公共服务专项经费": 5,
    "科创人才公共服务专项": 6,
    "人才大厦管理维护专项": 4,
    "人才发展服务平台一体化建设专项": 6,
    "上海市流动人才党员服务管理专项": 1,
    "外国人（台港澳）来华工作许可专项": 1,
}
TWO_LOST = {"indicators[7].score": "13"}


def test_a_deducted_row_without_a_remark_is_found(plant, only) -> None:
    finding = only(plant({}))
    assert (finding.code, finding.level, finding.field) == (
        "PT013",
        "warning",
        "indicators[6].remark",
    )
    assert finding.message == "「招聘会完成率」（20→18）扣了分，备注没有写明原因。"


def test_a_reason_is_enough(plant, found) -> None:
    assert found(plant({"indicators[6].remark": "计划10场，实际9场。"})) == []
    assert found(plant({"indicators[6].remark": "详见主要问题第1点"})) == []


@pytest.mark.parametrize(
    "remark", ["", " ", "无", "—", "/", "暂无", "没有。", "略", "扣2分", "扣分"]
)
def test_empty_words_are_no_reason(plant, found, remark: str) -> None:
    assert found(plant({"indicators[6].remark": remark})) == [("PT013", "indicators[6].remark")]


def test_a_row_without_deduction_or_without_score_needs_no_reason(plant, found) -> None:
    assert found(plant({"indicators[6].score": "20"})) == []
    assert found(plant({"indicators[6].score": ""})) == []


def test_several_rows_are_one_warning_with_all_cells(plant, only) -> None:
    finding = only(plant(TWO_LOST))
    assert [e.field for e in finding.evidence] == ["indicators[6].remark", "indicators[7].remark"]
    assert "有2行扣了分" in finding.message and "「招聘会完成及时率」（14→13）" in finding.message


def test_national_forms_want_a_reason_for_each_row(plant, correct, found) -> None:
    national = correct.model_copy(update={"profile": "national2020"})
    form = plant(TWO_LOST, national)
    assert [(f.level, f.field) for f in check(form, select=CODES)] == [
        ("error", "indicators[6].remark"),
        ("error", "indicators[7].remark"),
    ]
    reasons = {"indicators[6].remark": "一场改期", "indicators[7].remark": "一场晚了两周"}
    assert found(plant(reasons, form)) == []


@pytest.mark.parametrize(("name", "rows"), UNEXPLAINED.items())
def test_every_real_form_is_warned_once(name: str, rows: int) -> None:
    text = (SAMPLES / f"2019-{name}.perf.json").read_text("utf-8")
    (finding,) = check(Evaluation.model_validate_json(text), select=CODES)
    assert finding.level == "warning"
    assert len(finding.evidence) == rows
