"""Numbering: the styles people number points in, and the markers found in a text.

Numbering that is none: 苏、浙、皖; 2、3月; 一、二季度; 1.5万.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from perftui.evaluation.numerals import read_numeral

_HAN_DIGITS = "一二三四五六七八九十"
_HAN_NUMBER = f"[{_HAN_DIGITS}]{{1,3}}"
_COUNTED = "月|日|号|季度|期|楼|层|组|批|级|线|等奖"
_ORDINALS = ("首先", "其次", "再次", "最后")


def _han(number: int) -> str:
    """Write 1 to 99 in everyday Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens - 1] + "十"
    return head + (_HAN_DIGITS[ones - 1] if ones else "")


@dataclass(frozen=True)
class Numbering:
    """A style of numbering: the pattern of its markers and how the n-th is written.

    `counts` is False for words that are skipped and repeated by habit: 首先、其次、最后.
    """

    name: str
    pattern: str
    write: Callable[[int], str]
    counts: bool = True


def _circled(row: str) -> Callable[[int], str]:
    return lambda n: row[n - 1] if n <= len(row) else f"（{n}）"


def _enumerated(digits: str) -> str:
    """Match 、 but where it strings three numbers or more together: 一、二、三季度."""
    return f"、(?!(?:第?{digits}、)+第?{digits}(?:{_COUNTED}))"


NUMBERINGS = (
    Numbering("1、", r"\d{1,2}" + _enumerated(r"\d+"), lambda n: f"{n}、"),
    Numbering("1.", r"\d{1,2}\.(?!\d)\s?", lambda n: f"{n}."),
    Numbering("1．", r"\d{1,2}．(?!\d)\s?", lambda n: f"{n}．"),
    Numbering("（1）", r"（\d{1,2}）", lambda n: f"（{n}）"),
    Numbering("(1)", r"\(\d{1,2}\)", lambda n: f"({n})"),
    Numbering("1)", r"\d{1,2}[)）]", lambda n: f"{n})"),
    Numbering("⑴", "[⑴-⑽]", _circled("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽")),
    Numbering("①", "[①-⑩]", _circled("①②③④⑤⑥⑦⑧⑨⑩")),
    Numbering("㈠", "[㈠-㈩]", _circled("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")),
    Numbering("一、", _HAN_NUMBER + _enumerated(_HAN_NUMBER), lambda n: f"{_han(n)}、"),
    Numbering("（一）", rf"[（(]{_HAN_NUMBER}[）)]", lambda n: f"（{_han(n)}）"),
    Numbering("一是", rf"{_HAN_NUMBER}是", lambda n: f"{_han(n)}是"),
    Numbering(
        "第一，",
        rf"第{_HAN_NUMBER}(?:[，,]|{_enumerated(_HAN_NUMBER)})",
        lambda n: f"第{_han(n)}，",
    ),
    Numbering(
        "首先",
        rf"(?:{'|'.join(_ORDINALS)})[，,]?",
        lambda n: _ORDINALS[min(n, 4) - 1] + "，",
        counts=False,
    ),
)
# Words that number in running prose, also after a comma: 一是……，二是……
_INLINE = ("一是", "第一，", "首先")


@dataclass(frozen=True)
class Marker:
    """A numbering marker at `text[start:end]`, blanks behind it left out."""

    start: int
    end: int
    text: str
    style: Numbering
    number: int | None


def markers(text: str) -> list[Marker]:
    """Find the markers of all styles in a text, by place."""
    return list(_markers(text))


# While a form is checked, and again while someone types, the same texts are asked for many times.
@lru_cache(maxsize=256)
def _markers(text: str) -> tuple[Marker, ...]:
    found = (
        Marker(match.start(), match.start() + len(bare), bare, style, _number(bare))
        for place in _PLACE.finditer(text)
        for style, pattern, before in _PATTERNS
        if _may_follow(text[max(place.start() - 1, 0) : place.start()], before)
        if (match := pattern.match(text, place.start())) and (bare := match[0].rstrip())
    )
    return tuple(marker for marker in found if not _strings_together(marker, text))


