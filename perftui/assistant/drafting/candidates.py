"""The wordings for a question about a narrative, by its id: all there are, the best first."""

import re
from collections.abc import Iterator

from perftui.assistant.drafting.achievement_wordings import QUESTION, wordings_of_achievements
from perftui.assistant.drafting.losses import RATE, Loss, loss_at, open_losses
from perftui.assistant.drafting.measure_wordings import Problem, problems_in, wordings_answering
from perftui.assistant.drafting.problem_wordings import wordings_of_loss, wordings_of_rate
from perftui.assistant.drafting.proposal import Proposal
from perftui.assistant.state import Scene

_LOSS = re.compile(r"problems:indicators\[(\d{1,6})\]")


def candidates(scene: Scene, question: str) -> Iterator[Proposal]:
    """Yield the wordings that may answer a question about a narrative; none for another one."""
    if question.partition(":")[0] == QUESTION:
        yield from wordings_of_achievements(scene)
    elif question == RATE:
        yield from wordings_of_rate(scene, question)
    elif loss := _loss(scene, question):
        yield from wordings_of_loss(scene, loss)
    elif problem := _problem(scene, question):
        yield from wordings_answering(scene, problem)


def _loss(scene: Scene, question: str) -> Loss | None:
    match = _LOSS.fullmatch(question)
    if match is None:
        return None
    still_open = next((loss for loss in open_losses(scene) if loss.id == question), None)
    return still_open or loss_at(scene, int(match[1]))


def _problem(scene: Scene, question: str) -> Problem | None:
    return next((one for one in problems_in(scene) if one.id == question), None)
