"""Automatic numbers of Word's lists, which are printed before a paragraph but stand nowhere."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from perftui.readers.formats.docx.text import find, name, value

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}


@dataclass(frozen=True)
class _Level:
    """One level of a list: how its numbers look, what stands around them, where they begin."""

    style: str
    pattern: str
    first: int


class Numbering:
    """The lists of a document, counted as its paragraphs come by."""

    def __init__(self, part: etree._Element) -> None:
        """Take the numbering part of the document."""
        lists = {_id(each, "abstractNumId"): each for each in part if name(each) == "abstractNum"}
        self._levels: dict[str, Mapping[str, _Level]] = {}
        self._counters: dict[str, str] = {}  # lists of one abstract list count on together
        for each in part:
            if name(each) == "num":
                abstract = value(find(each, "abstractNumId"), "")
                own, base = _id(each, "numId"), lists.get(abstract)
                self._levels[own] = {} if base is None else _levels(base)
                self._counters[own] = f"*{own}" if _starts_anew(each) else abstract
        self._counts: dict[tuple[str, str], int] = defaultdict(int)

    def mark(self, paragraph: etree._Element) -> str:
        """Return the number printed before a paragraph, nothing without one, and count it."""
        properties = find(paragraph, "pPr", "numPr")
        if properties is None:
            return ""
        number = value(find(properties, "numId"), "0")
        depth = value(find(properties, "ilvl"), "0")
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counter = self._counters[number]
        self._counts[counter, depth] = self._counts.get((counter, depth), level.first - 1) + 1
        for deeper in range(int(depth) + 1, 9):
            self._counts.pop((counter, str(deeper)), None)
        return self._printed(number, level)

    def _printed(self, number: str, level: _Level) -> str:
        if level.style in ("bullet", "none"):
            return ""
        text = level.pattern
        for depth, each in self._levels[number].items():
            count = self._counts.get((self._counters[number], depth), each.first)
            text = text.replace(f"%{int(depth) + 1}", _written(count, each.style))
        return text


def _starts_anew(number: etree._Element) -> bool:
    return any(find(part, "startOverride") is not None for part in number)


def _levels(base: etree._Element) -> dict[str, _Level]:
    return {
        _id(level, "ilvl"): _Level(
            value(find(level, "numFmt"), "decimal"),
            value(find(level, "lvlText"), ""),
            int(value(find(level, "start"), "1")),
        )
        for level in base
        if name(level) == "lvl"
    }


def _id(element: etree._Element, attribute: str) -> str:
    return next((v for key, v in element.attrib.items() if key.endswith(f"}}{attribute}")), "")


def _written(count: int, style: str) -> str:
    """Write a number as a list does; unknown styles in digits."""
    if style in _CHINESE and 0 < count < 100:
        return _chinese(count)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < count <= 20:
        return _CIRCLED[count - 1]
    if style in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr((65 if style == "upperLetter" else 97) + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    front = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return front + (_DIGITS[ones] if ones else "")
