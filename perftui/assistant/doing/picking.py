"""Choices taken from the list on the screen, and things said that are not to be used."""

from collections.abc import Iterable
from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome, perform_all, performs
from perftui.assistant.drafting.rewording import NotThereError, reworded
from perftui.assistant.moves import Forget, Move, Pick, Write
from perftui.assistant.parts import Choice, Echo, Explain, Fail
from perftui.assistant.state import Scene, State

TAKEN = "已选用"


@performs(Pick)
def pick(move: Pick, scene: Scene) -> Outcome:
    """Do what the choices say, some words changed; numbers that are not there are refused."""
    if refusal := _refusal(move, scene.choices):
        return Outcome(scene.state, (Fail(refusal),))
    if 0 in move.numbers:
        return _none_of_them(scene)
    taken = [scene.choices[number - 1] for number in move.numbers]
    try:
        moves = _changed(tuple(move for choice in taken for move in choice.moves), move.changes)
    except NotThereError as error:
        return Outcome(scene.state, (Fail(f"{error}。什么都没有写。"),))
    if not moves:
        return Outcome(scene.state, (Echo(f"好，{taken[0].text}"),))
    outcome = perform_all(moves, scene)
    if scene.state.waiting is not None or outcome.state.choices != scene.state.choices:
        return outcome
    return replace(outcome, state=_with_taken(outcome.state, move.numbers))


@performs(Forget)
def forget(move: Forget, scene: Scene) -> Outcome:
    """Keep what was said among the drafts only."""
    state, text = scene.state, move.text.strip()
    if not text:
        return Outcome(state, (Echo("好，不用。"),))
    drafts = state.drafts if text in state.drafts else (*state.drafts, text)
    return Outcome(
        replace(state, drafts=drafts), (Echo(f"「{text}」没有写进表里，说「草稿」可以再看"),)
    )


def _refusal(move: Pick, choices: tuple[Choice, ...]) -> str:
    """Say why numbers cannot be taken; nothing where they can."""
    if not choices:
        return "现在没有可选的列表，直接写就可以。"
    beyond = [number for number in move.numbers if number > len(choices)]
    if not beyond:
        return ""
    which = "只有1" if len(choices) == 1 else f"可选的是1到{len(choices)}"
    return f"{which}，没有{'、'.join(map(str, beyond))}。什么都没有改。"


def _none_of_them(scene: Scene) -> Outcome:
    if scene.state.waiting is not None:
        return Outcome(scene.state, (Echo("好，不改"),))
    said = "这几条都不用。可以直接写一句，说「更多」换一批，说「跳过」先放下。"
    return Outcome(scene.state, (Explain(said),))


def _changed(moves: tuple[Move, ...], changes: tuple[tuple[str, str], ...]) -> tuple[Move, ...]:
    """Return moves with parts of their words changed; a part must stand in one of them at least."""
    for change in changes:
        writes = [move for move in moves if isinstance(move, Write)]
        if not writes:
            raise NotThereError("这一项不是一句话，不能改字")
        having = [move for move in writes if not change[0] or change[0] in move.words] or writes
        moves = tuple(
            replace(move, words=reworded(move.words, [change]))
            if isinstance(move, Write) and move in having
            else move
            for move in moves
        )
    return moves


def _with_taken(state: State, numbers: Iterable[int]) -> State:
    """Mark the choices that were taken; all keep their numbers."""
    choices = list(state.choices)
    for number in numbers:
        choices[number - 1] = _marked(choices[number - 1])
    return replace(state, choices=tuple(choices))


def _marked(choice: Choice) -> Choice:
    return (
        replace(choice, note=TAKEN) if any(isinstance(m, Write) for m in choice.moves) else choice
    )
