"""Several libraries as one: the user's own, and the forms that lie beside the one being written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from perftui.phrases.library import (
    EVERYWHERE,
    Form,
    Learnt,
    Lesson,
    Library,
    Phrase,
    PhraseKind,
    Scope,
    Statistics,
    Tally,
)
from perftui.phrases.similarity import comparable, preference, remainder


class Layers:
    """Libraries searched together; what is written goes into the first."""

    def __init__(self, first: Library, *others: Library) -> None:
        self._first = first
        self._layers: Sequence[Library] = (first, *others)

    def add(self, phrases: Iterable[Phrase]) -> int:
        """Add authored wordings to the first library."""
        return self._first.add(phrases)

    def learn(self, lesson: Lesson) -> Learnt | None:
        """Take a past form into the first library."""
        return self._first.learn(lesson)

    def remove(self, kind: PhraseKind, text: str) -> bool:
        """Withdraw a phrase from all of them."""
        removed = [layer.remove(kind, text) for layer in self._layers]
        return any(removed)

    def candidates(self, typed: str, kind: PhraseKind, limit: int) -> list[tuple[Phrase, float]]:
        """Return the phrases most like a text with their likeness (0 to 1), best first."""
        found = [pair for layer in self._layers for pair in layer.candidates(typed, kind, limit)]
        likeness = dict(reversed(found))
        merged = [(phrase, likeness[phrase]) for phrase in _merged(p for p, _ in found)]
        text = comparable(typed)

        def weight(pair: tuple[Phrase, float]) -> float:
            left = remainder(text, comparable(pair[0].text)) if text else 1.0
            return preference(pair[1], pair[0].used, left)

        return sorted(merged, key=weight, reverse=True)[:limit]

    def of_topic(
        self, topic: str, kind: PhraseKind, limit: int, form: Form | None = None
    ) -> list[Phrase]:
        """Return phrases of a topic, most used first; those of a form's project too."""
        found = (p for layer in self._layers for p in layer.of_topic(topic, kind, limit, form))
        return sorted(_merged(found), key=lambda phrase: -phrase.used)

    def answers(
        self, problem: str, limit: int, apart_from: Form | None = None
    ) -> list[tuple[Phrase, int]]:
        """Return the measures that past forms wrote to problems like this, and how many forms."""
        asked = [layer.answers(problem, limit, apart_from) for layer in self._layers]
        forms: Counter[tuple[PhraseKind, str]] = Counter()
        for phrase, count in chain.from_iterable(asked):
            forms[_key(phrase)] += count
        merged = _merged(phrase for phrase, _ in chain.from_iterable(asked))
        found = [(phrase, forms[_key(phrase)]) for phrase in merged]
        return sorted(found, key=lambda pair: -pair[1])[:limit]

    def count_use(self, phrase: Phrase, form: Form) -> None:
        """Count that a form uses a phrase where it is known."""
        for layer in self._layers:
            layer.count_use(phrase, form)

    def tally(
        self, kind: PhraseKind, scope: Scope = EVERYWHERE, apart_from: Form | None = None
    ) -> Tally:
        """Return how many past forms of a scope wrote of each topic."""
        tallies = [layer.tally(kind, scope, apart_from) for layer in self._layers]
        topics: Counter[str] = Counter()
        for tally in tallies:
            topics.update(tally.topics)
        return Tally(sum(tally.forms for tally in tallies), topics)

    def statistics(self) -> Statistics:
        """Return how much the first library holds."""
        return self._first.statistics()


def _merged(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return each wording once, in the order they come, its uses added up."""
    found: dict[tuple[PhraseKind, str], Phrase] = {}
    for phrase in phrases:
        key = _key(phrase)
        present = found.get(key)
        found[key] = replace(present, used=present.used + phrase.used) if present else phrase
    return list(found.values())


def _key(phrase: Phrase) -> tuple[PhraseKind, str]:
    return phrase.kind, comparable(phrase.text) or phrase.text
