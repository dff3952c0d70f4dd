"""Control words: what they do, in the spellings of people, whatever is being asked."""

from collections.abc import Callable

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.moves import Control, Word
from perftui.assistant.reading.commands.control import read_control
from perftui.assistant.state import Scene

Said = Callable[[Reply], list[str]]

SPELLINGS = [
    ("跳过", Word.SKIP, ""),
    ("跳过。", Word.SKIP, ""),
    ("跳过吧", Word.SKIP, ""),
    ("先跳过这个", Word.SKIP, ""),
    ("略", Word.SKIP, ""),
    ("skip", Word.SKIP, ""),
    ("SKIP", Word.SKIP, ""),
    ("不填", Word.SKIP, ""),
    ("先不填了", Word.SKIP, ""),
    ("下一个", Word.SKIP, ""),
    ("过", Word.SKIP, ""),
    ("不知道", Word.SKIP, ""),
    ("以后再说", Word.SKIP, ""),
    ("都跳过", Word.SKIP, "all"),
    ("剩下的都跳过", Word.SKIP, "all"),
    ("撤销", Word.UNDO, ""),
    ("撤消！", Word.UNDO, ""),
    ("undo", Word.UNDO, ""),
    ("u", Word.UNDO, ""),
    ("撤回", Word.UNDO, ""),
    ("撤回上一步", Word.UNDO, "1"),
    ("退回上一步", Word.UNDO, "1"),
    ("撤销 3", Word.UNDO, "3"),
    ("撤销三步", Word.UNDO, "3"),
    ("撤销两步", Word.UNDO, "2"),
    ("ｕ", Word.UNDO, ""),
    ("重做", Word.REDO, ""),
    ("redo", Word.REDO, ""),
    ("重做2", Word.REDO, "2"),
    ("返回", Word.BACK, ""),
    ("back", Word.BACK, ""),
    ("上一题", Word.BACK, ""),
    ("回到上一题", Word.BACK, ""),
    ("重复", Word.REPEAT, ""),
    ("再说一遍", Word.REPEAT, ""),
    ("repeat", Word.REPEAT, ""),
    ("没看懂", Word.REPEAT, ""),
    ("举个例子", Word.REPEAT, ""),
    ("进度", Word.PROGRESS, ""),
    ("到哪了", Word.PROGRESS, ""),
    ("还有多少", Word.PROGRESS, ""),
    ("还有多少？", Word.PROGRESS, ""),
    ("帮助", Word.HELP, ""),
    ("help", Word.HELP, ""),
    ("?", Word.HELP, ""),
    ("？", Word.HELP, ""),
    ("怎么用", Word.HELP, ""),
    ("你能做什么？", Word.HELP, ""),
    ("保存", Word.SAVE, ""),
    ("保存一下", Word.SAVE, ""),
    ("save", Word.SAVE, ""),
    ("退出", Word.QUIT, ""),
    ("quit", Word.QUIT, ""),
    ("Exit", Word.QUIT, ""),
    ("q", Word.QUIT, ""),
    ("再见", Word.QUIT, ""),
    ("结束吧", Word.QUIT, ""),
    ("今天先到这里", Word.QUIT, ""),
    ("好了", Word.DONE, ""),
    ("完了", Word.DONE, ""),
    ("下一步", Word.DONE, ""),
    ("继续", Word.DONE, ""),
    ("没有了", Word.DONE, ""),
    ("更多", Word.MORE, ""),
    ("换一批", Word.MORE, ""),
    ("还有别的吗", Word.MORE, ""),
    ("简短", Word.BRIEF, ""),
    ("brief", Word.BRIEF, ""),
    ("详细一点", Word.FULL, ""),
    ("草稿", Word.DRAFTS, ""),
    ("草稿箱", Word.DRAFTS, ""),
    ("草稿 2", Word.DRAFTS, "2"),
    ("为什么", Word.WHY, ""),
    ("为啥？", Word.WHY, ""),
    ("why", Word.WHY, ""),
    ("依据", Word.WHY, ""),
    ("为什么2", Word.WHY, "2"),
    ("为什么 第2句", Word.WHY, "第2句"),
    ("why 95%", Word.WHY, "95%"),
    ("95%怎么来的", Word.WHY, "95%"),
    ("合计怎么算的？", Word.WHY, "合计"),
    ("依据 2", Word.WHY, "2"),
    ("第2句的依据是什么", Word.WHY, "第2句"),
    ("为什么不是优秀", Word.WHY, "不是优秀"),
]

NONE = [
    "去年没有",
    "没有",
    "依据年初工作计划开展招聘会3场",
    "跳过节假日后开展现场招聘12场",
    "根据实际需要调整预算安排",
    "作为下一年度预算编制的依据",
    "保存期限为五年的档案已全部移交",
    "预算124.55万",
    "结束后回访服务对象120人",
    "100",
]


