"""Reasons of several rows in one line, reasons changed, and texts that quote one following it."""

import pytest

NONE: dict[int, str] = {}


@pytest.fixture
def asked(talk):
    """A conversation where the reasons of rows 2, 4, 9, 18 and 28 are asked for in turn."""
    talking = talk("长三角", blank=True)
    talking.say("经常性项目 自评时间4月20日")
    talking.say("预算1245505 执行1187376 上年1200000")
    talking.say("除了第2、4、9、18、28项各扣1分，其他都满分")
    return talking


def remarks(talking):
    rows = talking.document.evaluation.indicators
    return {number: row.remark for number, row in enumerate(rows, 1) if row.remark}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第2项测算偏粗；第4项付款跨年", {2: "测算偏粗", 4: "付款跨年"}),
        ("第9项因为审批晚，没有验收；第18项流程长", {9: "审批晚，没有验收", 18: "流程长"}),
        ("第9项审批晚，没有验收，第18项流程长", {9: "审批晚，没有验收", 18: "流程长"}),
        ("测算偏粗；第4项付款跨年", {2: "测算偏粗", 4: "付款跨年"}),
        ("2是测算偏粗 4是付款跨年", {2: "测算偏粗", 4: "付款跨年"}),
        ("9：审批晚 18：流程长", {9: "审批晚", 18: "流程长"}),
        (
            "2、4是预算没编好；9、18是审批晚",
            {2: "预算没编好", 4: "预算没编好", 9: "审批晚", 18: "审批晚"},
        ),
        ("第二项测算偏粗，第四项付款跨年", {2: "测算偏粗", 4: "付款跨年"}),
        ("第9项备注改成审批晚", {9: "审批晚"}),
        ("28的备注改成宣传靠现场", {28: "宣传靠现场"}),
        ("知晓度的备注改成宣传靠现场", {28: "宣传靠现场"}),
        ("都是因为人手不足", dict.fromkeys((2, 4, 9, 18, 28), "人手不足")),
        (
            "第2项测算偏粗，其余都是人手不足",
            {2: "测算偏粗", 4: "人手不足", 9: "人手不足"} | dict.fromkeys((18, 28), "人手不足"),
        ),
        ("第12期培训取消了两场", {2: "第12期培训取消了两场"}),
        ("18项任务只完成了17项", {2: "18项任务只完成了17项"}),
        ("测算依据不足。主要参照往年", {2: "测算依据不足。主要参照往年"}),
        ("第3项因为手续不全", NONE),
        ("第2项测算偏粗；第9项扣2分，因为审批晚", NONE),
        ("第2项改成扣1分", NONE),
    ],
)
def test_each_reason_goes_to_its_row(asked, line, expected):
    asked.say(line)
    assert remarks(asked) == expected


def test_that_nothing_is_taken_off_is_no_reason(asked):
    asked.say("第9项不扣了")
    row = asked.document.evaluation.indicators[8]
    assert row.score == row.weight and not remarks(asked)


def test_points_with_a_reason_are_still_points(asked):
    asked.say("第2项扣2分，因为测算偏粗")
    row = asked.document.evaluation.indicators[1]
    assert (row.lost, row.remark) == (2, "测算偏粗")


def test_a_label_with_a_text_is_that_text_however_it_goes_on(asked):
    text = "宣传面不够；知晓度是因为宣传靠现场"
    asked.say(f"主要问题：{text}")
    assert asked.document.evaluation.problems == text and not remarks(asked)


def test_all_of_it_is_one_step_back(asked):
    asked.say("第2项测算偏粗；第4项付款跨年")
    asked.say("撤销")
    assert not remarks(asked)


def test_what_quotes_a_reason_may_follow_it(asked):
    asked.say("第9项审批晚，没有验收；其余都是人手不足")
    asked.say("起草主要问题")
    asked.say("第9项的备注改成资金批准较晚")
    assert asked.state.waiting is not None
    assert "审批晚，没有验收" in asked.document.evaluation.problems
    asked.say("一并改")
    problems = asked.document.evaluation.problems
    assert "资金批准较晚" in problems and "审批晚" not in problems
    asked.say("第2项的备注改成测算偏粗")
    asked.say("是")
    problems = asked.document.evaluation.problems
    assert problems.count("测算偏粗") == 1 and "人手不足" in problems


def test_wordings_for_a_row_do_not_say_its_name_again(asked):
    for place in (1, 3, 8, 17, 27):
        name = asked.document.evaluation.indicators[place].name
        assert not any(f"“{name}”" in choice.text for choice in asked.state.choices)
        asked.say("跳过")
