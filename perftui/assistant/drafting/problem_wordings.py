"""How a problem may be worded: by the reason that was given, by its topics, by its points."""

from collections.abc import Iterator

from perftui.assistant.drafting.losses import Loss, reason_in
from perftui.assistant.drafting.other_work import is_of_other_work
from perftui.assistant.drafting.proposal import (
    OWN_FIGURES,
    OWN_REASON,
    Proposal,
    proposed,
)
from perftui.assistant.drafting.written import origin_of
from perftui.assistant.moves import Provenance
from perftui.assistant.state import Scene
from perftui.phrases.library import PhraseKind
from perftui.phrases.names import row_name
from perftui.phrases.topics import detect_topics

_LOOKED_AT, _SENTENCE = 24, 20
_OF_SPENDING = ("P01", "P02", "P05", "P06")


def wordings_of_loss(scene: Scene, loss: Loss) -> Iterator[Proposal]:
    """Yield wordings for lost points, the best first."""
    yield from (one.answering(loss.id) for one in _wordings(scene, loss))


def wordings_of_rate(scene: Scene, question: str) -> Iterator[Proposal]:
    """Yield wordings for a low execution rate."""
    form = scene.form.model_copy(update={"problems": ""})
    found = scene.aids.wording.suggest(form, "problems", limit=_LOOKED_AT)
    for suggestion in found:
        if suggestion.topic in _OF_SPENDING:
            yield proposed(suggestion, "problems").answering(question)


def _wordings(scene: Scene, loss: Loss) -> Iterator[Proposal]:
    reason = reason_in(loss.reason)
    if reason:
        yield _by_reason(loss, reason, scene)
    told = detect_topics(reason, scene.aids.wording.bank, PhraseKind.PROBLEM) if reason else ()
    found = [
        proposed(suggestion, "problems").having({"原因": reason})
        for suggestion in scene.aids.wording.suggest(
            loss.alone(scene.form), "indicators[0].remark", limit=_LOOKED_AT
        )
        if suggestion.kind is PhraseKind.PROBLEM
        and not is_of_other_work(suggestion.text, scene.form, reason)
    ]
    # what the user has to fill in comes behind what can stand as it is
    yield from sorted(found, key=lambda one: (one.origin.topic not in told, bool(one.gaps)))
    yield _by_points(loss)


def _by_reason(loss: Loss, reason: str, scene: Scene) -> Proposal:
    """Tell a loss by its reason: what is a sentence stands first, a few words behind the points."""
    lost = f"{loss.names('“”')}{loss.points}"
    if "扣" in reason and all(row_name(row) in reason for row in loss.rows):
        words = f"{reason}。"
    elif len(reason) >= _SENTENCE and "，" in reason:
        words = f"{reason}，{lost}。"
    else:
        words = f"{lost}，{'原因是' if '主要' in reason else '主要是'}{reason}。"
    filled = (*_names_and_points(loss), ("原因", reason))
    told = origin_of(loss.reason, scene.state)
    topic = (told.topic, told.topic_name) if told else ("", "")
    why = f"{loss.names()}{loss.points}"
    return Proposal("problems", words, Provenance(words, OWN_REASON, *topic, (why,), filled))


def _by_points(loss: Loss) -> Proposal:
    words = f"{loss.names('“”')}{loss.points}，实际完成情况与年初设定的目标仍有差距。"
    why = f"{loss.names()}{loss.points}"
    origin = Provenance(words, OWN_FIGURES, reasons=(why,), filled=_names_and_points(loss))
    return Proposal("problems", words, origin)


def _names_and_points(loss: Loss) -> tuple[tuple[str, str], ...]:
    names = "、".join(row_name(row) for row in loss.rows)
    return (("指标", names), ("扣分", loss.points.removeprefix("各").strip("扣分")))