@pytest.fixture(scope="module")
def conversation(talk: Callable[..., Conversation]) -> Conversation:
    return talk("长三角", blank=True)


@pytest.fixture
def blank(talk: Callable[..., Conversation]) -> Conversation:
    return talk("长三角", blank=True)


def scene_of(conversation: Conversation) -> Scene:
    return Scene(conversation.state, conversation._aids)


@pytest.mark.parametrize(("line", "word", "argument"), SPELLINGS)
def test_a_control_word_is_known_in_the_spellings_people_use(
    line: str, word: Word, argument: str, conversation: Conversation
) -> None:
    reading = read_control(line, scene_of(conversation))
    assert reading is not None
    (move,) = reading.moves
    assert isinstance(move, Control)
    assert (move.word, move.argument) == (word, argument)


@pytest.mark.parametrize("line", NONE)
def test_sentences_and_values_are_no_control_words(line: str, conversation: Conversation) -> None:
    assert read_control(line, scene_of(conversation)) is None


def test_a_question_passed_over_is_listed_and_asked_again(blank: Conversation, said: Said) -> None:
    first = blank.state.question
    assert first is not None
    told = said(blank.say("跳过"))
    assert "跳过" in told[0]
    assert blank.state.question is not None
    assert blank.state.question.id != first.id
    assert any("跳过没答的1个" in line for line in said(blank.say("进度")))
    blank.say("返回")
    assert blank.state.question.id == first.id


def test_all_can_be_passed_over_and_asked_again(blank: Conversation, said: Said) -> None:
    first = blank.state.question
    blank.say("都跳过")
    assert blank.state.question is not None
    assert blank.state.question.id == "finish"
    assert any("回到：" in line for line in said(blank.say("重复")))
    blank.say("再问跳过的")
    assert blank.state.question == first


def test_back_goes_from_question_to_question(blank: Conversation) -> None:
    ids = []
    for _ in range(3):
        assert blank.state.question is not None
        ids.append(blank.state.question.id)
        blank.say("跳过")
    for wanted in reversed(ids):
        blank.say("返回")
        assert blank.state.question is not None
        assert blank.state.question.id == wanted


def test_an_answered_question_comes_back_with_what_stands_there(
    blank: Conversation, said: Said
) -> None:
    blank.say("自评时间2020-04-20，经常性项目")
    blank.say("预算1245505，上年没有，执行1187376")
    told = said(blank.say("返回"))
    assert any("现在是" in line for line in told)


def test_undo_and_redo_walk_the_form(blank: Conversation) -> None:
    blank.say("预算100万")
    with_budget = blank.document.evaluation
    blank.say("撤销")
    assert blank.document.evaluation.budget is None
    blank.say("重做")
    assert blank.document.evaluation == with_budget


def test_a_literal_word_is_an_answer(talk: Callable[..., Conversation]) -> None:
    conversation = talk("长三角")
    assert conversation.state.question is not None
    path = conversation.state.question.path
    conversation.say("=撤销")
    assert path.endswith("remark")
    assert any(row.remark == "撤销" for row in conversation.document.evaluation.indicators)


def test_leaving_ends_the_conversation(blank: Conversation) -> None:
    assert blank.say("保存退出").is_over


def test_why_tells_what_the_question_is_for(blank: Conversation, said: Said) -> None:
    assert said(blank.say("为什么"))[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("为什么95.33%", "1,187,376.00除以1,245,505.00"),
        ("为什么95%", "95.33%"),
        ("为什么94分", "投入与管理34/36"),
        ("为什么合计94", "投入与管理34/36"),
        ("合计怎么来的", "投入与管理34/36"),
        ("为什么是优秀", "90分（含）以上为优秀"),
        ("为什么优秀", "90分（含）以上为优秀"),
        ("为什么不是良好", "已经是优秀"),
        ("为什么PT013", "扣分没有写明原因"),
        ("为什么第27项", "宣传方式多元性"),
        ("为什么宣传方式多元性扣分", "3分，得2分，扣1分"),
        ("为什么扣分", "6项扣分"),
        ("为什么要填自评时间", "填这份表的日期"),
        ("为什么 1", "第1个「"),
        ("为什么主要问题第2点", "主要问题第2点"),
        ("为什么上天", "没有记下"),
    ],
)
def test_why_gives_the_reason_of_what_is_named(
    line: str, told: str, talk: Callable[..., Conversation], said: Said
) -> None:
    conversation = talk("长三角")
    before = conversation.document.evaluation
    assert told in "\n".join(said(conversation.say(line)))
    assert conversation.document.evaluation == before
