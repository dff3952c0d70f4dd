"""What is said to what was not understood, or not wholly: an example that works, and ways out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from perftui.assistant.answering.capabilities import unknown
from perftui.assistant.asking.attending import FINISH
from perftui.assistant.asking.placing import places_for
from perftui.assistant.doing.outcome import Outcome
from perftui.assistant.moves import Control, Inquire, Move, Word
from perftui.assistant.parts import Choice, Echo, Explain, Fail, Warn
from perftui.assistant.reading.commands.near_words import near_readings
from perftui.assistant.reading.questions.guessing import seems_question
from perftui.assistant.state import Doubt, Expects, Question, Scene, State, Waiting
from perftui.evaluation.fields import bare_label, parse_path
from perftui.evaluation.specification import hint_for

_HAN = re.compile("[\u4e00-\u9fff]")
_SENTENCE, _WORDS = 10, 4
_MOST_TIMES, _WAYS_OUT = 2, 2
_QUOTED, _LONGEST_QUESTION = 30, 40
_PARTICLES = re.compile(r"(?:谢谢|多谢|麻烦|请|吧|了|的|啊|哦|嗯|好|呢|元|分|[\W_])+")
_ACKNOWLEDGED = {
    "好。": "嗯|嗯嗯|哦|噢|好|好的|好吧|行|可以|ok|okay|知道|明白|收到|了解|懂|是|对|是的|对的",
    "好，不改。": "不是|不|不要|否|no|没有|无|都不是",
}
_EXAMPLES = {
    Expects.SCORES: "全部满分，除了第3项扣1分",
    Expects.CHOICE: "1",
}


def not_understood(line: str, scene: Scene) -> Outcome:
    """Say what was expected and what would work, then ways out; nothing that was typed is lost."""
    acknowledged = _acknowledged(line)
    if not line or acknowledged:
        return Outcome(scene.state, (Explain(acknowledged),) if acknowledged else ())
    drafts = (*scene.state.drafts, line)
    misses = scene.state.misses + 1
    at = scene.having(misses=misses, drafts=drafts, waiting=None, queue=())
    times = _times_said(at.state)
    if times > _MOST_TIMES:
        text = f"同一句第{times}次了，还是读不懂；说「跳过」或「帮助」。"
        return Outcome(at.state, (Explain(text),))
    if seems_question(line) and len(line) <= _LONGEST_QUESTION:
        return Outcome(at.state, (Explain(unknown(_cut(line), scene)),))
    if len(_HAN.findall(line)) >= _SENTENCE:
        return _as_sentence(line, at)
    near = near_readings(line, at)
    if misses == 1 or near:
        return _with_example(line, near, at)
    return _ways_out(line, at) if misses == _WAYS_OUT else _put_off(line, at)


def too_long(line: str, longest: int, scene: Scene) -> Outcome:
    """Say of a line that is no sentence any more that it is not read; it is among the drafts."""
    text = f"这一行有{len(line)}个字，一行最多读{longest}个字，没有记入；请分成几行再写。"
    return Outcome(scene.having(drafts=(*scene.state.drafts, line)).state, (Fail(text),))


def settle_doubt(doubt: Doubt, scene: Scene) -> Outcome:
    """Let a doubt wait for an answer, behind what waits already."""
    return Outcome(_waiting(scene.state, Waiting(doubt.text, doubt.choices)))


def leave_unread(unread: tuple[str, ...], scene: Scene) -> Outcome:
    """Name what was not read, and offer to keep it in the form."""
    text = "，".join(part for part in unread if not _PARTICLES.fullmatch(part))
    if not text:
        return Outcome(scene.state)
    state = replace(scene.state, drafts=(*scene.state.drafts, text))
    asked = f"没有读懂的「{_cut(text)}」放到哪里？说编号。"
    waiting = Waiting(asked, places_for(text, scene), text, wants_number=True)
    return Outcome(_waiting(state, waiting), (Warn(f"没有读懂「{_cut(text)}」，其余的已记下。"),))


def _waiting(state: State, waiting: Waiting) -> State:
    if state.waiting is None:
        return replace(state, waiting=waiting)
    return replace(state, queue=(*state.queue, waiting))


def _acknowledged(line: str) -> str:
    """Return the answer to a yes or no that nobody has asked for."""
    bare = re.sub(r"[\s。.！!~～，,了啊呀哦呢]+\Z", "", line.lower())
    return next((said for said, words in _ACKNOWLEDGED.items() if bare in words.split("|")), "")


def _times_said(state: State) -> int:
    """Return how many times in a row the last line was said."""
    last = state.said[-1:]
    return sum(1 for _ in takewhile(lambda said: (said,) == last, reversed(state.said)))


def _as_sentence(line: str, scene: Scene) -> Outcome:
    """Offer places for a sentence that answers nothing."""
    asked = f"「{_cut(line)}」放到哪里？说编号。"
    waiting = Waiting(asked, places_for(line, scene), shown=True, wants_number=True)
    state = replace(scene.state, waiting=waiting)
    which = f"（第{scene.state.misses}句）" if scene.state.misses > 1 else ""
    return Outcome(state, (Explain(f"这一句不像是在答这个问题{which}。"),))


def _with_example(line: str, near: tuple[Choice, ...], scene: Scene) -> Outcome:
    """Say what was expected with an example, and offer the nearest reading."""
    first = scene.state.misses == 1
    expected = "".join(_expected(scene.question, scene)) if first else ""
    said = Explain(f"没有读懂「{_cut(line)}」。{expected}")
    if not near:
        return Outcome(scene.state, (said,))
    text = f"是「{near[0].text}」吗？" if len(near) == 1 else "是下面的吗？"
    waiting = Waiting(text, (*near, Choice("不是")), shown=True)
    return Outcome(replace(scene.state, waiting=waiting), (said,))


def _expected(question: Question | None, scene: Scene) -> Iterator[str]:
    if question is None or question.id == FINISH:
        yield "说编号选一项，说「帮助」看可以说什么。"
        return
    match question.expects:
        case Expects.SCORES:
            yield "这里要的是得分"
        case Expects.CHOICE if scene.state.choices:
            yield "这里要的是列表上的编号"
        case Expects.TEXT:
            yield "这里要的是一句话，四个字以上"
        case _:
            labels = (_label(path, scene) for path in question.paths[:4])
            yield f"这里要的是{'、'.join(dict.fromkeys(labels)) or '一个值'}"
    example = question.example or _EXAMPLES.get(question.expects, "")
    hint = hint_for(parse_path(question.path).field, scene.profile) if question.path else ""
    if example:
        yield f"，例如：{example}。"
    else:
        yield f"，{hint}。" if hint else "。"


def _label(path: str, scene: Scene) -> str:
    step = parse_path(path)
    if step.sub is None:
        return bare_label(scene.profile, step.field)
    return next((c.label for c in scene.profile.columns if c.field == step.sub), step.sub)


def _ways_out(line: str, scene: Scene) -> Outcome:
    """Offer numbered ways out."""
    question = scene.question
    ways: list[Choice] = []
    if question is not None and question.id != FINISH:
        ways.append(Choice("跳过这个问题", (Control(Word.SKIP),)))
        ways.append(Choice("说明这个问题", (Control(Word.WHY),)))
        if question.path:
            ways.append(Choice(f"看{_label(question.path, scene)}", (_look(question.path, scene),)))
    else:
        ways.append(Choice("看还缺什么", (Inquire("missing"),)))
        ways.append(Choice("看可以说什么", (Control(Word.HELP),)))
    if len(_HAN.findall(line)) >= _WORDS:
        ways += places_for(line, scene)[:-1]
    asked = f"「{_cut(line)}」也没有读懂，怎么办？说编号。"
    waiting = Waiting(asked, tuple(ways), shown=True, wants_number=True)
    return Outcome(replace(scene.state, waiting=waiting))


def _look(path: str, scene: Scene) -> Move:
    """Return the move that shows a field."""
    step = parse_path(path)
    if step.field == "indicators":
        return Inquire("rows") if step.index is None else Inquire("row", f"第{step.index + 1}项")
    return Inquire("field", bare_label(scene.profile, step.field))


def _put_off(line: str, scene: Scene) -> Outcome:
    """Pass the question over and go on."""
    question, state = scene.question, scene.state
    if question is None or question.id == FINISH:
        number = state.misses
        return Outcome(
            state, (Explain(f"「{_cut(line)}」没有读懂，是第{number}句了，已放进草稿。"),)
        )
    state = replace(state, aside=state.aside | {question.id}, attending=(), misses=0)
    said = f"「{_cut(line)}」放进草稿，这个问题记为待补，先问下一个"
    return Outcome(state, (Echo(said),))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}（后略）"
