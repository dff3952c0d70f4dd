"""Would the suggestions have been right? Each past form in turn is written by the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from perftui.evaluation.model import Evaluation
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank import Bank
from perftui.phrases.context import WEIGHTS, topics_in
from perftui.phrases.library import PhraseKind

_FIRST, _WIDER = 5, 10


@dataclass(frozen=True)
class Trial:
    """One form left out: the topics its writer reported, and those suggested, best first.

    `answered` says whether the problem that would be chosen is answered by a measure of its topic.
    """

    project: str
    reported: frozenset[str]
    suggested: tuple[str, ...]
    answered: bool

    @property
    def is_first(self) -> bool:
        """Whether the first suggestion is of a reported topic."""
        return self.suggested[0] in self.reported if self.suggested else False

    @property
    def is_near(self) -> bool:
        """Whether a reported topic is among the first five."""
        return bool(self.reported.intersection(self.suggested[:_FIRST]))

    @property
    def recall(self) -> float:
        """The share of the reported topics among the first ten."""
        return len(self.reported.intersection(self.suggested)) / len(self.reported)


@dataclass(frozen=True)
class Verdict:
    """What trials come to: forms, how many were right first or near, answered, mean recall."""

    forms: int
    first: int
    near: int
    answered: int
    recall: float


def leave_one_out(
    bank: Bank,
    forms: Sequence[Evaluation],
    reported: Mapping[str, frozenset[str]] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Iterator[Trial]:
    """Yield a trial of each form that reported a problem.

    `reported` are the topics by project, those that the detector finds by default; `weights` those
    of the signals.
    """
    for form in forms:
        topics = reported.get(form.name, frozenset()) if reported else _reported(form, bank)
        if topics:
            others = [other for other in forms if other is not form]
            yield _trial(bank, form, others, topics, weights)


def verdict(trials: Sequence[Trial]) -> Verdict:
    """Sum trials up."""
    return Verdict(
        len(trials),
        sum(trial.is_first for trial in trials),
        sum(trial.is_near for trial in trials),
        sum(trial.answered for trial in trials),
        mean(trial.recall for trial in trials) if trials else 0.0,
    )


def _reported(form: Evaluation, bank: Bank) -> frozenset[str]:
    return frozenset(topics_in(form.problems, bank, PhraseKind.PROBLEM))


def _trial(
    bank: Bank,
    form: Evaluation,
    others: Sequence[Evaluation],
    reported: frozenset[str],
    weights: Mapping[str, float],
) -> Trial:
    wording = suggester(bank, others, weights=weights)
    unwritten = form.model_copy(update={"problems": "", "measures": ""})
    found = wording.suggest(unwritten, "problems", limit=_WIDER)
    chosen = next((s for s in found if s.topic in reported), found[0] if found else None)
    answers = wording.answers(unwritten, chosen.topic, 1, chosen.text) if chosen else ()
    answered = bool(chosen and answers and answers[0].topic == chosen.topic)
    return Trial(form.name, reported, tuple(s.topic for s in found), answered)
