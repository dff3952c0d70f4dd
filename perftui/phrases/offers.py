"""Which topics fit a form: what its figures trigger, and what past forms reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank, Shape, Topic
from perftui.phrases.library import Library, PhraseKind
from perftui.phrases.topics import detect_topics
from perftui.phrases.triggers import Match, match_triggers

# Triggers tell most about a form, how often a topic was reported about half as much.
_PAST_FORMS = 0.5
_FURTHER_TRIGGER = 0.1
_HIGHEST = 1 + _PAST_FORMS + _FURTHER_TRIGGER


@dataclass(frozen=True)
class Offer:
    """A topic that fits a form: how strongly (0 to 1), why, and the row it is about."""

    topic: str
    strength: float
    reasons: tuple[str, ...]
    indicator: Indicator | None = None


def offers(bank: Bank, library: Library, evaluation: Evaluation, kind: PhraseKind) -> list[Offer]:
    """Return the topics (shapes, for achievements) that fit a form, the best first."""
    counts = library.topic_counts(kind)
    entries: Iterable[Topic | Shape] = bank.entries(kind is PhraseKind.ACHIEVEMENT)
    found = [offer(entry, evaluation, counts) for entry in entries]
    return sorted((o for o in found if o.reasons), key=lambda o: (-o.strength, o.topic))


def offer(entry: Topic | Shape, evaluation: Evaluation, counts: Mapping[str, int]) -> Offer:
    """Weigh one topic for a form; without any reason it does not fit."""
    matches = match_triggers(entry.triggers, evaluation)
    past = counts.get(entry.id, 0)
    strength = _strength(matches) + _PAST_FORMS * past / max(counts.values(), default=1)
    reasons = tuple(dict.fromkeys(match.reason for match in matches))
    if past:
        reasons = (*reasons, f"以往{past}份自评表写过")
    row = next((match.indicator for match in matches if match.indicator), None)
    return Offer(entry.id, min(strength / _HIGHEST, 1.0), reasons, row)


def topics_in(text: str, bank: Bank, kind: PhraseKind) -> set[str]:
    """Return the topics that the points of a narrative are surest about."""
    found = (detect_topics(point.text, bank, kind)[:1] for point in narrative.split(text))
    return {topic for topics in found for topic in topics}


def _strength(matches: tuple[Match, ...]) -> float:
    """Combine triggers: the strongest counts whole, each further one a little."""
    if not matches:
        return 0.0
    return matches[0].strength + _FURTHER_TRIGGER * sum(match.strength for match in matches[1:])
