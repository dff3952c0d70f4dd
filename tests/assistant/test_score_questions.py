"""What is asked about the table: its rows, their scores, and why points were lost."""

import pytest

from perftui.assistant.moves import Marks, Write
from perftui.assistant.state import Expects
from perftui.evaluation.model import Evaluation, Indicator

HEADER = "单位是上海市人才服务中心 经常性项目 自评时间4月20日 目标：办好招聘会"
MONEY = "预算1245505 执行1187376 上年1200000"


@pytest.fixture
def scoring(talk):
    """A conversation about the form of the Yangtze delta, where its scores are asked for."""
    talking = talk("长三角", blank=True)
    talking.say("经常性项目 自评时间4月20日")
    talking.say(MONEY)
    return talking


def test_the_scores_are_asked_for_in_one_question_with_an_example(scoring, said):
    question = scoring.state.question
    assert (question.id, question.expects) == ("scores", Expects.SCORES)
    assert question.long.startswith("33项指标还没有打分，全部满分吗？")
    assert question.example == "全满分，除了毕业生就业情况扣1分"
    assert len(question.paths) == 33
    scoring.say(question.example)
    row = scoring.document.evaluation.indicators[31]
    assert (row.name, row.score) == ("毕业生就业情况", 4)


def test_the_first_choice_is_full_marks_and_leaves_what_was_scored(scoring):
    scoring.say("知晓度扣1")
    scoring.say("选1")
    scores = [row.score for row in scoring.document.evaluation.indicators]
    assert scores[27] == 2
    assert sum(scores) == 99


def test_few_rows_without_a_score_are_asked_for_by_name(scoring):
    scoring.say("除了知晓度，其他都满分")
    question = scoring.state.question
    assert question.short == "还有第28项「招聘会信息知晓度」没有打分。"
    assert question.id == "scores"
    scoring.say("知晓度2分")
    assert scoring.state.question.id == "reason:招聘会信息知晓度"


def test_each_lost_point_is_asked_about_with_wordings(scoring):
    scoring.say("知晓度扣1，合理性扣1，其余满分")
    asked = scoring.state
    assert asked.question.id == "reason:绩效目标合理性"
    assert asked.question.paths == ("indicators[1].remark",)
    assert asked.question.expects is Expects.TEXT
    assert "跳过" in asked.question.long and "另有1项" in asked.question.long
    wordings = [c for c in asked.choices if any(isinstance(m, Write) for m in c.moves)]
    assert 1 <= len(wordings) <= 3
    assert all("{" not in choice.text for choice in wordings)
    assert any(isinstance(move, Marks) for choice in asked.choices for move in choice.moves)
    scoring.say("1")
    assert scoring.document.evaluation.indicators[1].remark == wordings[0].text
    assert scoring.state.question.id == "reason:招聘会信息知晓度"


def test_a_reason_is_kept_as_typed(scoring):
    scoring.say("知晓度扣1，其余满分")
    scoring.say("宣传主要靠现场，线上没有推送")
    assert scoring.document.evaluation.indicators[27].remark == "宣传主要靠现场，线上没有推送"


@pytest.mark.parametrize(
    "line",
    [
        "知晓度是因为宣传主要靠现场；合理性是测算偏粗",
        "知晓度因为宣传主要靠现场，合理性因为测算偏粗",
        "28是因为宣传主要靠现场；2是因为测算偏粗",
        "知晓度的原因是宣传主要靠现场。合理性的原因是测算偏粗",
        "知晓度扣1分，因为宣传主要靠现场；合理性扣1分，因为测算偏粗",
    ],
)
def test_several_reasons_may_come_in_one_line(scoring, line):
    scoring.say("知晓度扣1，合理性扣1，其余满分")
    scoring.say(line)
    rows = scoring.document.evaluation.indicators
    assert (rows[27].remark, rows[1].remark) == ("宣传主要靠现场", "测算偏粗")


@pytest.mark.parametrize("line", ["都不写", "这几项都不写", "原因都不写", "这几项都不写原因"])
def test_reasons_may_be_passed_over_together(scoring, line):
    scoring.say("知晓度扣1，合理性扣1，其余满分")
    scoring.say(line)
    assert {"reason:绩效目标合理性", "reason:招聘会信息知晓度"} <= scoring.state.aside
    assert not scoring.state.question.id.startswith("reason:")
    assert not any(row.remark for row in scoring.document.evaluation.indicators)


def test_a_new_form_is_asked_for_its_rows_until_they_add_up(talk, new_form):
    talking = talk(new_form())
    talking.say(HEADER)
    talking.say(MONEY)
    question = talking.state.question
    assert question.id == "rows"
    assert question.long.startswith("产出目标（34分）还没有指标、效果目标（15分）还没有指标")
    talking.say("产出：招聘会完成率30分；效果：政策知晓率15分；影响力：长效机制15分")
    assert talking.state.question.short == "产出目标还差4分。"
    talking.say("产出：参与率4分")
    assert talking.state.question.id == "scores"


def test_a_row_without_a_weight_is_asked_for_it(talk, new_form):
    talking = talk(new_form())
    talking.say(HEADER)
    talking.say(MONEY)
    talking.say("产出：招聘会完成率34分；效果：政策知晓率15分；影响力：长效机制15分")
    rows = talking.document.evaluation.indicators
    talking.document.put("indicators[6].weight", None)
    talking.say("其余满分")
    assert rows[6].name == "招聘会完成率"
    assert talking.document.evaluation.indicators[6].score is None
    talking.say("第7项权重34分")
    assert talking.document.evaluation.indicators[6].weight == 34


def test_the_national_form_scores_by_its_figures(talk):

    rows = (
        Indicator(category="产出指标", name="采购图书册数", weight="50", target="≥30000册"),
        Indicator(category="效益指标", name="惠及人次", weight="30", target="≥900人次"),
    )
    talking = talk(Evaluation(profile="national2020", year=2020, name="图书服务", indicators=rows))
    talking.say("采购图书册数目标30000册，实际27000册")
    assert talking.document.evaluation.indicators[0].actual == "27000册"
    assert talking.state.waiting.choices[0].text == "记45分"
    talking.say("是")
    assert talking.document.evaluation.indicators[0].score == 45
