"""Gaps of what is written filled by what the user says."""

from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.doing.writing import too_long
from perftui.assistant.drafting.gaps import filled
from perftui.assistant.drafting.proposal import OWN_WORDS
from perftui.assistant.drafting.rewording import NotThereError, reworded
from perftui.assistant.drafting.written import last_written, noted, origin_of, points_of, text_of
from perftui.assistant.moves import Fill, Provenance, Reword
from perftui.assistant.parts import Echo, Explain, Fail
from perftui.assistant.state import Scene, State
from perftui.evaluation.fields import name_of
from perftui.evaluation.point_layout import layout_of
from perftui.evaluation.points import replace_point


@performs(Fill)
def fill_gaps(move: Fill, scene: Scene) -> Outcome:
    """Put values into the gaps of a point, or take out the clauses of those that get none."""
    text = text_of(scene.form, move.path)
    pieces = points_of(scene.form, move.path).pieces
    if move.number > len(pieces):
        return Outcome(scene.state, (Fail("这一句已经不在了。"),))
    words = pieces[move.number - 1].words if move.number else text
    values = dict(move.values)
    anew = filled(scene.form, move.path, move.number, values)
    if anew == text:
        return Outcome(scene.state, (Explain("这里没有要填的空。"),))
    done = put(scene, [(move.path, anew)])
    after = points_of(done.state.evaluation, move.path).pieces
    is_gone = len(after) < len(pieces)
    state = done.state if is_gone else _noted(done.state, move, words)
    name = name_of(scene.form, move.path, scene.profile)
    said = f"{name}第{move.number}点" if len(pieces) > 1 and move.number else name
    if is_gone:
        echo = Echo(f"{said}整句删去")
    else:
        piece = after[move.number - 1] if move.number else None
        echo = Echo(f"{said}：{piece.words + piece.stop if piece else anew}")
    return Outcome(state, (echo, *too_long(move.path, replace(scene, state=state))), done.edits)


@performs(Reword)
def reword(move: Reword, scene: Scene) -> Outcome:
    """Say parts of a point otherwise; what is not there is refused with what is nearest."""
    text = text_of(scene.form, move.path)
    layout = layout_of(text)
    name = name_of(scene.form, move.path, scene.profile)
    number = move.number or last_written(scene.state, move.path)
    if not 1 <= number <= len(layout.pieces):
        return Outcome(scene.state, (Fail(f"{name}没有第{number}点。"),))
    words = layout.pieces[number - 1].words
    try:
        changed = reworded(words, move.changes)
    except NotThereError as error:
        return Outcome(scene.state, (Fail(f"{error}。什么都没有改。"),))
    anew = replace_point(text, layout.body_of(number - 1), changed).text
    done = put(scene, [(move.path, anew)])
    origin = origin_of(words, scene.state) or Provenance(words, OWN_WORDS)
    state = replace(done.state, provenance=noted(done.state, changed, origin))
    which = f"第{number}点" if len(layout.pieces) > 1 else ""
    return Outcome(state, (Echo(f"{name}{which}：{changed}"),), done.edits)


def _noted(state: State, move: Fill, words: str) -> State:
    """Note what filled the gaps of a point, under its words as they are now."""
    origin = origin_of(words, state)
    if origin is None:
        return state
    pieces = points_of(state.evaluation, move.path).pieces
    now = pieces[move.number - 1].words if move.number else text_of(state.evaluation, move.path)
    given = tuple((name, value) for name, value in move.values if value)
    origin = replace(origin, filled=(*origin.filled, *given))
    return replace(state, provenance=noted(state, now, origin))
