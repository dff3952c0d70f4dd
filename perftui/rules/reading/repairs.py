"""Repairs of punctuation: what to put for which characters of a text.

Only marks and blanks are touched, never a letter, a digit or a character.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from perftui.evaluation.numbering import markers

_HAN = "\u3400-\u9fff〇"
_OPENING = "“‘（《〈「『【"
_CLOSING = "”’）》〉」』】"
_MARKS = "、，：；。！？"  # from weak to strong
_CHINESE = _HAN + _OPENING + _CLOSING + _MARKS
_BLANK = "[ \t\u3000\u00a0]"
_NOTHING = frozenset({"无", "暂无", "没有"})

_BRACKETED = re.compile(r"[(（]([^()（）\n]*)[)）]")
_HAS_HAN = re.compile(f"[{_HAN}]")
_ASCII_MARKS = re.compile(
    rf"(?<=[{_HAN}{_CLOSING}{_MARKS}])(?:{_BLANK}*[,;:?!])+|(?<=[{_HAN}])[()](?=[{_HAN}])|[;!?](?=\s*$)"
)
_BLANKS = re.compile(rf"(?<=[{_CHINESE}]){_BLANK}+(?=[{_CHINESE}])")
_REPEATED = re.compile(rf"[{_MARKS}]{{2,}}")
_ENDED = re.compile(rf"[。；！？…][{_CLOSING}]*$")
_NO_END = "、，：,.: \t\n\u3000\u00a0"
_STRAIGHT = "\"＂'＇"
_HAS_STRAIGHT = re.compile(f"[{_STRAIGHT}]")
# Straight marks of either kind, with the Chinese ones that they stand for.
_QUOTES = ((re.compile('["＂“”]'), "“”"), (re.compile("['＇‘’]"), "‘’"))
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_LINE = re.compile(r"[^\n]+")
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


@dataclass(frozen=True)
class Edit:
    """What to put for the characters from `start` to `end` of a text."""

    start: int
    end: int
    new: str


Repair = Callable[[str], Iterator[Edit]]


def _curl_quotes(text: str) -> Iterator[Edit]:
    """Make straight quotation marks beside Chinese curly, in lines where all of them pair up."""
    for line in _LINE.finditer(text) if _HAS_STRAIGHT.search(text) else ():
        for pattern, curly in _QUOTES:
            found = pattern.finditer(text, *line.span())
            marks = [mark for mark in found if mark[0] in curly or _is_quote(text, mark.start())]
            # 55"屏 is no opening mark.
            is_of_inches = any(text[m.start() - 1 : m.start()].isdigit() for m in marks[::2])
            is_sure = len(marks) % 2 == 0 and not is_of_inches
            for number, mark in enumerate(marks if is_sure else ()):
                if mark[0] in _STRAIGHT:
                    yield Edit(mark.start(), mark.end(), curly[number % 2])


def _is_quote(text: str, place: int) -> bool:
    """Whether a straight mark quotes Chinese, as against English or inches."""
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return text[place] in "＂＇" or _HAS_CHINESE.search(beside) is not None


def _widen_brackets(text: str) -> Iterator[Edit]:
    for match in _BRACKETED.finditer(text):
        if _HAS_HAN.search(match[1]) and (match[0][0], match[0][-1]) != ("（", "）"):
            yield Edit(match.start(), match.end(), f"（{match[1]}）")


def _widen_marks(text: str) -> Iterator[Edit]:
    for match in _ASCII_MARKS.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(_WIDE))


def _close_gaps(text: str) -> Iterator[Edit]:
    """Turn blanks between Chinese characters into line breaks, or drop them beside a mark."""
    gaps = tuple(_BLANKS.finditer(text))
    kept = {marker.start for marker in markers(text)} if gaps else frozenset()
    for gap in gaps:
        before, after = text[gap.start() - 1], text[gap.end()]
        if gap.end() not in kept:
            is_inside = before in "、，：" + _OPENING or after in _MARKS + _CLOSING
            yield Edit(gap.start(), gap.end(), "" if is_inside else "\n")


def _unrepeat(text: str) -> Iterator[Edit]:
    for match in _REPEATED.finditer(text):
        if match[0] not in ("？！", "！？"):
            yield Edit(match.start(), match.end(), max(match[0], key=_MARKS.index))


def _end(text: str) -> Iterator[Edit]:
    bare = text.rstrip()
    if bare not in _NOTHING and not _ENDED.search(bare):
        bare = bare.rstrip(_NO_END)
        last = max(len(bare) - 1, 0)
        yield Edit(last, len(text), bare[last:] + ("" if _ENDED.search(bare) else "。"))


NO_END = "末尾没有句号"
# Each with what it repairs, in the order in which they may follow one another.
REPAIRS: tuple[tuple[Repair, str], ...] = (
    (_curl_quotes, "引号不是中文的"),
    (_widen_brackets, "有半角标点"),
    (_widen_marks, "有半角标点"),
    (_close_gaps, "汉字之间有空格"),
    (_unrepeat, "标点重复"),
    (_end, NO_END),
)
