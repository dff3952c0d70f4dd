"""Rows called by their numbers: 第3项, 3号, 3、5、7, 3-5, 倒数第二项, 前两项."""

import re
from functools import lru_cache

from perftui.evaluation.numerals import read_numeral

WIDTHS = str.maketrans("０１２３４５６７８９．，－—–～＃（）：＝／％", "0123456789.,---~#():=/%")
"""Full-width signs into those of a number, each for one, so that places hold."""


@lru_cache(8)
def plain(text: str) -> str:
    """Return a text with the signs of numbers in half width; places hold."""
    return text.translate(WIDTHS)


_NUMERAL = "[一二两三四五六七八九十]{1,3}"
_NUMBER = rf"(?:\d{{1,3}}|{_NUMERAL})"
_MARK = r"(?:(?:指标|序号|编号|[Nn][Oo]\.?)\s*|#\s*)?第?\s*"
_TAIL = r"\s*(?:号|项|个|条|行)?(?:指标|项)?"
_ONE = re.compile(rf"{_MARK}(?P<number>{_NUMBER}){_TAIL}")
_RANGE = re.compile(rf"{_MARK}({_NUMBER}){_TAIL}\s*(?:-|~|—|–|到|至)\s*第?\s*({_NUMBER}){_TAIL}")
_AND = re.compile(r"\s*(?:[、,和与跟/]|及(?!时|格)|以及|还有)\s*|\s+")
_FROM_END = re.compile(rf"(?:倒数)第?({_NUMBER})[项个条行号](?:指标)?")
_LAST = re.compile(rf"(?:最后|末尾|后)(?:的|面)?({_NUMBER})?[项个条行](?:指标)?|最后")
_FIRST = re.compile(rf"(?:最前面?|前面?|头)(?:的)?({_NUMBER})[项个条行](?:指标)?")
_COUNT = re.compile(
    r"[这那等]?(\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九])[项个条行](?:指标)?$"
)
_BARE_COUNT = re.compile(rf"({_NUMBER})项(?:指标)?")
_HAN_ONLY = re.compile(_NUMERAL)
_MOST, _LARGEST_COUNT = 60, 5


def read_numbers(words: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers, from 1, that words name in a table of `count` rows; None if none.

    They may lie beyond the table.
    """
    text = plain(words).strip()
    if not text or len(text) > 120:
        return None
    placed = _from_an_end(text, count)
    if placed is not None:
        return placed
    span = _span(text)
    if span is not None:
        return span
    found: list[int] = []
    for part in _AND.split(_without_count(text)):
        numbers = _span(part) or _single(part)
        if numbers is None:
            return None
        found += numbers
    return tuple(dict.fromkeys(found)) if 0 < len(found) <= _MOST else None


def count_behind(words: str) -> tuple[str, int | None]:
    """Part words from how many they say there are: 满意度两项 is 满意度 and 2."""
    match = _COUNT.search(plain(words))
    if match is None or match.start() == 0 or words[match.start() - 1] in "第数后前-":
        return words, None
    return words[: match.start()].rstrip(), _value(match[1])


def is_bare_count(words: str) -> bool:
    """Whether words may be a number or a small count of rows: 3项."""
    match = _BARE_COUNT.fullmatch(plain(words).strip())
    return match is not None and _value(match[1]) <= _LARGEST_COUNT


def _without_count(text: str) -> str:
    """Leave out the count behind a list: 3、5两项."""
    rest, count = count_behind(text)
    return rest if count and len(_AND.split(rest)) == count else text


def _from_an_end(text: str, count: int) -> tuple[int, ...] | None:
    if match := _FROM_END.fullmatch(text):
        return (count + 1 - _value(match[1]),)
    if match := _LAST.fullmatch(text):
        return tuple(range(max(count + 1 - _value(match[1] or "1"), 1), count + 1))
    if match := _FIRST.fullmatch(text):
        return tuple(range(1, _value(match[1]) + 1)) if _value(match[1]) <= _MOST else None
    return None


def _span(text: str) -> tuple[int, ...] | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first, last = _value(match[1]), _value(match[2])
    return tuple(range(first, last + 1)) if first < last < first + _MOST else None


def _single(text: str) -> tuple[int, ...] | None:
    match = _ONE.fullmatch(text)
    return (_value(match["number"]),) if match else None


def _value(number: str) -> int:
    if not _HAN_ONLY.fullmatch(number):
        return int(number)
    value = read_numeral(number)
    return 0 if value is None else int(value)
