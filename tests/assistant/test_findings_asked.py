"""The findings of the rules, one at a time with their remedies; and the end of the way."""

from collections.abc import Callable

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.evaluation.model import Evaluation

Said = Callable[[Reply], list[str]]
Talk = Callable[..., Conversation]


def attend_finding(conversation: Conversation, code: str) -> None:
    """Go to the first finding of a rule by the list of findings."""
    conversation.say("检查")
    waiting = conversation.state.waiting
    assert waiting is not None
    number = next(n for n, choice in enumerate(waiting.choices, 1) if code in choice.note)
    conversation.say(str(number))
    assert conversation.state.question is not None
    assert conversation.state.question.id.startswith(f"finding:{code}")


@pytest.fixture
def conversation(talk: Talk) -> Conversation:
    return talk("长三角")


def findings_asked(conversation: Conversation) -> list[str]:
    """Pass over all, and return which findings were asked about on the way."""
    asked: list[str] = []
    for _ in range(60):
        question = conversation.state.question
        assert question is not None
        if question.id == "finish":
            return asked
        if question.id.startswith("finding:"):
            asked.append(question.id)
        conversation.say("跳过")
    raise AssertionError


def test_errors_and_warnings_are_asked_once_and_hints_are_not(conversation: Conversation) -> None:
    asked = findings_asked(conversation)
    assert "finding:PT043:achievements" in asked
    assert len(asked) == len(set(asked))
    assert not any(code in one for one in asked for code in ("PT044", "PT051", "PT038"))
    asked_anyway = ("PT013", "PT014")
    assert not any(code in one for one in asked for code in asked_anyway)


def test_blank_fields_are_asked_for_once(talk: Talk, new_form: Callable[..., Evaluation]) -> None:
    asked = findings_asked(talk(new_form()))
    assert not any("budget" in one or "problems" in one or "score" in one for one in asked)


def test_a_fix_is_offered_with_what_it_changes(conversation: Conversation, said: Said) -> None:
    attend_finding(conversation, "PT043")
    offered = said(conversation.say("重复"))
    assert any("改为" in line or "加「" in line for line in offered)
    before = conversation.document.evaluation.achievements
    conversation.say("修正")
    assert conversation.document.evaluation.achievements != before
    conversation.say("撤销")
    assert conversation.document.evaluation.achievements == before


def test_a_value_for_the_field_answers_a_finding(conversation: Conversation) -> None:
    attend_finding(conversation, "PT033")
    conversation.say("上年预算100万")
    assert conversation.document.evaluation.last_year_budget == 1_000_000
    assert conversation.state.question is not None
    assert not conversation.state.question.id.startswith("finding:PT033")


def test_a_blank_field_of_a_finding_takes_words(conversation: Conversation) -> None:
    attend_finding(conversation, "PT008")
    conversation.say("综合服务科")
    assert conversation.document.evaluation.department == "综合服务科"


def test_a_finding_leads_to_its_field(conversation: Conversation) -> None:
    attend_finding(conversation, "PT008")
    conversation.say("填写具体实施处（科室）")
    assert conversation.state.question is not None
    assert conversation.state.question.path == "department"
    assert not conversation.state.question.id.startswith("finding:")


def test_a_rule_is_set_aside_with_its_reason(conversation: Conversation) -> None:
    attend_finding(conversation, "PT033")
    conversation.say("搁置，写明理由")
    assert conversation.state.question is not None
    assert conversation.state.question.id == "suppress:PT033"
    conversation.say("当年新设立的经常性项目")
    assert conversation.document.evaluation.suppressed == {"PT033": "当年新设立的经常性项目"}
    conversation.say("恢复PT033")
    assert conversation.document.evaluation.suppressed == {}


@pytest.mark.parametrize(
    "line",
    [
        "搁置PT013 主管部门不要求",
        "搁置 pt013，主管部门不要求",
        "把PT013搁置，因为主管部门不要求",
        "/搁置 PT013 主管部门不要求",
        "/gz PT013：主管部门不要求",
    ],
)
def test_setting_aside_in_one_line(line: str, conversation: Conversation) -> None:
    conversation.say(line)
    assert conversation.document.evaluation.suppressed == {"PT013": "主管部门不要求"}


@pytest.mark.parametrize("line", ["搁置，当年新设立", "搁置 因为当年新设立", "搁置：当年新设立"])
def test_setting_aside_what_is_asked_about(line: str, conversation: Conversation) -> None:
    attend_finding(conversation, "PT033")
    conversation.say(line)
    assert conversation.document.evaluation.suppressed == {"PT033": "当年新设立"}


@pytest.mark.parametrize("line", ["修正全部", "全部修正", "/修正 全部", "一键修正全部"])
def test_all_certain_fixes_at_once_are_one_step(line: str, conversation: Conversation) -> None:
    before = conversation.document.evaluation
    conversation.say(line)
    assert conversation.document.evaluation != before
    conversation.say("撤销")
    assert conversation.document.evaluation == before


@pytest.mark.parametrize("line", ["修正3", "修正第3条", "第3条修正", "/修正 3", "修正PT043"])
def test_a_fix_is_applied_by_its_number_on_the_list(line: str, conversation: Conversation) -> None:
    conversation.say("检查")
    before = conversation.document.evaluation.achievements
    conversation.say(line)
    assert conversation.document.evaluation.achievements != before


def test_the_end_says_what_it_comes_to_and_offers_the_way_back(
    conversation: Conversation, said: Said
) -> None:
    conversation.say("都跳过")  # the reasons
    told = "\n".join(said(conversation.say("都跳过")))
    for words in ("合计94分，优秀", "跳过没答的", "1 预览", "2 导出Word", "结束"):
        assert words in told
    conversation.say("3")
    assert conversation.state.question is not None
    assert conversation.state.question.id != "finish"


def test_an_unfinished_form_is_told_to_be_a_draft(
    talk: Talk, said: Said, new_form: Callable[..., Evaluation]
) -> None:
    told = "\n".join(said(talk(new_form()).say("都跳过")))
    assert "还没有填完" in told
    assert "草稿" in told
