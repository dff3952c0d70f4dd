"""A narrative drafted whole: a point for all that it should say and does not say yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from perftui.assistant.drafting.achievement_wordings import (
    QUESTION,
    facts,
    own_of_the_project,
    rows_by_category,
    takes_up,
    wordings_of_row,
)
from perftui.assistant.drafting.losses import RATE, open_losses, wants_rate
from perftui.assistant.drafting.measure_wordings import open_problems, wordings_answering
from perftui.assistant.drafting.problem_wordings import wordings_of_loss, wordings_of_rate
from perftui.assistant.drafting.proposal import Proposal
from perftui.assistant.drafting.writing_down import written
from perftui.assistant.drafting.written import noted, stands, text_of
from perftui.assistant.moves import Write
from perftui.assistant.state import Scene, State
from perftui.evaluation import fields
from perftui.evaluation.model import Indicator, points

_LOOKED_AT = 8
_OWN, _MOST_GAPS, _HEAVIEST = 3, 3, 4


@dataclass(frozen=True)
class Drafted:
    """The state with a narrative drafted, and what is new in it."""

    state: State
    text: str
    proposals: tuple[Proposal, ...]


def drafted(scene: Scene, path: str) -> Drafted:
    """Return a narrative with a point for each thing it does not say yet."""
    limit = scene.profile.limits.get(path) if path == QUESTION else None
    taken: list[Proposal] = []
    open_ones = open_problems(scene) if path == "measures" else ()
    left = {problem.id: problem.number for problem in open_ones}
    state, text = scene.state, text_of(scene.form, path)
    for proposal in _PARTS[path](scene):
        if stands(proposal.words, text):
            continue
        now = replace(scene, state=state)
        move = Write(path, proposal.words, provenance=proposal.origin)
        left.pop(proposal.origin.answers, None)
        result = written(move, now, proposal.origin, left.values())
        if result.text == text or (taken and limit and len(result.text) > limit):
            continue
        text = result.text
        taken.append(proposal)
        form = fields.replace(state.evaluation, path, text)
        state = replace(
            state, evaluation=form, provenance=noted(state, proposal.words, proposal.origin)
        )
    return Drafted(state, text, tuple(taken))


def _achievements(scene: Scene) -> Iterator[Proposal]:
    """Yield what the project wrote before, its heaviest indicator in a shape, and its figures."""
    own = (one for one in own_of_the_project(scene) if len(one.gaps) <= 1)
    groups = rows_by_category(scene.form, scene.profile)
    rows = [row for rows in groups.values() for row in rows if row.lost == 0]
    rows.sort(key=lambda row: -points(row.weight))
    shape = islice((one for row in rows[:_HEAVIEST] for one in _shape(scene, row)), 1)
    for proposal in (*islice(own, _OWN), *shape, *facts(scene)):
        yield proposal.answering(QUESTION)


def _shape(scene: Scene, row: Indicator) -> Iterator[Proposal]:
    """Yield the shape that tells of an indicator by its name, if it leaves few gaps."""
    best = next(wordings_of_row(scene, row), None)
    if best and takes_up(best, row) and len(best.gaps) <= _MOST_GAPS:
        yield best


def _problems(scene: Scene) -> Iterator[Proposal]:
    """Yield a wording for all that was lost, and for a low execution rate.

    One that names the row comes before those that claim what nobody has said.
    """
    said: list[str] = []
    for loss in open_losses(scene):
        wordings = list(islice(wordings_of_loss(scene, loss), _LOOKED_AT))
        name = loss.row.name
        yield from _fresh(sorted(wordings, key=lambda one: name not in one.words), said)
    if wants_rate(scene):
        yield from _fresh(wordings_of_rate(scene, RATE), said)


def _measures(scene: Scene) -> Iterator[Proposal]:
    """Yield a measure to each problem that has none."""
    said: list[str] = []
    for problem in open_problems(scene):
        yield from _fresh(wordings_answering(scene, problem), said)


def _fresh(wordings: Iterable[Proposal], said: list[str]) -> Iterator[Proposal]:
    """Yield the first wording that was not used yet, best one without gaps."""
    found = [one for one in islice(wordings, _LOOKED_AT) if one.words not in said]
    for one in sorted(found, key=lambda one: len(one.gaps))[:1]:
        said.append(one.words)
        yield one


_PARTS: Mapping[str, Callable[[Scene], Iterator[Proposal]]] = {
    "achievements": _achievements,
    "problems": _problems,
    "measures": _measures,
}
