"""Scores that are refused or asked about, and those of the other real forms."""

from decimal import Decimal

import pytest

from tests.assistant.scored import expected, scores_of

DELTA, TOWER, TALENT, GRADUATES = "长三角", "人才大厦", "科创人才", "高校毕业生"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("第3项扣20分", "满分只有5分"),
        ("知晓度扣4分", "满分只有3分"),
        ("知晓度得5分", "满分是3分"),
        ("知晓度扣0.25", "0.5分为一档"),
        ("第41项扣1", "没有第41项"),
        ("0号扣1", "没有第0项"),
        ("扣2分", "是哪一项"),
        ("产出目标扣2分", "有18项"),
        ("执行率按公式算", "要先有预算数和执行数"),
        ("展览场次扣1分", "指标表里没有「展览场次」"),
        ("3、5、7分别扣1和2分", "对不上"),
    ],
)
def test_an_impossible_score_is_refused_with_the_rule(talk, said, line, rule):
    talking = talk(DELTA, blank=True)
    before = talking.document.evaluation
    assert rule in "".join(said(talking.say(line)))
    assert talking.document.evaluation == before


def test_the_other_parts_of_a_line_count_where_one_is_refused(talk, said):
    talking = talk(DELTA, blank=True)
    reply = said(talking.say("知晓度扣20分，合理性扣1，其余满分"))
    form = talking.document.evaluation
    assert form.indicators[1].score == 7
    assert form.indicators[27].score is None
    assert any("满分只有3分" in line for line in reply)


@pytest.mark.parametrize(
    ("line", "choices", "answer", "then"),
    [
        ("知晓率扣1", ["第28项「招聘会信息知晓度」"], "是", {28: 2}),
        ("知晓渡扣1", ["第28项「招聘会信息知晓度」"], "1", {28: 2}),
        ("知晓率扣1", ["第28项「招聘会信息知晓度」"], "不是", {}),
        (
            "招聘会及时性扣1",
            ["第21项「招聘会宣传及时性」", "第22项「招聘会开展及时性」"],
            "2",
            {22: 1},
        ),
        ("满意度扣1", ["第29项「企事业单位满意度」", "第30项「毕业大学生满意度」"], "1", {29: 1}),
        ("3项扣1分", ["第3项「项目设立的规范性」"], "是", {3: 4}),
        ("知晓度扣分了", ["扣1分", "扣2分", "扣0.5分", "不得分，扣3分"], "2", {28: 1}),
        ("知晓度没满分", ["扣1分", "扣2分", "扣0.5分", "不得分，扣3分"], "扣1", {28: 2}),
        (
            "3和5一共扣2分",
            [
                "各扣1分",
                "第3项「项目设立的规范性」扣2分",
                "第5项「财务（资产）管理制度的健全性和执行的有效性」扣2分",
            ],
            "1",
            {3: 4, 5: 4},
        ),
    ],
)
def test_a_doubt_is_asked_with_numbers(talk, line, choices, answer, then):
    talking = talk(DELTA, blank=True)
    before = talking.document.evaluation
    talking.say(line)
    assert talking.document.evaluation == before
    assert [choice.text for choice in talking.state.waiting.choices] == choices
    talking.say(answer)
    form = talking.document.evaluation
    assert scores_of(form) == expected(form, then, others_are_full=False)


@pytest.mark.parametrize("line", ["基本满分", "30项满分", "其余31项满分", "大部分都是满分"])
def test_full_marks_for_nearly_all_are_asked_about(talk, line):
    talking = talk(DELTA, blank=True)
    talking.say(line)
    assert all(row.score is None for row in talking.document.evaluation.indicators)
    talking.say("1")
    assert not any(row.score is None for row in talking.document.evaluation.indicators)


def test_a_near_miss_is_left_out_of_full_marks_until_it_is_settled(talk):
    talking = talk(DELTA, blank=True)
    talking.say("全满分，除了知晓率扣1分，因为宣传主要靠现场")
    assert talking.document.evaluation.indicators[27].score is None
    talking.say("是")
    row = talking.document.evaluation.indicators[27]
    assert (row.score, row.remark) == (2, "宣传主要靠现场")


