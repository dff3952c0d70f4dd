"""Which measure answers which problem: by topic, else by what they speak of, never by number."""

from collections.abc import Sequence
from dataclasses import dataclass

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.library import PhraseKind
from perftui.phrases.similarity import comparable, similarity
from perftui.phrases.topics import detect_topics

_LOOKED_AT = 2
# A measure that shares no topic answers the problem whose words it takes up most, if so much.
_TAKES_UP = 0.4


@dataclass(frozen=True)
class Pairing:
    """The problems and measures of a form by their places in the narratives, from 0.

    `topics` are those of each problem, surest first; `pairs` are (problem, measure).
    """

    problems: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[int, int], ...]
    unanswered: tuple[int, ...]
    unasked: tuple[int, ...]


def pair_up(evaluation: Evaluation, bank: Bank) -> Pairing:
    """Pair the problems of a form with its measures."""
    problems = [point.text for point in narrative.split(evaluation.problems)]
    measures = [point.text for point in narrative.split(evaluation.measures)]
    asked = [detect_topics(text, bank, PhraseKind.PROBLEM) for text in problems]
    answered = [detect_topics(text, bank, PhraseKind.MEASURE) for text in measures]
    pairs = {
        (problem, measure)
        for problem, topics in enumerate(asked)
        for measure, others in enumerate(answered)
        if set(topics[:1]) & set(others[:_LOOKED_AT]) or set(topics[:_LOOKED_AT]) & set(others[:1])
    }
    for measure in _left(len(measures), {measure for _, measure in pairs}):
        problem = _taken_up(measures[measure], problems)
        if problem is not None:
            pairs.add((problem, measure))
    return Pairing(
        tuple(problems),
        tuple(asked),
        tuple(sorted(pairs)),
        _left(len(problems), {problem for problem, _ in pairs}),
        _left(len(measures), {measure for _, measure in pairs}),
    )


def _taken_up(measure: str, problems: Sequence[str]) -> int | None:
    """Return the problem whose words a measure takes up most."""
    likeness = [similarity(comparable(measure), comparable(text)) for text in problems]
    best = max(range(len(problems)), key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= _TAKES_UP else None


def _left(count: int, taken: set[int]) -> tuple[int, ...]:
    return tuple(place for place in range(count) if place not in taken)
