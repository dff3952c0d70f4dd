"""What a text states that can be held against a source: figures, times and names, with places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perftui.assistant.grounding.named import named
from perftui.evaluation.periods import Period, periods
from perftui.evaluation.quantities import Quantity, quantities
from perftui.phrases.slots import SLOT


class FactKind(StrEnum):
    """What kind of thing is stated."""

    COUNT = "count"
    TIME = "time"
    NUMBER = "number"
    QUOTED = "quoted"
    LATIN = "latin"
    NAME = "name"


@dataclass(frozen=True)
class Fact:
    """Something that a text states at `start:end`: how many, when, or who.

    `quantity` is that of a count, `period` that of a time. A number is a figure that counts
    nothing: 3 of 3楼.
    """

    kind: FactKind
    text: str
    start: int
    end: int
    quantity: Quantity | None = None
    period: Period | None = None

    @property
    def is_vague(self) -> bool:
        """Whether it says no more than 下半年, 年底, 一次 and 两个月 do: what any text may say."""
        if self.quantity:
            is_span = self.quantity.unit in _SPANS and not _DIGIT.search(self.text)
            return is_span or (self.quantity.value == 1 and self.text.startswith("一"))
        return self.kind is FactKind.TIME and not _FIGURE_OF_TIME.search(self.text)


_DIGITS = "0-9０-９"
_NUMBER = re.compile(rf"[{_DIGITS}]++(?:[.．,，:：/+×xX*~～–—-][{_DIGITS}]++)*+(?:[㐀-鿿])?+")
_LATIN = re.compile(rf"[A-Za-z][A-Za-z{_DIGITS}]*+(?:[-._&][A-Za-z{_DIGITS}]++)*+")
_QUOTED = re.compile(
    '“([^“”\n]{1,60})”|「([^「」\n]{1,60})」|《([^《》\n]{1,60})》|"([^"\n]{1,60})"'
)
# The number of a point is no figure: 2、 at its beginning.
_NUMBERING = re.compile(
    rf"(?:^|(?<=[\s。；;！？]))(?:[{_DIGITS}]{{1,2}}(?:、|[.．)）](?![{_DIGITS}]))|[(（][{_DIGITS}]{{1,2}}[)）])",
    re.MULTILINE,
)
_DIGIT = re.compile(f"[{_DIGITS}]")
_SPANS = frozenset({"年", "月", "周", "天", "日", "工作日", "小时"})
_FIGURE_OF_TIME = re.compile(rf"[{_DIGITS}一二三四五六七八九十〇零]")
_RELATIVE_YEAR = re.compile("(?:[今本当去明来次翌上下]一?个?年度?|全年)(?:的|全年|度)?")


@lru_cache(maxsize=512)
def facts(text: str, year: int) -> tuple[Fact, ...]:
    """Return what a text states, by place; `year` is the one that bare months are of."""
    taken = [False] * len(text)
    for match in _NUMBERING.finditer(text):
        _take(taken, match.start(), match.end())
    found = [
        *_times(text, year, taken),
        *_counts(text, taken),
        *_matches(FactKind.LATIN, _LATIN, text, taken),
        *_matches(FactKind.NUMBER, _NUMBER, text, taken),
        *_quoted(text),
        *(Fact(FactKind.NAME, text[start:end], start, end) for start, end in named(text)),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.start, -fact.end)))


def _times(text: str, year: int, taken: list[bool]) -> Iterator[Fact]:
    for period in periods(text, year):
        start, end = period.start, period.end
        if any(taken[start:end]):
            continue
        _take(taken, start, end)
        if not _RELATIVE_YEAR.fullmatch(text, start, end):
            yield Fact(FactKind.TIME, text[start:end], start, end, period=period)


def _counts(text: str, taken: list[bool]) -> Iterator[Fact]:
    for quantity in quantities(text):
        start, end = quantity.start, quantity.end
        if not any(taken[start:end]):
            _take(taken, start, end)
            yield Fact(FactKind.COUNT, text[start:end], start, end, quantity=quantity)


def _matches(
    kind: FactKind, pattern: re.Pattern[str], text: str, taken: list[bool]
) -> Iterator[Fact]:
    for match in pattern.finditer(text):
        start, end = match.span()
        if not taken[start]:
            _take(taken, start, end)
            yield Fact(kind, match[0], start, end)


def _quoted(text: str) -> Iterator[Fact]:
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if not SLOT.search(text, start, end):
            yield Fact(FactKind.QUOTED, text[start:end], start, end)


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)