def test_the_echo_says_it_in_one_line(talk, said):
    talking = talk(DELTA, blank=True)
    first = said(talking.say("知晓度扣1，宣传方式多元性扣1，其余满分"))[0]
    assert first == (
        "扣分：27 宣传方式多元性 2/3，28 招聘会信息知晓度 2/3；其余31项满分；合计 98，优秀"
    )


def test_full_marks_leave_rows_with_a_reason_until_asked(talk):
    talking = talk(DELTA, blank=True)
    talking.say("知晓度扣1分，因为宣传主要靠现场")
    talking.say("全部满分")
    assert talking.document.evaluation.indicators[27].score == 2
    talking.say("1")
    assert talking.document.evaluation.indicators[27].score == 3


def test_the_rest_is_what_has_no_score_yet(talk):
    talking = talk(DELTA, blank=True)
    talking.say("知晓度扣1")
    talking.say("其余满分")
    form = talking.document.evaluation
    assert scores_of(form) == expected(form, {28: 2}, others_are_full=True)


def test_excepted_rows_are_asked_for_by_name(talk, said):
    talking = talk(DELTA)
    rows = [
        row.model_copy(update={"score": None}) for row in talking.document.evaluation.indicators
    ]
    talking.document.put("indicators", tuple(rows))
    reply = said(talking.say("除了知晓度和合理性，其他都满分"))
    assert any(
        "第2项「绩效目标合理性」（8分）、第28项「招聘会信息知晓度」（3分）" in line
        for line in reply
    )


def test_points_without_a_row_go_to_the_one_spoken_of_last(talk):
    talking = talk(DELTA, blank=True)
    talking.say("知晓度扣1")
    talking.say("不对，扣2分")
    assert talking.document.evaluation.indicators[27].score == 1


def test_a_sum_is_only_compared(talk, said):
    talking = talk(DELTA)
    before = talking.document.evaluation
    assert "与表上一致" in said(talking.say("一共94分"))[0]
    assert "少2分" in said(talking.say("总分是96分"))[0]
    assert talking.document.evaluation == before


def test_the_execution_rate_earns_its_score(talk, said):
    talking = talk(DELTA, blank=True)
    talking.say("预算1000000 执行700000")
    talking.say("执行率按公式算")
    assert talking.document.evaluation.indicators[3].score == Decimal("5.5")
    assert any("按公式得5.6分" in line for line in said(talking.say("预算执行率满分")))


@pytest.mark.parametrize(
    ("form", "line", "said_scores"),
    [
        (TOWER, "设备突发事件扣1，6台客梯突发故障", {20: Decimal("1.5")}),
        (TOWER, "投诉发生率、事故发生率各扣0.5", {21: 2, 22: 2}),
        (TOWER, "突发事件处理机制7分", {25: 7}),
        (TALENT, "招聘会完成率0分，召开会议完成率0分", {7: 0, 12: 0}),
        (TALENT, "召开会议及时性和举办招聘会及时性都没得分", {22: 0, 23: 0}),
        (
            TALENT,
            "合理性扣1，长效管理机制扣1，7、12、22、23都是0分",
            {2: 7, 36: 14, **dict.fromkeys((7, 12, 22, 23), 0)},
        ),
        (GRADUATES, "合理性扣2，管理机制扣2，到场率扣1", {2: 6, 24: 13, 9: 4}),
        (GRADUATES, "满意度两项各扣1分", {22: 2, 23: 2}),
        (GRADUATES, "11到13都是0分，设备自2018年起已转交", {11: 0, 12: 0, 13: 0}),
    ],
)
def test_other_forms(talk, seeds, form, line, said_scores):
    name = next((one.name for one in seeds if form in one.name), form)
    talking = talk(name, blank=True)
    talking.say(line)
    now = talking.document.evaluation
    assert scores_of(now) == expected(now, said_scores, others_are_full=False)


