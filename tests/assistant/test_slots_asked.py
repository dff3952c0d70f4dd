"""Gaps that wordings leave open: asked for in turn, filled by order, by name, or taken out."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.drafting.gaps import filled, open_gaps, put_into, without_clause
from perftui.evaluation.model import Evaluation
from perftui.phrases.slots import slot_names

Ask = Callable[..., Conversation]
Said = Callable[[Reply], list[str]]
TWO = "完成主题活动{数量}{单位}，为年度计划的{比例}。"
REACHED = "完成率达到{实际值}{单位}，完成年初设定的{目标值}{单位}目标。"
SURVEYED = "回收问卷{样本量}份，党员满意度{满意度}。"
SETTLED = "建立{机制}，明确牵头科室，全年运行{次数}次。"
PUBLICITY = "政策知晓度不高，宣传主要依靠{渠道}，推送仅{数量}次，覆盖不足。"


@pytest.fixture
def asked(seed: Callable[[str], Evaluation], talk: Callable[..., Conversation]) -> Ask:
    def begin(words: str, field: str = "problems", department: str = "市场部") -> Conversation:
        changes = {field: words, "department": department}
        return talk(seed("公共服务").model_copy(update=changes))

    return begin


def problems(talking: Conversation) -> str:
    return talking.document.evaluation.problems


@pytest.mark.parametrize(
    ("words", "line", "after"),
    [
        (PUBLICITY, "现场", "宣传主要依靠现场，推送仅{数量}次"),
        (PUBLICITY, "是现场", "宣传主要依靠现场，"),
        (PUBLICITY, "现场 3", "宣传主要依靠现场，推送仅3次"),
        (PUBLICITY, "渠道现场，数量3", "宣传主要依靠现场，推送仅3次"),
        (PUBLICITY, "数量：3", "依靠{渠道}，推送仅3次"),
        (PUBLICITY, "数量3次", "推送仅3次，"),
        (PUBLICITY, "渠道是现场和网上，数量是3", "依靠现场和网上，推送仅3次"),
        (PUBLICITY, "删掉这半句", "政策知晓度不高，推送仅{数量}次，覆盖不足"),
        (PUBLICITY, "不填", "政策知晓度不高，推送仅{数量}次，覆盖不足"),
        (TWO, "12", "完成主题活动12{单位}，"),
        (TWO, "12场", "完成主题活动12场，为年度计划的{比例}"),
        (TWO, "12场 100%", "完成主题活动12场，为年度计划的100%"),
        (TWO, "主题活动12场 100%", "完成主题活动12场，为年度计划的100%"),
        (TWO, "12 场 100%", "完成主题活动12场，为年度计划的100%"),
        (TWO, "12、场、100%", "完成主题活动12场，为年度计划的100%"),
        (TWO, "约20场", "完成主题活动约20场，"),
        (TWO, "一百场", "完成主题活动100场，为年度计划的{比例}"),
        (TWO, "100场，全部完成", "完成主题活动100场，为年度计划的100%"),
        (TWO, "12场，百分之百", "完成主题活动12场，为年度计划的100%"),
        (TWO, "100%", "完成主题活动{数量}{单位}，为年度计划的100%"),
        (TWO, "完成主题活动9场，为年度计划的90%", "完成主题活动9场，为年度计划的90%。"),
        (TWO, "比例不要了", "完成主题活动{数量}{单位}。"),
        (TWO, "后半句不要", "完成主题活动{数量}{单位}。"),
        (TWO, "改成：全年举办主题活动9场", "全年举办主题活动9场。"),
        (REACHED, "98% 95", "达到98%，完成年初设定的95%目标"),
        (REACHED, "实际98%，目标95%", "达到98%，完成年初设定的95%目标"),
        (SURVEYED, "200个 95", "回收问卷200份，党员满意度95%"),
        (SURVEYED, "收回200份，满意度95", "回收问卷200份，党员满意度95%"),
        (SETTLED, "12 突发事件处置机制", "建立突发事件处置机制，明确牵头科室，全年运行12次"),
    ],
)
def test_an_answer_fills_the_gap_exactly(words: str, line: str, after: str, asked: Ask) -> None:
    talking = asked(words)
    assert talking.state.question is not None
    assert talking.state.question.id.startswith("slot:problems:")
    talking.say(line)
    assert after in problems(talking)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (TWO, "突发事件处置机制"),
        (TWO, "举办了100场招聘会"),
        (TWO, "很多"),
        (TWO, "共办了100场，比计划多5场"),
        (SURVEYED, "1 1"),
        (SURVEYED, "200人"),
        (SETTLED, "12场"),
    ],
)
def test_what_a_gap_cannot_hold_is_not_put_into_it(words: str, line: str, asked: Ask) -> None:
    talking = asked(words)
    talking.say(line)
    assert problems(talking) == words


@pytest.mark.parametrize("line", ["删掉这半句", "删了这句"])
def test_nothing_is_left_of_a_sentence_that_has_lost_what_it_is_about(
    line: str, asked: Ask
) -> None:
    talking = asked(f"1、{TWO}\n2、甲乙丙丁。")
    talking.say(line)
    assert "年度计划" not in problems(talking) and "甲乙丙丁" in problems(talking)


def test_another_wording_is_for_the_sentence_that_is_asked_about(
    seed: Callable[[str], Evaluation], talk: Callable[..., Conversation]
) -> None:
    form = seed("公共服务").model_copy(update={"achievements": "", "problems": "", "measures": ""})
    talking = talk(form)
    talking.say("起草主要绩效")
    before = talking.document.evaluation.achievements.splitlines()
    assert talking.state.question is not None and "slot:" in talking.state.question.id
    talking.say("换一句")
    after = talking.document.evaluation.achievements.splitlines()
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1
    assert "{" in next(one for one in before if one not in after)


def test_gaps_are_asked_in_turn_and_passed_over_ones_stay_visibly_open(asked: Ask) -> None:
    talking = asked(PUBLICITY)
    assert talking.state.question is not None and "渠道" in talking.state.question.id
    talking.say("跳过")
    assert "{渠道}" in problems(talking) and talking.state.question.id == "slot:problems:数量"
    talking.say("3")
    assert "{渠道}" in problems(talking) and "推送仅3次" in problems(talking)


def test_only_the_point_that_is_asked_about_is_filled(asked: Ask) -> None:
    talking = asked("1、培训{数量}场。\n2、走访{数量}家。")
    talking.say("5")
    assert "培训5场" in problems(talking) and "走访{数量}家" in problems(talking)
    talking.say("跳过")
    other = asked("1、培训{数量}场。\n2、走访{数量}家。")
    other.say("跳过")
    other.say("7")
    assert "培训{数量}场" in problems(other) and "走访7家" in problems(other)


def test_what_the_form_has_is_offered(asked: Ask, said: Said) -> None:
    talking = asked("由{科室}按月核对。", "measures", "市场部")
    assert any(choice.text == "市场部" for choice in talking.state.choices)
    talking.say("1")
    assert talking.document.evaluation.measures == "由市场部按月核对。"


def test_other_things_may_be_said_while_a_gap_is_asked_for(asked: Ask) -> None:
    talking = asked(PUBLICITY)
    talking.say("预算改为670万")
    assert str(talking.document.evaluation.budget) == "6700000.00"
    assert "{渠道}" in problems(talking)
    talking.say("现场")
    assert "依靠现场" in problems(talking)


def test_that_there_is_nothing_for_it_is_asked_about(asked: Ask, said: Said) -> None:
    talking = asked(PUBLICITY)
    lines = said(talking.say("没有"))
    assert "{渠道}" in problems(talking) and any("删掉这半句" in line for line in lines)
    talking.say("1")
    assert "渠道" not in problems(talking)


def test_filling_is_one_step_back(asked: Ask) -> None:
    talking = asked(PUBLICITY)
    talking.say("渠道现场，数量3")
    talking.say("撤销")
    assert problems(talking) == PUBLICITY


@pytest.mark.parametrize(
    ("words", "name", "left"),
    [
        ("甲，依靠{渠道}，乙。", "渠道", "甲，乙。"),
        ("依靠{渠道}，乙。", "渠道", "乙。"),
        ("甲，依靠{渠道}。", "渠道", "甲。"),
        ("依靠{渠道}。", "渠道", ""),
        ("甲；依靠{渠道}；乙。", "渠道", "甲；乙。"),
        ("甲，乙。", "渠道", "甲，乙。"),
    ],
)
def test_the_clause_of_a_gap_goes_whole(words: str, name: str, left: str) -> None:
    assert without_clause(words, name) == left


def test_a_unit_is_not_said_twice() -> None:
    assert put_into("举办{数量}场招聘会", "数量", "12场") == "举办12场招聘会"
    assert put_into("满意度{满意度}，", "满意度", "95%") == "满意度95%，"
    assert put_into("占{比例}%", "比例", "95%") == "占95%"


def test_a_sentence_of_nothing_but_the_gap_goes_with_its_number(
    seed: Callable[[str], Evaluation],
) -> None:
    form = seed("公共服务").model_copy(update={"problems": "1、甲。\n2、依靠{渠道}。\n3、乙。"})
    assert filled(form, "problems", 2, {"渠道": ""}) == "1、甲。\n2、乙。"


@given(st.text(alphabet="{}渠道数量，。1、\n", max_size=40), st.text(max_size=12))
def test_whatever_is_written_gaps_are_found_and_filled(text: str, value: str) -> None:
    form = Evaluation(problems=text)
    for gap in open_gaps(form):
        after = filled(form, gap.path, gap.number, {gap.name: value})
        assert isinstance(after, str) and gap.name in slot_names(gap.words)
