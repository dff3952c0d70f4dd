"""A library held in memory: enough for the bank and the forms of one folder."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from perftui.phrases.library import Form, Phrase, PhraseKind
from perftui.phrases.similarity import comparable, similarity

_SAME_WORDING = 95.0


class MemoryLibrary:
    """Phrases by kind and topic, ranked by a scan; good for some thousand phrases."""

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self._phrases: dict[PhraseKind, dict[str, Phrase]] = defaultdict(dict)
        self._used_in: dict[tuple[PhraseKind, str], set[Form]] = defaultdict(set)
        self._reported: dict[PhraseKind, dict[str, set[Form]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self.add(phrases)

    def add(self, phrases: Iterable[Phrase]) -> int:
        """Add phrases; near-identical ones count as one use more. Returns how many were new."""
        return sum(self._add(phrase) for phrase in phrases)

    def candidates(self, typed: str, kind: PhraseKind, limit: int) -> list[tuple[Phrase, float]]:
        """Return the phrases most like a text with their likeness (0 to 1), best first."""
        query = comparable(typed)
        scored = [(p, similarity(query, key)) for key, p in self._phrases[kind].items()]
        return sorted(scored, key=lambda pair: (-pair[1], -pair[0].used))[:limit]

    def of_topic(self, topic: str, kind: PhraseKind) -> list[Phrase]:
        """Return the phrases of a topic, most used first."""
        found = [p for p in self._phrases[kind].values() if p.topic == topic]
        return sorted(found, key=lambda phrase: -phrase.used)

    def topic_counts(self, kind: PhraseKind) -> Mapping[str, int]:
        """Return how many past forms wrote of each topic."""
        return Counter({topic: len(forms) for topic, forms in self._reported[kind].items()})

    def _add(self, phrase: Phrase) -> bool:
        known = self._phrases[phrase.kind]
        key = self._near(comparable(phrase.text), known)
        present = known.get(key)
        if phrase.form:
            self._used_in[phrase.kind, key].add(phrase.form)
            if phrase.topic:
                self._reported[phrase.kind][phrase.topic].add(phrase.form)
        uses = len(self._used_in[phrase.kind, key])
        known[key] = replace(_merged(present, phrase), used=uses)
        return present is None

    def _near(self, key: str, known: dict[str, Phrase]) -> str:
        """Return the key of a near-identical phrase, or the key itself."""
        if key in known:
            return key
        near = (other for other in known if fuzz.ratio(key, other) >= _SAME_WORDING)
        return next(near, key)


def _merged(present: Phrase | None, added: Phrase) -> Phrase:
    """Return which of two near-identical phrases stands for both: the bank's, else the newest."""
    if present is None:
        return added
    is_newer = (added.year or 0) >= (present.year or 0)
    chosen = added if present.form and is_newer else present
    return replace(chosen, topic=present.topic or added.topic)
