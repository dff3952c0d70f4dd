"""The next wording for a point: of the same topic first, then whatever else would answer."""

from dataclasses import replace
from itertools import islice

from perftui.assistant.drafting.achievement_wordings import QUESTION
from perftui.assistant.drafting.candidates import candidates
from perftui.assistant.drafting.losses import RATE
from perftui.assistant.drafting.measure_wordings import loss_told, problems_in
from perftui.assistant.drafting.proposal import Proposal, proposed
from perftui.assistant.drafting.written import key_of, origin_of, points_of, stands, text_of
from perftui.assistant.state import Scene
from perftui.evaluation import fields
from perftui.evaluation.points import delete_point

_LOOKED_AT = 24


def next_wording(scene: Scene, path: str, number: int) -> Proposal | None:
    """Return another wording for a point, by its number from 1; each in turn; None without any."""
    layout = points_of(scene.form, path)
    words = layout.pieces[number - 1].words
    origin = origin_of(words, scene.state)
    question = _question(scene, path, number, words)
    rest = delete_point(layout.text, layout.body_of(number - 1)).text
    elsewhere = scene.having(evaluation=fields.replace(scene.form, path, rest))
    found = list(islice(candidates(scene if path != QUESTION else elsewhere, question), _LOOKED_AT))
    if not found:
        alike = scene.aids.wording.suggest(elsewhere.form, path, words, _LOOKED_AT)
        found = [proposed(one, path).answering(question) for one in alike]
    topic = origin.topic if origin else ""
    if topic:
        found.sort(key=lambda one: one.origin.topic != topic)
    now = key_of(origin.words if origin else words)
    same = [key_of(one.words) == now or stands(one.words, words) for one in found]
    at = same.index(True) if True in same else -1
    turned = (*found[at + 1 :], *found[: max(at, 0)])
    new = (one for one in turned if not stands(one.words, text_of(elsewhere.form, path)))
    chosen = next((one for one in new if not stands(one.words, words)), None)
    if chosen and origin and origin.answers:
        return replace(chosen, origin=replace(chosen.origin, answers=origin.answers))
    return chosen


def _question(scene: Scene, path: str, number: int, words: str) -> str:
    """Return the id of the question that a point answers."""
    origin = origin_of(words, scene.state)
    if origin and origin.answers.partition(":")[0] == path:
        return origin.answers
    if path == QUESTION:
        return QUESTION
    if path == "measures":
        answered = next((p for p in problems_in(scene) if p.number == number), None)
        return answered.id if answered else ""
    loss = loss_told(scene, words)
    return loss.id if loss else RATE if "执行率" in words else ""
