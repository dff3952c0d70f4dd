"""PT037: achievements that nobody can check."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT037",)

REAL = sorted((Path(__file__).parents[2] / "sample_projects").glob("2019-*.perf.json"))
PRAISE = "积极开展各类招聘活动，全力服务人才集聚，不断优化营商环境，取得了良好的社会成效。"


def test_the_real_forms_get_what_they_deserve() -> None:
    found = {
        path.name.removeprefix("2019-").removesuffix(".perf.json"): finding.level.value
        for path in REAL
        for finding in check(
            Evaluation.model_validate_json(path.read_text(encoding="utf-8")), select=CODES
        )
    }
    assert found == {
        "高峰人才及其团队服务专项": "warning",
        "人才发展服务平台一体化建设专项": "warning",
        "上海市流动人才党员服务管理专项": "warning",
        "公共服务专项经费": "hint",
        "人才大厦管理维护专项": "hint",
    }


@pytest.mark.parametrize(
    "text",
    [
        PRAISE,
        "2019年全面完成各项工作任务。",
        "形成总部和四个分中心“五位一体”的服务平台。",
        "一是加强组织领导，二是落实工作责任，圆满完成任务。",
        "1、完成招聘活动。\n2、完成宣传工作。",
    ],
)
def test_no_figure_at_all_is_a_warning(plant, only, text: str) -> None:
    finding = only(plant({"achievements": text}))
    assert (finding.code, finding.level, finding.field) == ("PT037", "warning", "achievements")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"分中心于7月1日正式揭牌。{PRAISE}", "7月1日"),
        (f"2019年10月完成改造。{PRAISE}", "2019年10月"),
        (f"第三季度完成改造。{PRAISE}", "三季度"),
        (f"完成6台客梯的维修。{PRAISE * 3}", "6台"),
    ],
)
def test_a_date_or_a_single_figure_in_a_long_text_is_a_hint(plant, only, text, quoted) -> None:
    form = plant({"achievements": text})
    finding = only(form)
    assert finding.level == "hint" and f"「{quoted}」" in finding.message
    (said,) = finding.evidence
    assert form.achievements[said.start : said.end] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "举办招聘会9场。",
        "招聘会完成率100%。",
        "共举办政策宣讲十七场。",
        "落实资金124.55万元。",
        f"举办招聘会9场，1100家单位参会。{PRAISE * 3}",
        "",
    ],
)
def test_what_can_be_checked_is_left_alone(plant, found, text: str) -> None:
    assert found(plant({"achievements": text})) == []
