"""Narratives as points: split a text at whatever numbering it uses, and number it anew.

A narrative is plain text and stays so: `Point`s are a view of it, with the place of each point in
the text. Without numbering the points are what line breaks, ；or blanks between Chinese characters
set apart, in this order. Numbering that is none: 苏、浙、皖; 2、3月; 1.5万.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from perftui.evaluation.numerals import read_numeral

_HAN_DIGITS = "一二三四五六七八九十"
_ORDINALS = ("首先", "其次", "再次", "最后")
_SINGLE = {
    char: n
    for row in ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "①②③④⑤⑥⑦⑧⑨⑩", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
    for n, char in enumerate(row, 1)
}


def _han(number: int) -> str:
    """Write 1 to 99 in everyday Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens - 1] + "十"
    return head + (_HAN_DIGITS[ones - 1] if ones else "")


@dataclass(frozen=True)
class Numbering:
    """A style of numbering: the pattern of its markers and how the n-th is written."""

    name: str
    pattern: str
    write: Callable[[int], str]


def _circled(row: str) -> Callable[[int], str]:
    return lambda n: row[n - 1] if n <= len(row) else f"（{n}）"


NUMBERINGS = (
    Numbering("1、", r"\d{1,2}、(?!\d+(?:月|日|号|季度|期|楼|层|组|批))", lambda n: f"{n}、"),
    Numbering("1.", r"\d{1,2}\.(?!\d)\s?", lambda n: f"{n}."),
    Numbering("1．", r"\d{1,2}．(?!\d)\s?", lambda n: f"{n}．"),
    Numbering("（1）", r"（\d{1,2}）", lambda n: f"（{n}）"),
    Numbering("(1)", r"\(\d{1,2}\)", lambda n: f"({n})"),
    Numbering("1)", r"\d{1,2}[)）]", lambda n: f"{n})"),
    Numbering("⑴", "[⑴-⑽]", _circled("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽")),
    Numbering("①", "[①-⑩]", _circled("①②③④⑤⑥⑦⑧⑨⑩")),
    Numbering("㈠", "[㈠-㈩]", _circled("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")),
    Numbering("一、", rf"[{_HAN_DIGITS}]{{1,3}}、", lambda n: f"{_han(n)}、"),
    Numbering("（一）", rf"[（(][{_HAN_DIGITS}]{{1,3}}[）)]", lambda n: f"（{_han(n)}）"),
    Numbering("一是", rf"[{_HAN_DIGITS}]{{1,3}}是", lambda n: f"{_han(n)}是"),
    Numbering("第一，", rf"第[{_HAN_DIGITS}]{{1,3}}[，,、]", lambda n: f"第{_han(n)}，"),
    Numbering(
        "首先", rf"(?:{'|'.join(_ORDINALS)})[，,]?", lambda n: _ORDINALS[min(n, 4) - 1] + "，"
    ),
)
_BY_NAME = {style.name: style for style in NUMBERINGS}
_BOUNDARY = r"(?:^|(?<=[\n。；;！!？?：:\s]))"
_INLINE_BOUNDARY = r"(?:^|(?<=[\n。；;！!？?：:，,、\s]))"
_HAN = "\u3400-\u9fff"
_LOST_BREAK = re.compile(rf"(?<=[{_HAN}。；）”])[ \u3000\u00a0]+(?=[{_HAN}（“])")


@dataclass(frozen=True)
class Point:
    """One point of a narrative.

    `text` is its wording without marker and separator; it stands at `text[start:end]` of the
    narrative. `marker` is the numbering as written, empty if there is none; `number` its value.
    """

    text: str
    start: int
    end: int
    marker: str = ""
    number: int | None = None


def split(narrative: str) -> tuple[Point, ...]:
    """Split a narrative into its points; an empty narrative has none."""
    markers = _markers(narrative)
    if not markers:
        return _points(narrative, _pieces(narrative))
    lead = _points(narrative, [(0, markers[0].start())])
    ends = [following.start() for _, following in pairwise(markers)] + [len(narrative)]
    return lead + tuple(_numbered(narrative, m, end) for m, end in zip(markers, ends, strict=True))


def numbering_of(narrative: str) -> Numbering | None:
    """Return the style of a narrative's first marker, or None if it is not numbered."""
    markers = _markers(narrative)
    return _style_of(markers[0][0]) if markers else None


