"""Talking about a form that was left badly, and about what was changed in it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from perftui.assistant.conversation.arriving import arrive
from perftui.assistant.conversation.conversation import Conversation, Reply, Terms
from perftui.assistant.conversation.line_hands import LineHands
from perftui.assistant.parts import Explain, Fail, Warn
from perftui.assistant.state import Aids
from perftui.evaluation.history.sources import DRAFTED
from perftui.evaluation.model import Evaluation
from perftui.jobs.reopening import TALK
from perftui.storage.document import Document
from perftui.storage.evaluation_file import save
from tests.killed import killed

TODAY = date(2020, 4, 20)


@pytest.fixture
def form(tmp_path: Path, seed: Callable[[str], Evaluation]) -> Path:
    path = tmp_path / "2019-长三角.perf.json"
    save(seed("长三角"), path)
    return path


@pytest.fixture
def talk(form: Path, aids_of: Callable[..., Aids]) -> Conversation:
    document = Document.open(form, who="李")
    hands = LineHands(form.parent, TODAY)
    made = Conversation(document, aids_of(document.evaluation), hands, None, Terms(saves=True))
    made.begin()
    return made


def explained(reply: Reply) -> str:
    return "\n".join(part.text for part in reply.parts if isinstance(part, Explain | Fail))


def test_a_form_that_was_closed_well_begins_without_a_word(form: Path) -> None:
    assert arrive(form).parts == ()


def test_what_was_found_is_told_first_with_what_to_say(form: Path) -> None:
    with killed():
        document = Document.open(form)
        document.set("department", "综合科")
        document.note_typing(TALK, "预算12")
    found, typing, ways = arrive(form).parts
    assert isinstance(found, Warn)
    assert "找回了没存上的1处改动" in found.text
    assert typing == Warn("对话里写了一半的「预算12」还没有说出。")
    assert isinstance(ways, Explain)
    assert "「改动」" in ways.text
    assert "「撤销」" in ways.text


@pytest.mark.parametrize("line", ["改动", "看看改了哪些", "/history", "都改了什么", "找回了什么"])
def test_what_was_changed_is_shown_when_it_is_asked_for(talk: Conversation, line: str) -> None:
    talk.document.set("department", "综合科")
    assert "填入「综合科」" in explained(talk.say(line))


def test_changes_of_one_field_are_asked_for(talk: Conversation) -> None:
    talk.document.set("department", "综合科")
    talk.document.set("indicators[1].score", "1")
    said = explained(talk.say("/history 得分2"))
    assert "改为「1」" in said
    assert "综合科" not in said
    assert "没有改过" in explained(talk.say("/history 主要问题"))
    assert "没有叫「香蕉」的栏目" in explained(talk.say("/history 香蕉"))


def test_words_that_the_assistant_wrote_are_known_from_the_users_own(talk: Conversation) -> None:
    talk.document.set("measures", "")
    talk.say("主要问题：宣传不够。")
    assert talk.document.edits[-1].source == ""
    talk.say("起草改进措施")
    (drafted,) = {edit.source for edit in talk.document.edits if edit.path == "measures"} - {""}
    assert drafted == DRAFTED
    assert f"（来自：{DRAFTED}）" in explained(talk.say("/history 改进措施"))


def test_that_edits_cannot_be_kept_is_warned_of_once(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("perftui.disk.make_new", full)
    warned = [
        part.text
        for line in ("预算124万", "执行118万", "科室 综合科")
        for part in talk.say(line).parts
        if isinstance(part, Warn) and "磁盘满了" in part.text
    ]
    assert len(warned) == 1
