"""When a topic is offered: one condition at a time, with the reason in words."""

import re
from typing import Any

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank, Trigger
from perftui.phrases.triggers import Match, match_triggers


def row(name: str, weight: str | None, score: str | None, **more: str) -> Indicator:
    return Indicator(category="产出目标", name=name, weight=weight, score=score, **more)


@pytest.fixture
def form() -> Evaluation:
    rows = (
        row("招聘会完成率", "5", "0"),
        row("培训完成率", "8", "6.5"),
        row("验收合格率", "4", "4", target="≥80%", actual="120%"),
        row("已移交的设备", "0", "0"),
        row("长效管理机制", "15", "满分"),
    )
    return Evaluation(
        name="甲专项",
        budget="1000",
        executed="880",
        last_year_budget="500",
        problems="部分工程未验收。",
        indicators=rows,
    )


def matched(form: Evaluation, **condition: Any) -> Match | None:
    found = match_triggers([Trigger.model_validate(condition)], form)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ({"lost": ["完成率"]}, "「招聘会完成率」扣5分"),
        ({"lost": ["培训"]}, "「培训完成率」扣1.5分"),
        ({"zero": ["完成率"]}, "「招聘会完成率」得0分"),
        ({"rows": ["机制"]}, "表中有「长效管理机制」"),
        ({"words": ["未完成", "未验收"]}, "文中提到「未验收」"),
        ({"rate_below": "90"}, "预算执行率88.00%，低于90%"),
        ({"rate_above": "85"}, "预算执行率88.00%，高于85%"),
        ({"unspent": True}, "尚有120.00元未支出"),
        ({"growth_at_least": "100"}, "预算较上年增长100.00%"),
        ({"row_weight_at_least": "15"}, "「长效管理机制」一项占15分"),
        ({"retired_rows": True}, "「已移交的设备」权重为0"),
        ({"lost_rows_at_least": 2}, "有2项指标扣分"),
        ({"over_target_at_least": "150"}, "「验收合格率」完成指标值的150.00%"),
        ({"common": True}, "各单位常写"),
    ],
)
def test_a_condition_that_holds_gives_its_reason(
    form: Evaluation, condition: dict[str, Any], reason: str
) -> None:
    match = matched(form, **condition)
    assert match is not None
    assert match.reason == reason
    quoted = re.match("「(.+?)」", reason)
    if quoted and match.indicator:
        assert match.indicator.name == quoted[1]


@pytest.mark.parametrize(
    "condition",
    [
        {"lost": ["合格率", "机制"]},
        {"zero": ["移交", "培训"]},
        {"rows": ["满意度"]},
        {"words": ["前松后紧"]},
        {"rate_below": "88"},
        {"rate_above": "88"},
        {"growth_at_least": "100.01"},
        {"new_project": True},
        {"row_weight_at_least": "15.5"},
        {"lost_rows_at_least": 3},
        {"over_target_at_least": "151"},
    ],
)
def test_a_condition_that_does_not_hold_offers_nothing(
    form: Evaluation, condition: dict[str, Any]
) -> None:
    assert matched(form, **condition) is None


def test_a_form_without_figures_triggers_nothing_about_figures() -> None:
    blank = Evaluation(budget="约百万", executed="5", indicators=(row("完成率", "5", None),))
    conditions = [
        *({"lost": ["完成率"]}, {"zero": ["完成率"]}, {"rate_below": "100"}, {"rate_above": "1"}),
        *({"unspent": True}, {"growth_at_least": "1"}, {"new_project": True}),
        *({"lost_rows_at_least": 1}, {"over_target_at_least": "1"}),
    ]
    assert [matched(blank, **condition) for condition in conditions] == [None] * len(conditions)


def test_the_strongest_trigger_comes_first(form: Evaluation) -> None:
    triggers = [
        Trigger(common=True, weight="0.3"),
        Trigger(rate_below="90", weight="0.9"),
        Trigger(lost=("完成率",)),
        Trigger(words=("前松后紧",)),
    ]
    assert [match.strength for match in match_triggers(triggers, form)] == [1.0, 0.9, 0.3]


def test_every_trigger_of_the_bank_can_be_asked_of_every_form(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    for form in (*seeds, Evaluation()):
        for entry in (*bank.topics, *bank.shapes):
            for match in match_triggers(entry.triggers, form):
                assert 0 <= match.strength <= 1
                assert match.reason
