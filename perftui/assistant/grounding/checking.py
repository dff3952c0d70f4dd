"""Which facts of a text have no source."""

import re
from decimal import Decimal

from perftui.assistant.grounding.facts import Fact, FactKind, facts
from perftui.assistant.grounding.named import ending_of, without_common_words
from perftui.assistant.grounding.sources import (
    ANY_UNIT,
    Given,
    Sources,
    bare,
    number_keys,
    unit_of,
)
from perftui.evaluation.periods import Period
from perftui.evaluation.quantities import Quantity

_OF_LAST_YEAR = re.compile(r"[上去]一?年|同比|[去上]年同期")
_CLAUSE_END = re.compile(r"[。！？；;\n]")
_YEAR_ALONE = re.compile(r"(?:(?:19|20)\d\d年?度?[、至到~—–-]*)+(?:全年|[底末终初中内])?")
_TEN, _TWO = Decimal(10), Decimal(2)
_ROUNDED = ("元", "%", "百分点")
_LONGEST_MONTH, _LONGEST_CLAUSE = 31, 80


def ungrounded(text: str, sources: Sources) -> tuple[Fact, ...]:
    """Return the facts of a text that stand in none of the sources, by place."""
    lost: list[Fact] = []
    for fact in facts(text, sources.year or 1):
        is_part = bool(lost) and fact.end <= lost[-1].end
        if not is_part and not _has_source(fact, text, sources):
            lost.append(fact)
    return tuple(lost)


def _has_source(fact: Fact, text: str, sources: Sources) -> bool:
    if _is_in(fact, sources):
        return True
    before = sources.last_year
    return before is not None and _is_of_last_year(fact, text, before) and _is_in(fact, before)


def _is_of_last_year(fact: Fact, text: str, before: Sources) -> bool:
    said = _CLAUSE_END.split(text[max(0, fact.start - _LONGEST_CLAUSE) : fact.start])[-1]
    return bool(_OF_LAST_YEAR.search(said)) or (before.year > 0 and f"{before.year}年" in said)


def _is_in(fact: Fact, sources: Sources) -> bool:
    if fact.quantity:
        return _is_counted(fact.quantity, sources)
    if fact.period:
        return _is_dated(fact.text, fact.period, sources)
    if fact.kind is FactKind.NUMBER:
        return any(key in sources.numbers for key in number_keys(fact.text))
    if fact.kind is FactKind.LATIN:
        return bare(fact.text) in sources.latin
    if fact.kind is FactKind.QUOTED:
        return bare(fact.text) in sources.words
    return _is_named(bare(fact.text), sources)


def _is_counted(quantity: Quantity, sources: Sources) -> bool:
    unit = unit_of(quantity)
    known = sources.figures.get(unit, frozenset()) | sources.figures.get(ANY_UNIT, frozenset())
    return any(_agrees(quantity, unit, given) for given in known)


def _agrees(quantity: Quantity, unit: str, given: Given) -> bool:
    """Whether a quantity says what is known, to its last digit; 60余 says it of 63."""
    apart = abs(quantity.value - given.value)
    if apart == 0:
        return True
    if quantity.is_approximate:
        exponent = int(quantity.value.normalize().as_tuple().exponent)
        place = max(_TEN**exponent, quantity.quantum)
        return not given.is_about and apart < min(place, given.value)
    is_rounded = unit in _ROUNDED or quantity.quantum > 1
    return is_rounded and apart <= quantity.quantum / _TWO


def _is_dated(text: str, period: Period, sources: Sources) -> bool:
    """Whether a time is known, or its month of a day that is; of years only which it is."""
    if (period.first, period.last) in sources.times:
        return True
    if _YEAR_ALONE.fullmatch(text):
        return {period.first.year, period.last.year} <= sources.years
    is_month = (period.last - period.first).days < _LONGEST_MONTH
    return is_month and any(
        period.first <= first and last <= period.last for first, last in sources.times
    )


def _is_named(name: str, sources: Sources) -> bool:
    """Whether a name is known, perhaps with other words before it, or cut short."""
    starts = (start for start in range(len(name)) if name[start:] in sources.words)
    before = name[: next(starts, len(name))]
    if not without_common_words(before):
        return True
    ending = ending_of(name)
    same = (known for known in sources.names if ending and known.endswith(ending))
    return any(_is_short_for(name, known) for known in same)


def _is_short_for(name: str, whole: str) -> bool:
    """Whether a name is another with characters left out: 市人才中心 for 上海市人才服务中心."""
    rest = iter(whole)
    return all(char in rest for char in name)
