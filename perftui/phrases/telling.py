"""What tells a topic from the others: its keywords, and the characters its words are made of.

A text is broken into single characters and pairs of neighbours, its marks, after words that mean
the same have been made the same. A mark counts for a topic as much as it is more frequent in the
topic's own words than in the words of all (pointwise mutual information, never below zero); a
keyword that occurs whole counts on top. So a sentence is recognised by half a keyword here and two
characters of a wording there, which is how people who were never shown either write.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log, log1p
from typing import NamedTuple

from perftui.phrases.slots import SLOT

# What a mark that a topic never uses is taken to occur: little, or one chance mark decides.
_UNSEEN = 0.2
# A keyword is chosen to tell a topic, a wording says many other things as well.
_KEYWORD_IN_WORDINGS = 3
# A whole keyword of so many characters counts as much as a mark that only its topic has.
_WHOLE_KEYWORD = 3
_SAME = {
    "未": "迟迟没有 迟迟未能 一直没有 没有能够 没有 没能 未能 尚未 还未 还没有 还没 仍未 并未 没",
    "未达": "未达到 没有达到 没达到 达不到",
    "不足": "不够充分 不充分 不够",
    "缺少": "缺乏 欠缺 缺失 短缺 匮乏",
    "不": "不太 不大 不甚 欠",
    "资金": "经费 款项 钱款",
    "明年": "下一年度 下一年 下年度 次年度 次年 来年 翌年 下年",
    "上年": "上一年度 上一年 上年度 去年 往年",
    "年底": "年末 年终 岁末",
    "推迟": "延误 延迟 延后 延期 拖延 拖后 顺延 推后",
    "设置": "设定 设立",
    "增加": "增长 增多 递增 上升 上涨",
    "群众": "居民 市民 百姓 村民 民众",
    "缓慢": "慢",
    "晚": "迟 偏后",
    "流程": "程序",
    "科室": "处室 股室",
    "单位": "公司 机构 企业",
}
_MEANT = {other: word for word, others in _SAME.items() for other in others.split()}
_LOOKING_ALIKE = ("沉没", "淹没", "埋没", "没收", "迟到", "慢性", "欠款", "欠账", "拖欠")
_ADJECTIVE = "(?=[低高少多晚迟慢缓大小长短窄粗差弱紧松轻重浅散旧杂贵远早快笼])"
_DEGREES = ("较为", "过于", "比较", "相对", "过(?<![超通经]过)", "偏", "较", "太", "略")
_IDLE = (*(degree + _ADJECTIVE for degree in _DEGREES), "了(?!解)", "的(?<!目的)(?!确)")
# every branch begins with a letter of its own: the search passes over all others at once
_WORD = re.compile("|".join((*sorted((*_MEANT, *_LOOKING_ALIKE), key=len, reverse=True), *_IDLE)))
_RUN = re.compile(r"[^\W\d_]+")


class Body(NamedTuple):
    """The words of one topic: those that tell it, and whole sentences about it."""

    keywords: tuple[str, ...]
    wordings: tuple[str, ...]


class Telling:
    """How well a text's words tell each of several bodies of words."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies = len(bodies)
        self._weights = _weights([_occurrences(body) for body in bodies])
        self._keywords = _whole_keywords(bodies)
        self._lengths = _lengths(self._keywords)

    def scores(self, text: str) -> list[float]:
        """Return how much a text tells each; 1 is what a mark tells that no other has."""
        scores = [0.0] * self._bodies
        runs = _runs(text)
        for mark in dict.fromkeys(mark for run in runs for mark in _marks(run)):
            for number, weight in self._weights.get(mark, {}).items():
                scores[number] += weight
        for run in runs:
            for number, weight in self._keywords_of(run):
                scores[number] += weight
        return scores

    def _keywords_of(self, run: str) -> Iterator[tuple[int, float]]:
        """Yield the keywords that occur, of each body the longest that do not overlap."""
        ends = [0] * self._bodies
        for start in range(len(run) - 1):
            for length in self._lengths.get(run[start : start + 2], ()):
                end = start + length
                owners = self._keywords.get(run[start:end], ()) if end <= len(run) else ()
                for number in owners:
                    if ends[number] <= start:
                        ends[number] = end
                        yield number, length / _WHOLE_KEYWORD / len(owners)


def _runs(text: str) -> list[str]:
    """Return the unbroken letters of a text, in which words that mean the same are the same."""
    return _RUN.findall(_plain(text))


def _plain(text: str) -> str:
    return _WORD.sub(_meant, SLOT.sub(" ", text.casefold()))


def _meant(match: re.Match[str]) -> str:
    word = match[0]
    return word if word in _LOOKING_ALIKE else _MEANT.get(word, "")


def _marks(run: str) -> list[str]:
    return [*run, *map("".join, pairwise(run))]


@lru_cache(maxsize=256)
def _lines(texts: tuple[str, ...]) -> list[list[str]]:
    """Return the runs of each text; many short texts at once take a third of the time."""
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    return [_RUN.findall(line) for line in _plain(joined).split("\n")]


@lru_cache(maxsize=256)
def _counts(texts: tuple[str, ...]) -> Mapping[str, int]:
    return Counter(mark for runs in _lines(texts) for run in runs for mark in _marks(run))


def _occurrences(body: Body) -> Mapping[str, float]:
    """Return how often each mark occurs in the words of a body, on a scale that bends down."""
    total = {mark: _KEYWORD_IN_WORDINGS * times for mark, times in _counts(body.keywords).items()}
    for mark, times in _counts(body.wordings).items():
        total[mark] = total.get(mark, 0) + times
    return {mark: log1p(times) for mark, times in total.items()}


def _weights(occurrences: list[Mapping[str, float]]) -> dict[str, dict[int, float]]:
    """Return how much each mark tells the bodies that it tells at all, by their numbers."""
    marks = {mark for counts in occurrences for mark in counts}
    # one body more, in which nothing was seen, stands for all else that is ever written
    totals = [sum(counts.values()) + _UNSEEN * len(marks) for counts in (*occurrences, {})]
    unseen = [_UNSEEN / total if total else 0.0 for total in totals]
    sums = dict.fromkeys(marks, sum(unseen))
    for number, counts in enumerate(occurrences):
        total = totals[number]
        for mark, times in counts.items():
            sums[mark] += times / total
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    unit = log(len(totals))
    for number, counts in enumerate(occurrences):
        total = totals[number] / len(totals)
        for mark, times in counts.items():
            more = (times + _UNSEEN) / total / sums[mark]
            if more > 1:
                weights[mark][number] = log(more) / unit
    return weights


def _whole_keywords(bodies: Sequence[Body]) -> dict[str, list[int]]:
    """Return the keywords of two and more characters with the numbers of their bodies."""
    owners: dict[str, list[int]] = defaultdict(list)
    for number, body in enumerate(bodies):
        for text in dict.fromkeys(map("".join, _lines(body.keywords))):
            if len(text) > 1:
                owners[text].append(number)
    return owners


def _lengths(keywords: Iterable[str]) -> dict[str, list[int]]:
    """Return how long the keywords with the same first two characters are, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for keyword in keywords:
        found[keyword[:2]].add(len(keyword))
    return {pair: sorted(lengths, reverse=True) for pair, lengths in found.items()}
