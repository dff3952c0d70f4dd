"""Control words done: asked again, passed over, taken back, explained, left."""

from collections.abc import Callable
from dataclasses import replace

from perftui.assistant.answering.capabilities import helped
from perftui.assistant.answering.progress import progress_told
from perftui.assistant.answering.whys import why
from perftui.assistant.asking.attending import FINISH, open_questions
from perftui.assistant.asking.placing import drafts_of, places_for
from perftui.assistant.doing.more_choices import more
from perftui.assistant.doing.outcome import Outcome, performs
from perftui.assistant.moves import Control, Word
from perftui.assistant.orders import Leave, Save, TakeBack
from perftui.assistant.parts import Choice, Echo, Explain
from perftui.assistant.reading.scores.score_sayings import REASON
from perftui.assistant.state import Expects, Question, Scene, State, Waiting
from perftui.evaluation.fields import get

_MOST_STEPS = 999
_MOST_DRAFTS = 20
_SHORT = 40
_OF_THE_USER = ("field:", "suppress:")
"""Questions that were asked only because the user wanted it."""


@performs(Control)
def control(move: Control, scene: Scene) -> Outcome:
    """Do what a control word says."""
    return _DONE[move.word](move.argument, scene)


def _why(argument: str, scene: Scene) -> Outcome:
    return _said(scene, why(argument, scene))


def _skip(argument: str, scene: Scene) -> Outcome:
    """Pass a question over; what waits for a word is dropped instead."""
    if argument == "all":
        return _skip_all(scene)
    if scene.state.waiting:
        return Outcome(scene.state, (Echo("好，这一处先放下"),))
    question = scene.question
    if question is None or question.id == FINISH:
        return _said(scene, "没有要跳过的了。")
    if question.id.startswith(_OF_THE_USER):
        return Outcome(replace(scene.state, attending=()), (Echo("好，不改"),))
    state = _let_go(scene.state, question)
    return Outcome(state, (Echo(f"先跳过，最后再问：{_short(question)}（要回来说「返回」）"),))


def _skip_all(scene: Scene) -> Outcome:
    """Pass over all that is open; where reasons are asked for, the reasons."""
    ids = {asked.question.id for asked in open_questions(scene)} - scene.state.done
    if scene.question is not None and scene.question.id.startswith(REASON):
        ids = {key for key in ids if key.startswith(REASON)}
    state = replace(
        scene.state, aside=scene.state.aside | ids, attending=(), waiting=None, queue=()
    )
    return Outcome(state, (Echo(f"跳过了{len(ids)}个问题，说「进度」可以看"),))


def _undo(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(TakeBack(_steps(argument)),))


def _redo(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(TakeBack(-_steps(argument)),))


def _back(argument: str, scene: Scene) -> Outcome:
    """Ask the question before this one again, or for its fields if it has been answered."""
    state = scene.state
    if argument == "all":
        state = replace(state, aside=frozenset(), attending=(), question=None, choices=())
        return Outcome(state, (Echo("跳过的从头再问"),))
    if not state.trail:
        return _said(scene, "前面没有问过别的。要去哪一栏，说「去」加栏目名称，如：去预算。")
    before = state.trail[-1]
    is_open = any(asked.question.id == before.id for asked in open_questions(scene))
    wanted = (before.id,) if is_open or not before.paths else before.paths
    state = replace(
        state,
        attending=wanted,
        trail=state.trail[:-1],
        aside=state.aside - {before.id},
        done=state.done - {before.id},
        question=None,
        choices=(),
    )
    return Outcome(state, (Echo("回到上一个问题"),))


def _repeat(argument: str, scene: Scene) -> Outcome:
    """Say the question again, at length and with its example."""
    if scene.state.waiting or scene.question is None:
        return Outcome(scene.state)
    question = scene.question
    example = (Explain(f"例如：{question.example}"),) if question.example else ()
    return Outcome(scene.state, (Explain(question.long), *example))