def sequence(text: str) -> list[Marker]:
    """Return the markers that number the points of a text, with those written in another style.

    They begin with the first 1. In a line 3.12个点 is point 3 where point 2 went before, else a
    number. A style nested below them and an enumeration that running prose
    begins anew are left out; a lone marker in the middle numbers nothing.
    """
    found = markers(text)
    tight = {marker.start: marker for marker in _tight(text)}
    opening = next((marker for marker in found if marker.number == 1), found[0] if found else None)
    if opening is None:
        return []
    result: list[Marker] = []
    nested: set[str] = set()
    for marker in sorted((*found, *tight.values()), key=lambda marker: marker.start):
        if marker.start in tight and not (
            marker.style is opening.style and result and _follows(marker, result[-1])
        ):
            continue
        if _counts_anew(marker, result):
            break
        if marker.style is opening.style:
            result.append(marker)
            nested.clear()
        elif marker.number == 1:
            nested.add(marker.style.name)
        elif marker.style.name not in nested and result and _follows(marker, result[-1]):
            result.append(marker)
    is_lone = len(result) == 1 and text[: opening.start].strip()
    return [] if is_lone else result


_BEFORE = "\n。；;！!？?：:"
_BEFORE_INLINE = _BEFORE + "，,、"
# Where a marker may stand, and what it may begin with: few places of a text.
_PLACE = re.compile(
    rf"(?:^|(?<=[{_BEFORE_INLINE}\s]))(?=[\d（(⑴-⑽①-⑩㈠-㈩第首其再最{_HAN_DIGITS}])"
)
_TIGHT = re.compile(r"^(?P<number>\d{1,2})(?P<stop>[.．])(?=\d)", re.MULTILINE)
_NEXT_NUMBER = re.compile(rf"第?(\d+|{_HAN_NUMBER})(?:{_COUNTED})")
_PATTERNS = tuple(
    (style, re.compile(style.pattern), _BEFORE_INLINE if style.name in _INLINE else _BEFORE)
    for style in NUMBERINGS
)


def _tight(text: str) -> Iterator[Marker]:
    """Yield what may be numbers of points although a figure follows at once: 3.12个点."""
    styles = {style.name: style for style in NUMBERINGS}
    for match in _TIGHT.finditer(text):
        style = styles[f"1{match['stop']}"]
        yield Marker(match.start(), match.end(), match[0], style, int(match["number"]))


def _may_follow(previous: str, marks: str) -> bool:
    """Whether a marker may follow a character: the beginning, a blank, one of some marks."""
    return not previous or previous.isspace() or previous in marks


def _strings_together(marker: Marker, text: str) -> bool:
    """Whether 、 joins a number with the next one, as in 2、3月; in 1、6月底前 it does not."""
    following = _NEXT_NUMBER.match(text, marker.end) if marker.text.endswith("、") else None
    if following is None or following[1].isascii() != marker.text[:-1].isascii():
        return False
    value = _number(following[1])
    return value is not None and value == (marker.number or 0) + 1


def _counts_anew(marker: Marker, found: list[Marker]) -> bool:
    """Whether running prose begins a second enumeration: 一是…二是…；此外，一是…"""
    is_first = marker.style.name in _INLINE and marker.number == 1
    return is_first and len(found) > 1 and marker.style is found[0].style


def _follows(marker: Marker, previous: Marker) -> bool:
    return marker.number is not None and marker.number == (previous.number or 0) + 1


def _number(marker: str) -> int | None:
    for n, word in enumerate(_ORDINALS, 1):
        if marker.startswith(word):
            return n
    core = "".join(char for char in marker if char.isnumeric())
    if core.isdecimal():
        return int(core)
    if len(core) == 1:
        return int(unicodedata.numeric(core))
    value = read_numeral(core)
    return None if value is None else int(value)
