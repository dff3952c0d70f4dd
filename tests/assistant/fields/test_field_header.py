"""Who, what for and when: the header in the words of people."""

import pytest

from perftui.assistant.dialogue import ask, step
from perftui.assistant.state import State
from perftui.evaluation.drafting import roll_forward
from tests.assistant.fields.figures import BUDGET, EXECUTED, GOAL, LAST, PROJECT, UNIT, money

PARTS = {"department": "市场部", "goal": "完成4场招聘会。"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("自评时间2020年4月20日", "2020-04-20"),
        ("4月20号评的", "2020-04-20"),
        ("4月20日", "2020-04-20"),
        ("四月二十号", "2020-04-20"),
        ("二〇二〇年四月二十日", "2020-04-20"),
        ("自评时间 2020.4.20", "2020-04-20"),
        ("自评日期：2020/4/20", "2020-04-20"),
        ("20200420", "2020-04-20"),
        ("4.20", "2020-04-20"),
        ("自评4-20", "2020-04-20"),
        ("今天", "2020-04-20"),
        ("时间今天", "2020-04-20"),
        ("自评时间就写今天吧", "2020-04-20"),
        ("昨天评的", "2020-04-19"),
        ("填表日期是2020年4月15日", "2020-04-15"),
        ("自评时间2020年4月", "2020-04"),
        ("今年4月18日自评", "2020-04-18"),
        ("4月20日上午评的", "2020-04-20"),
        ("2020/04/20 15:30", "2020-04-20"),
        ("2020 4 20", "2020-04-20"),
        ("2020年4月20日星期一", "2020-04-20"),
        ("自评时间2020年4月20日上午", "2020-04-20"),
        ("自评时间 二零二零年四月二十日", "2020-04-20"),
    ],
)
def test_days_are_read_in_every_spelling(lines, line, expected):
    assert lines.changed("header", line) == {"date": expected}


@pytest.mark.parametrize("line", ["20-4-20", "自评时间20-4-20", "自评时间20/4/2020"])
def test_a_year_of_two_digits_is_asked_about(lines, line):
    assert lines.after("header", line).evaluation == lines.forms["header"]
    assert lines.changed("header", line, "是") == {"date": "2020-04-20"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("是经常性的", "是"),
        ("经常性项目", "是"),
        ("经常性项目：是", "是"),
        ("是否为经常性项目：否", "否"),
        ("是不是经常性 不是", "否"),
        ("不是经常性项目", "否"),
        ("非经常性", "否"),
        ("一次性", "否"),
        ("一次性项目", "否"),
        ("这个项目每年都有", "是"),
        ("只做一年", "否"),
        ("项目是经常性的", "是"),
        ("是", "是"),
        ("否", "否"),
    ],
)
def test_yes_and_no_are_read_in_every_spelling(lines, line, expected):
    assert lines.changed("blank", line) == {"recurring": expected}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            f"项目名称是{PROJECT}，单位{UNIT}，科室市场部，经常性项目",
            {"name": PROJECT, "unit": UNIT, "department": "市场部", "recurring": "是"},
        ),
        (f"单位是{UNIT} 科室是市场部", {"unit": UNIT, "department": "市场部"}),
        (f"名称：{PROJECT} 单位：{UNIT}", {"name": PROJECT, "unit": UNIT}),
        ("项目名称：预算执行专项，单位：预算处", {"name": "预算执行专项", "unit": "预算处"}),
        (f"名称叫{PROJECT}", {"name": PROJECT}),
        (UNIT, {"unit": UNIT}),
        (PROJECT, {"name": PROJECT}),
        (f"{PROJECT}，{UNIT}，经常性项目", {"name": PROJECT, "unit": UNIT, "recurring": "是"}),
        (
            f"{UNIT} {PROJECT} 是经常性的 今天",
            {"name": PROJECT, "unit": UNIT, "recurring": "是", "date": "2020-04-20"},
        ),
        (GOAL, {"goal": GOAL}),
        (f"目标：{GOAL}", {"goal": GOAL}),
        ("年度总目标：撤销预算124万，跳过", {"goal": "撤销预算124万，跳过"}),
        (
            "目标是办4场招聘会，服务2000人，预算124万",
            {"goal": "办4场招聘会，服务2000人"} | money("1240000"),
        ),
        ("一、项目名称：流动服务专项", {"name": "流动服务专项"}),
        ("单位：人才中心，部门：市场部，目标：完成4场招聘会。", {"unit": "人才中心"} | PARTS),
        (f"我们单位叫{UNIT}", {"unit": UNIT}),
        ("今天天气不错", {}),
        ("我是上海市人才服务中心的", {}),
        ("2019年度", {}),
        ("1", {"date": "2020-04-20"}),
        ("年度2018", {"year": "2018"}),
        ("年度改为2018", {"year": "2018"}),
    ],
)
def test_the_header_is_read_several_at_a_time(lines, line, expected):
    assert lines.changed("blank", line) == expected


def test_last_years_form_is_offered_with_its_source(lines, real, aids_of):
    rolled = roll_forward(real.model_copy(update={"year": 2018}))
    bare = rolled.model_copy(update={"unit": "", "recurring": None, "goal": "", LAST: None})
    last_year = real.model_copy(update={"year": 2018})
    aids = aids_of(bare, last_year)
    state = ask(State(bare), aids).state
    assert any("上年的" in choice.text and UNIT in choice.text for choice in state.choices)
    turn = step(state, "1", aids)
    now = turn.state.evaluation
    assert (now.unit, now.recurring, now.goal) == (real.unit, real.recurring, real.goal)
    assert turn.state.question is not None
    assert turn.state.question.id == "money"


def test_the_header_is_asked_in_two_questions(lines, aids_of):
    aids = aids_of(lines.forms["blank"])
    turn = step(
        ask(State(lines.forms["blank"]), aids).state,
        f"{PROJECT}，{UNIT}，经常性项目，今天，目标：{GOAL}",
        aids,
    )
    assert turn.state.question is not None
    assert turn.state.question.paths == (BUDGET, LAST, EXECUTED)
