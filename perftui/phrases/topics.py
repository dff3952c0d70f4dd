"""Which topic of the bank a sentence belongs to: its keywords, then its likeness to wordings."""

from collections.abc import Iterator
from functools import lru_cache

from perftui.phrases.bank import Bank, Shape, Topic
from perftui.phrases.library import PhraseKind
from perftui.phrases.similarity import comparable, similarity
from perftui.phrases.slots import SLOT

_KEYWORD = 0.25
_THRESHOLD = 0.35


def detect_topics(sentence: str, bank: Bank, kind: PhraseKind) -> tuple[str, ...]:
    """Return the ids of the topics or shapes a sentence is about, surest first; () for none."""
    scored = [(score, topic_id) for topic_id, score in _scores(sentence, bank, kind)]
    sure = sorted((pair for pair in scored if pair[0] >= _THRESHOLD), key=lambda p: (-p[0], p[1]))
    return tuple(topic_id for _, topic_id in sure)


def detect_topic(sentence: str, bank: Bank, kind: PhraseKind) -> str:
    """Return the id of the topic a sentence is surest about, or an empty text."""
    return next(iter(detect_topics(sentence, bank, kind)), "")


def _scores(sentence: str, bank: Bank, kind: PhraseKind) -> Iterator[tuple[str, float]]:
    text = comparable(sentence)
    for entry in bank.entries(kind is PhraseKind.ACHIEVEMENT):
        bare = zip(entry.keywords, _texts(entry.keywords), strict=True)
        keywords = sum(_KEYWORD + 0.04 * len(word) for word, seen in bare if seen in text)
        yield entry.id, keywords + _likeness(text, _wordings(entry, kind))


def _likeness(text: str, wordings: tuple[str, ...]) -> float:
    """Return the best likeness to one of the wordings, 0 to 1; half of it is chance."""
    best = max((similarity(wording, text) for wording in wordings), default=0.0)
    return max(best - 0.35, 0.0) / 0.65


@lru_cache(maxsize=256)
def _texts(wordings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(comparable(SLOT.sub("", wording)) for wording in wordings)


def _wordings(entry: Topic | Shape, kind: PhraseKind) -> tuple[str, ...]:
    if isinstance(entry, Shape):
        return _texts(entry.wordings)
    return _texts(entry.measures if kind is PhraseKind.MEASURE else entry.problems)
