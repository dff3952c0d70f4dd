"""Lines that nobody understands: an example, ways out, going on; and nothing typed is lost."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.evaluation.model import Evaluation

Said = Callable[[Reply], list[str]]
Talk = Callable[..., Conversation]


@pytest.fixture
def fresh(talk: Talk, new_form: Callable[..., Evaluation]) -> Conversation:
    return talk(new_form())


def test_the_ladder_gives_an_example_then_ways_out_then_goes_on(
    fresh: Conversation, said: Said
) -> None:
    first = fresh.state.question
    assert first is not None
    assert "例如" in said(fresh.say("asdfgh"))[0]
    ways = said(fresh.say("qwerty"))
    assert any("跳过这个问题" in line for line in ways)
    assert any("说明这个问题" in line for line in ways)
    assert "待补" in said(fresh.say("zxcvbn"))[0]
    assert fresh.state.question is not None
    assert fresh.state.question.id != first.id
    assert first.id in fresh.state.aside


def test_the_same_line_gets_one_short_line_at_last(fresh: Conversation, said: Said) -> None:
    told = [said(fresh.say("zzzz"))[0] for _ in range(5)]
    assert len(set(told)) == 5
    assert all(len(line) < 40 for line in told[2:])


def test_no_answer_to_nonsense_comes_twice(fresh: Conversation, said: Said) -> None:
    lines = ["qq1", "ww2", "ee3", "rr4", "rr4", "rr4", "rr4", "tt5", "qq1", "ww2", "ee3"] * 3
    told = [tuple(said(fresh.say(line))) for line in lines]
    assert all(one != other for one, other in pairwise(told))


@pytest.mark.parametrize(
    "line",
    ["你好", "您好！", "谢谢", "谢谢你", "hello", "Thanks", "好的", "辛苦了", "ok", "哈哈哈"],
)
def test_courtesies_get_one_line_and_the_question_again(
    line: str, fresh: Conversation, said: Said
) -> None:
    asked = fresh.state.question
    told = said(fresh.say(line))
    assert len(told[0]) < 10
    assert fresh.state.question == asked
    assert not fresh.state.drafts


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tiaoguo", "跳过"),
        ("chexiao", "撤销"),
        ("jindu", "进度"),
        ("bangzhu", "帮助"),
        ("qiut", "退出"),
        ("hepl", "帮助"),
        ("跳国", "跳过"),
    ],
)
def test_a_near_miss_is_confirmed(line: str, meant: str, talk: Talk, said: Said) -> None:
    conversation = talk("长三角")
    conversation.say("都跳过")
    told = said(conversation.say(line))
    assert any(meant in text for text in told)
    assert conversation.state.waiting is not None
    assert conversation.document.evaluation == talk("长三角").document.evaluation


@pytest.fixture
def at_scores(talk: Talk) -> Conversation:
    """Return a conversation that asks for the scores."""
    conversation = talk("长三角", blank=True)
    conversation.say("预算1245505，上年没有，执行1187376，自评时间2020-04-20，经常性项目")
    assert conversation.state.question is not None
    assert conversation.state.question.id.startswith("scores")
    return conversation


def test_a_long_sentence_is_offered_places_at_once(at_scores: Conversation, said: Said) -> None:
    sentence = "全年组织各类招聘会十二场并做好现场秩序维护"
    told = said(at_scores.say(sentence))
    assert any("记入主要绩效" in line for line in told)
    at_scores.say("主要绩效")
    assert sentence in at_scores.document.evaluation.achievements


def test_yes_is_no_answer_to_where(at_scores: Conversation) -> None:
    before = at_scores.document.evaluation
    at_scores.say("全年组织各类招聘会十二场并做好现场秩序维护")
    at_scores.say("是")
    assert at_scores.document.evaluation == before


def test_an_unread_rest_is_named_and_can_be_kept(fresh: Conversation, said: Said) -> None:
    told = said(fresh.say("预算124.55万 执行1187376 领导要求写细一些"))
    assert any("没有读懂「领导要求写细一些」" in line for line in told)
    assert fresh.document.evaluation.executed == 1187376
    fresh.say("记入主要问题")
    assert "领导要求写细一些" in fresh.document.evaluation.problems
    assert fresh.document.evaluation.executed == 1187376


@pytest.mark.parametrize("line", ["丢弃", "4", "不要", "继续", "跳过"])
def test_an_unread_rest_can_be_left(line: str, fresh: Conversation, said: Said) -> None:
    fresh.say("预算124.55万 执行1187376 领导要求写细一些")
    before = fresh.document.evaluation
    fresh.say(line)
    assert fresh.document.evaluation == before
    assert fresh.state.waiting is None
    assert any("领导要求写细一些" in text for text in said(fresh.say("草稿")))


def test_a_question_in_between_leaves_the_rest_waiting(fresh: Conversation) -> None:
    fresh.say("预算124.55万 执行1187376 领导要求写细一些")
    waiting = fresh.state.waiting
    fresh.say("执行率多少")
    assert fresh.state.waiting is waiting
    fresh.say("自评时间2020-04-20")
    assert fresh.state.waiting is None


def test_drafts_can_be_put_into_the_form(at_scores: Conversation, said: Said) -> None:
    sentence = "现场签到记录和验收单据有缺失"
    at_scores.say("qwerty")
    at_scores.say(sentence)
    assert any("qwerty" in line for line in said(at_scores.say("草稿")))
    at_scores.say("1")
    at_scores.say("主要问题")
    assert sentence in at_scores.document.evaluation.problems
    assert not any(sentence in line for line in said(at_scores.say("草稿")))


def test_several_doubts_are_asked_one_after_another(talk: Talk) -> None:
    conversation = talk("长三角", blank=True)
    conversation.say("满意度扣1分，及时性扣1分")
    waiting = conversation.state.waiting
    assert waiting is not None
    assert conversation.state.queue
    conversation.say("1")
    assert conversation.state.waiting is not None
    assert conversation.state.waiting != waiting
    conversation.say("1")
    assert sum(row.lost == 1 for row in conversation.document.evaluation.indicators) == 2


@pytest.mark.parametrize("line", ["明天会下雨吗？", "谁是局长？", "什么鬼东西"])
def test_a_question_without_an_answer_is_told_so(
    line: str, fresh: Conversation, said: Said
) -> None:
    assert "答不上来" in said(fresh.say(line))[0]


@pytest.mark.parametrize("line", ["不对", "错了", "写错了", "取消"])
def test_a_mistake_is_asked_about(line: str, fresh: Conversation) -> None:
    fresh.say("预算100万")
    fresh.say(line)
    assert fresh.document.evaluation.budget == 1_000_000
    fresh.say("1")
    assert fresh.document.evaluation.budget is None
