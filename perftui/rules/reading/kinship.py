"""By which topics the loss of an indicator is told, and which topics are of one kind."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perftui.rules.form import Form
from perftui.rules.reading.keywords import Entries
from perftui.rules.reading.words import RATE

# Topics of one kind: who writes of one of them may well mean another.
_KINDS = (
    "P01 P02 P05 P06",  # what is spent, and when
    "P03 P04 P08 P09 P15",  # how the budget was made and changed
    "P12 P13 P14 P15 P16",  # goals and indicators
    "P05 P07 P17 P18 P19 P20 P40",  # not done, or not in time
    "P25 P28 P37",  # who does what, by which rules
    "P26 P27",
    "P22 P38",  # who comes
    "P23 P38",  # who is reached
    "P31 P32 P33",  # what came of it
    "P21 P24 P29",  # what holds
)
# What any task may suffer: it is not said of this one where the sentence names another.
OF_ANY_TASK = frozenset({"P05", "P07", "P17", "P18", "P19", "P20", "P21", "P22", "P40"})
# From this weight on a trigger says what a row is about, below it what it may have to do with.
_OWN = Decimal("0.8")
# What the loss of a row may be told by, beside the topics whose triggers name it.
_ALSO = {
    "执行率": "P01 P02 P05 P06 P11",
    "绩效目标": "P03 P08 P12 P13 P15",
    "项目管理": "P25 P28 P29 P30",
    "设立": "P04",
    "满意": "P31 P32 P33 P35",
    "数": "P17 P18 P22",
    "次": "P17 P18 P22",
}
# Of these fewer is better: the loss of 故障次数 is not that too few came.
_EVENT = re.compile("故障|事故|投诉|突发|差错|停机|中断|案件|舆情")
# Words that speak of a row whatever the topic: the fixed rows are rarely called by their names.
_CALLED = {
    "执行率": "预算执行|执行率|未支[出付]|支[出付]进度|结余|结转|用款",
    "绩效目标": "绩效目标|年度目标|总目标|指标值|目标值|指标设",
    "项目管理": "业务制度|管理制度|管理办法|规程|细则|制度化",
    "财务": "财务|资产|入账|报销|账实",
    "资金使用": "资金使用|挪用|挤占|调剂|专款",
    "设立": "立项|设立|申报|入库",
}
_MEASURE = re.compile(rf"(?:{RATE}|[^\W\d_]{{2}}性)$")


class Telling(NamedTuple):
    """What the loss of a row may be told by: its own topics and others.

    `called` are words that speak of this row, `measure` is what it measures: 及时率.
    """

    own: frozenset[str]
    topics: frozenset[str]
    called: re.Pattern[str] | None
    measure: str


def telling_of(form: Form, name: str) -> Telling:
    """Return what the loss of an indicator of this name may be told by."""
    # a method is known by what it belongs to: so the bank need not be hashed
    return _telling(form.bank.entries, "".join(name.split()))


@lru_cache(maxsize=2048)
def kindred(topics: frozenset[str]) -> frozenset[str]:
    """Return the topics with all that are of one kind with one of them."""
    return topics.union(*(kind for kind in _kinds() if kind & topics))


@lru_cache(maxsize=1024)
def subjects(text: str) -> frozenset[str]:
    """Return the fixed rows of which a text speaks, by the words that their names begin with."""
    return frozenset(row for row, words in _CALLED.items() if re.search(words, text))


@lru_cache(maxsize=1)
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(kind.split()) for kind in _KINDS)


@lru_cache(maxsize=4096)
def _telling(entries: Entries, name: str) -> Telling:
    told = [(topic, is_own) for word, topic, is_own in _triggers(entries) if word in name]
    counted = ("数", "次") if _EVENT.search(name) else ()
    also = (
        topic
        for word, topics in _ALSO.items()
        if word in name and word not in counted
        for topic in topics.split()
    )
    own = frozenset(topic for topic, is_own in told if is_own)
    topics = frozenset((*(topic for topic, _ in told), *also))
    called = next((words for word, words in _CALLED.items() if word in name), "")
    measure = _MEASURE.search(name)
    pattern = re.compile(called) if called else None
    return Telling(own, topics, pattern, measure[0] if measure else "")


@lru_cache(maxsize=8)
def _triggers(entries: Entries) -> tuple[tuple[str, str, bool], ...]:
    """Return the words of names by which topics know the rows they are about."""
    return tuple(
        (word, entry.id, trigger.weight >= _OWN)
        for entry in entries(False)
        for trigger in entry.triggers
        for words in (trigger.lost, trigger.zero)
        for word in words or ()
    )
