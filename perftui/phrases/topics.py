"""Which topic of the bank a sentence belongs to: what its words tell, if it is meant as one."""

import re
from functools import lru_cache
from math import inf

from perftui.phrases.bank import Bank, Shape, Topic
from perftui.phrases.library import PhraseKind
from perftui.phrases.telling import Body, Telling
from perftui.phrases.tone import Tone, tone_of_measure, tone_of_problem

# How much the words must tell before a sentence has a topic: slogans use the words of all topics,
# and praise is about a topic without being its problem or its remedy.
_ENOUGH = {
    PhraseKind.PROBLEM: {Tone.FAULT: 1.8, Tone.PLAIN: 4.5, Tone.PREACHING: 4.5, Tone.GOOD: inf},
    PhraseKind.MEASURE: {Tone.PLAIN: 3.5, Tone.PREACHING: 5.2, Tone.GOOD: 8.5},
}
_ENOUGH_OF_A_SHAPE = 2.9
# A further topic must be told nearly as well as the surest.
_NEARLY = 0.6
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)(?![\d.,])\s*([千万亿]?)(?![%％年月日号]|个百分)([^\W\d_]?)"
_PLANNED_AND_DONE = re.compile(
    rf"(?:计划|原定|任务|目标|[应需](?![用求])|要求|通知|预约|核定|设定)[^\d，,。；;]{{0,14}}?{_NUMBER}"
    rf"[^。；;]*?(?:实际|[只仅才]|完成|到场|实到|来了|[做建干到]|出席|服务|接待|参加|落实)"
    rf"[^\d，,。；;]{{0,12}}?{_NUMBER}"
)
_UNITS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_FAR_MORE = 1.3


def detect_topics(sentence: str, bank: Bank, kind: PhraseKind) -> tuple[str, ...]:
    """Return the ids of the topics or shapes a sentence is about, surest first; () for none."""
    return _detected(_Itself(bank), sentence, kind.worded_as)


def detect_topic(sentence: str, bank: Bank, kind: PhraseKind) -> str:
    """Return the id of the topic a sentence is surest about, or an empty text."""
    return next(iter(detect_topics(sentence, bank, kind)), "")


def figures_said(sentence: str) -> str:
    """Return in words what a sentence says by a planned and a reached figure alone."""
    found = _PLANNED_AND_DONE.search(sentence)
    if not found or (found[3] and found[6] and found[3] != found[6]):
        return ""
    planned, done = _value(found[1], found[2]), _value(found[4], found[5])
    if done < planned:
        return "，没有完成"
    return "，远超目标" if done > _FAR_MORE * planned else ""


def _value(digits: str, unit: str) -> float:
    return float(digits.replace(",", "")) * _UNITS[unit]


def _enough(sentence: str, kind: PhraseKind) -> float:
    """Return how much the words must tell of a sentence that is meant as this one is."""
    match kind:
        case PhraseKind.ACHIEVEMENT:
            return _ENOUGH_OF_A_SHAPE
        case PhraseKind.MEASURE:
            tone = tone_of_measure(sentence)
        case _:
            tone = tone_of_problem(sentence)
    return _ENOUGH[kind][tone]


class _Itself:
    """A bank told by which it is: what it holds is dearer to compare than a sentence to judge."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def __hash__(self) -> int:
        return id(self.bank)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.bank is other.bank


# While someone types, the same sentences are asked for again and again.
@lru_cache(maxsize=2048)
def _detected(itself: _Itself, sentence: str, kind: PhraseKind) -> tuple[str, ...]:
    told = sentence + figures_said(sentence) if kind is PhraseKind.PROBLEM else sentence
    achievements = kind is PhraseKind.ACHIEVEMENT
    entries = itself.bank.entries(achievements)
    scores = _telling(itself, achievements).scores(told)
    enough = max(_enough(told, kind), _NEARLY * max(scores, default=0.0))
    sure = [(-score, e.id) for score, e in zip(scores, entries, strict=True) if score >= enough]
    return tuple(topic_id for _, topic_id in sorted(sure))


@lru_cache(maxsize=8)
def _telling(itself: _Itself, achievements: bool) -> Telling:
    return Telling([_body(entry) for entry in itself.bank.entries(achievements)])


def _body(entry: Topic | Shape) -> Body:
    if isinstance(entry, Shape):
        return Body((entry.name, *entry.keywords), entry.wordings)
    return Body((entry.name, *entry.keywords), (*entry.problems, *entry.measures))