def _progress(argument: str, scene: Scene) -> Outcome:
    return _said(scene, progress_told(scene))


def _help(argument: str, scene: Scene) -> Outcome:
    return _said(scene, helped(argument, scene))


def _save(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(Save(),))


def _quit(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(Leave(),))


def _done(argument: str, scene: Scene) -> Outcome:
    """Go on: a question that has an answer is done with, any other is passed over."""
    if scene.state.waiting:
        return Outcome(scene.state, (Echo("好，接着来"),))
    question = scene.question
    if question is None or question.id == FINISH:
        return Outcome(scene.state)
    if question.id.startswith(_OF_THE_USER):
        return Outcome(replace(scene.state, attending=()), (Echo("好，接着来"),))
    if _has_answer(question, scene):
        return Outcome(_finished(scene.state, question), (Echo("好，接着来"),))
    return Outcome(_let_go(scene.state, question), (Echo(f"先放下，最后再问：{_short(question)}"),))


def _more(argument: str, scene: Scene) -> Outcome:
    """Offer further choices where the question has some."""
    return more(scene)


def _brief(argument: str, scene: Scene) -> Outcome:
    return Outcome(replace(scene.state, is_brief=True), (Echo("问得短一些"),))


def _full(argument: str, scene: Scene) -> Outcome:
    state = replace(scene.state, is_brief=False, question=None)
    return Outcome(state, (Echo("问得详细些"),))


def _drafts(argument: str, scene: Scene) -> Outcome:
    """List what was said and found no place, each with the places it could go to."""
    kept = drafts_of(scene)
    if not kept:
        return _said(scene, "草稿箱是空的：说过的都用上了。")
    if argument.isdigit() and 1 <= int(argument) <= len(kept):
        return _placed(kept[int(argument) - 1], scene)
    choices = tuple(
        Choice(_cut(text), (Control(Word.DRAFTS, str(number)),))
        for number, text in enumerate(kept[:_MOST_DRAFTS], 1)
    )
    asked = "草稿箱里是说过而没有用上的话，说编号选一条放进表里，说「继续」回到刚才的问题。"
    waiting = Waiting(asked, choices, shown=True)
    return Outcome(replace(scene.state, waiting=waiting))


def _placed(text: str, scene: Scene) -> Outcome:
    """Ask where a draft is to go."""
    waiting = Waiting(f"「{_cut(text)}」放到哪里？", places_for(text, scene))
    return Outcome(replace(scene.state, waiting=waiting))


def _said(scene: Scene, text: str) -> Outcome:
    return Outcome(scene.state, (Explain(text),))


def _let_go(state: State, question: Question) -> State:
    """Pass a question over, and what the user wanted to be asked with it."""
    return replace(state, aside=state.aside | {question.id}, attending=())


def _finished(state: State, question: Question) -> State:
    return replace(state, done=state.done | {question.id}, attending=())


def _has_answer(question: Question, scene: Scene) -> bool:
    """Whether the fields of a question have something in them, or it only wanted a choice."""
    if question.expects is Expects.CHOICE or not question.paths:
        return True
    return all(get(scene.form, path) not in (None, "") for path in question.paths)


def _steps(argument: str) -> int:
    return min(int(argument), _MOST_STEPS) if argument.isdigit() and int(argument) else 1


def _short(question: Question) -> str:
    return _cut(question.short.rstrip("。？"))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}（后略）"


_DONE: dict[Word, Callable[[str, Scene], Outcome]] = {
    Word.WHY: _why,
    Word.SKIP: _skip,
    Word.UNDO: _undo,
    Word.REDO: _redo,
    Word.BACK: _back,
    Word.REPEAT: _repeat,
    Word.PROGRESS: _progress,
    Word.HELP: _help,
    Word.SAVE: _save,
    Word.QUIT: _quit,
    Word.DONE: _done,
    Word.MORE: _more,
    Word.BRIEF: _brief,
    Word.FULL: _full,
    Word.DRAFTS: _drafts,
}