REASON_ANSWERS = [
    ("宣传主要靠现场，问卷里扣了2分", {}, "宣传主要靠现场，问卷里扣了2分"),
    ("问卷得分只有80分", {}, "问卷得分只有80分"),
    ("满意度是95分", {}, "满意度是95分"),
    ("知晓度扣1分", {28: 2}, ""),
    ("扣1.5分", {2: Decimal("6.5")}, ""),
    ("扣2分，因为测算偏粗", {2: 6}, "测算偏粗"),
    ("不扣了", {2: 8}, ""),
    ("恢复满分", {2: 8}, ""),
    ("28得9分", {}, ""),
    ("28得-1分", {}, ""),
    ("2得6分；28得2分；3得4分，因为材料不全", {2: 6, 28: 2, 3: 4}, ""),
    ("不对，27不扣", {27: 3}, ""),
    ("写错了，应该是28扣1，27不扣", {28: 2, 27: 3}, ""),
    ("再扣1分", {2: 6}, ""),
    ("27再扣1分", {27: 1}, ""),
]


PUT_RIGHT = [
    (["27扣1", "27不扣了"], {27: 3}),
    (["27扣1", "27改成满分"], {27: 3}),
    (["27扣1", "第27项刚才说错了，应该扣2"], {27: 1}),
    (["27扣1", "刚才的应该是扣2分"], {27: 1}),
    (["27扣1", "27项还是扣2分"], {27: 1}),
    (["27扣1", "不是1分是2分"], {27: 1}),
    (["27扣1", "不是扣1是扣2"], {27: 1}),
    (["27扣1、28扣1", "不是7是3"], {27: 2, 28: 2}),
    (["27扣1", "27的分数删掉"], {}),
    (["2项扣1分", "6项扣1分", "27扣1", "其余满分", "是"], {2: 7, 6: 3, 27: 2, "rest": True}),
    (["2项扣1分", "跳过", "6项扣1分"], {6: 3}),
    (["2项扣1分", "第2项扣2分", "6项扣1分"], {2: 6, 6: 3}),
    (["全都满分除了11 12 23", "11 12 23各扣1"], {11: 1, 12: 1, 23: 1, "rest": True}),
    (["27扣1", "除了以上都满分"], {27: 2, "rest": True}),
    (["27扣1", "其他项目均得满分"], {27: 2, "rest": True}),
]


@pytest.mark.parametrize(("lines", "then"), PUT_RIGHT, ids=["|".join(one[0]) for one in PUT_RIGHT])
def test_scores_are_put_right_and_doubts_wait_for_their_answer(talk, lines, then):
    talking = talk(DELTA, blank=True)
    for line in lines:
        talking.say(line)
    form = talking.document.evaluation
    said = {row: score for row, score in then.items() if row != "rest"}
    assert scores_of(form) == expected(form, said, others_are_full="rest" in then)
    assert not any(row.remark for row in form.indicators)


@pytest.mark.parametrize(("line", "changed", "remark"), REASON_ANSWERS)
def test_answers_to_a_question_for_a_reason(talk, line, changed, remark):
    talking = talk(DELTA)
    assert talking.state.question.id == "reason:绩效目标合理性"
    before = scores_of(talking.document.evaluation)
    talking.say(line)
    form = talking.document.evaluation
    assert scores_of(form) == {**before, **{row: Decimal(score) for row, score in changed.items()}}
    assert form.indicators[1].remark == remark


def _by_name(number: int, row) -> str:
    return f"{row.name}扣{row.lost:f}分"


def _by_number(number: int, row) -> str:
    return f"{number}扣{row.lost:f}"


def _by_score(number: int, row) -> str:
    return f"{row.name}得{row.score:f}分"


@pytest.mark.parametrize("way", [_by_name, _by_number, _by_score])
@pytest.mark.parametrize("joint", ["，", " ", "；", "、"])
def test_the_scores_of_every_real_form_can_be_said_in_one_line(talk, seeds, way, joint):
    for form in seeds:
        lost = [(number, row) for number, row in enumerate(form.indicators, 1) if row.lost]
        talking = talk(form, blank=True)
        talking.say(joint.join([*(way(number, row) for number, row in lost), "其余满分"]))
        assert scores_of(talking.document.evaluation) == scores_of(form), form.name