def numberings_in(narrative: str) -> tuple[Numbering, ...]:
    """Return every style that numbers the points of a narrative from one on."""
    return tuple(style for style in NUMBERINGS if len(_runs(style, narrative)) > 1)


def join(texts: Iterable[str], numbering: Numbering | None = None) -> str:
    """Write points as a narrative, one a line, numbered from 1 in the style given."""
    stripped = [text.strip() for text in texts if text.strip()]
    if numbering is None:
        return "\n".join(stripped)
    return "\n".join(f"{numbering.write(n)}{text}" for n, text in enumerate(stripped, 1))


def renumber(narrative: str, numbering: Numbering | None = None) -> str:
    """Number the points from 1 on, in the style given or their own; nothing else changes.

    A narrative that has no numbering and is given no style comes back as it is.
    """
    found = split(narrative)
    style = numbering or numbering_of(narrative)
    if style is None:
        return narrative
    if not any(point.marker for point in found):
        return join((point.text for point in found), style)
    result, position, number = [], 0, 0
    for point in found:
        if point.marker:
            number += 1
            marker_start = narrative.rindex(point.marker, 0, point.start)
            result += [narrative[position:marker_start], style.write(number)]
            position = marker_start + len(point.marker)
    return "".join([*result, narrative[position:]])


def append(narrative: str, wording: str) -> str:
    """Add a wording as one more point, in the narrative's own numbering."""
    present = split(narrative)
    if not present:
        return wording
    style = numbering_of(narrative) or (_BY_NAME["1、"] if len(present) == 1 else None)
    if style is None:
        return f"{narrative.rstrip()}\n{wording}"
    if not present[0].marker and len(present) == 1:
        return join((present[0].text, wording), style)
    return (
        f"{narrative.rstrip()}\n{style.write(len([p for p in present if p.marker]) + 1)}{wording}"
    )


def _markers(narrative: str) -> list[re.Match[str]]:
    """Find the markers of the style that opens first; a lone late one is no numbering."""
    runs = [run for style in NUMBERINGS if (run := _runs(style, narrative))]
    opening = min(runs, key=lambda run: run[0].start(), default=[])
    if len(opening) == 1 and narrative[: opening[0].start()].strip():
        return []
    return opening


def _runs(style: Numbering, narrative: str) -> list[re.Match[str]]:
    boundary = _INLINE_BOUNDARY if style.name in ("一是", "首先", "第一，") else _BOUNDARY
    found = list(re.finditer(boundary + f"(?:{style.pattern})", narrative))
    return found if found and _value(found[0][0]) == 1 else []


def _style_of(marker: str) -> Numbering | None:
    return next((s for s in NUMBERINGS if re.fullmatch(s.pattern, marker)), None)


def _value(marker: str) -> int | None:
    if marker[0] in _SINGLE:
        return _SINGLE[marker[0]]
    for n, word in enumerate(_ORDINALS, 1):
        if marker.startswith(word):
            return n
    core = re.sub(r"[^\d" + _HAN_DIGITS + "]", "", marker)
    value = int(core) if core.isdigit() else read_numeral(core)
    return None if value is None else int(value)


def _numbered(narrative: str, marker: re.Match[str], end: int) -> Point:
    start, stop = _trimmed(narrative, marker.end(), end)
    return Point(narrative[start:stop], start, stop, marker[0], _value(marker[0]))


def _pieces(narrative: str) -> list[tuple[int, int]]:
    """Cut an unnumbered narrative at the strongest separator it has."""
    for separator in (re.compile(r"\n"), re.compile("[；;]"), _LOST_BREAK):
        cuts = list(separator.finditer(narrative.strip("\n")))
        if cuts:
            inner = separator.finditer(narrative)
            edges = [0, *(edge for cut in inner for edge in cut.span()), len(narrative)]
            return list(zip(edges[::2], edges[1::2], strict=True))
    return [(0, len(narrative))]


def _points(narrative: str, pieces: Iterable[tuple[int, int]]) -> tuple[Point, ...]:
    spans = [_trimmed(narrative, *piece) for piece in pieces]
    return tuple(Point(narrative[start:end], start, end) for start, end in spans if start < end)


def _trimmed(narrative: str, start: int, end: int) -> tuple[int, int]:
    while start < end and narrative[start].isspace():
        start += 1
    while end > start and (narrative[end - 1].isspace() or narrative[end - 1] in "；;"):
        end -= 1
    return start, end
