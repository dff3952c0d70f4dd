"""What kind of answer a gap of a wording takes, and a piece of an answer read as one."""

import re
from collections.abc import Iterable
from enum import StrEnum

from perftui.assistant.reading.wordings.numbered import WIDTHS
from perftui.evaluation.measure_words import MEASURE_WORD
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral
from perftui.evaluation.quantities import quantities
from perftui.evaluation.values import print_number
from perftui.phrases.bank import SlotDefinition

UNIT = "单位"
"""The gap for what a number is counted in; it stands behind that of the number."""


class Kind(StrEnum):
    """What a gap holds: a number, a share, what is counted in, words with a figure, any words."""

    NUMBER = "number"
    SHARE = "share"
    UNIT = "unit"
    FIGURE = "figure"
    WORDS = "words"


_LEAD = re.compile(
    r"(?:共计?|一共|总共|总计|合计|累计|全年|完成|举办|开展|回?收回?|发放|样本|办|有|达到?|是|为|了|数量|场次|次数|人次|人数"
    r"|比例|占比|大概|大约(?=\d)|差不多|也就|应该|填|写)*+\s*"
)
_NUMBER = (
    rf"(?P<about>约|近|超过?|逾|不到)?\s*(?P<number>\d[\d,]*(?:\.\d+)?|[{NUMERAL_CHARS}]+)"
    r"(?P<factor>[余多几]?[万亿][余多几]?|[余多几])?"
)
_COUNTED = re.compile(rf"{_NUMBER}\s*(?P<unit>[%％]|[^\d\W]{{1,4}}?)?(?:左右|吧|了)?")
_PERCENT = re.compile(rf"百分之(?P<number>\d+(?:\.\d+)?|[{NUMERAL_CHARS}]+)")
_WHOLE = re.compile(
    "(?:全部?|都|全都|全部都)(?:按计划)?(?:完成|办完|做完)(?:了)?|全部|全额|百分百|百分之百"
)
_HAS_FIGURE = re.compile(
    r"[\d０-９]|(?:约|近|每|共|第)?[零一二两三四五六七八九十百千万亿半几]+[^\W\d_]{0,4}\Z"
    "|上[旬年]|年[初中底]"
)
_NO_VALUE = re.compile(
    "[。？?！：:]|换[一成个]|改[成为]|删|不要|不填|不好|不合适|不行|起草|我觉得|自己写|重写|缩短|算了|怎么|什么"
    "|第.{1,3}[句条点]|这[句条]|都要|都行|最后|但是|不过|还行|太长|上面|前面"
)
_MEASURE = re.compile(MEASURE_WORD)
_ANY_UNIT = frozenset({"个"})
_LONGEST, _SHORT_UNIT, _SHORT = 36, 2, 8
_ALL = 100


def kind_of(name: str, slots: Iterable[SlotDefinition]) -> Kind:
    """Return what a gap holds, by the example of its definition."""
    if name == UNIT:
        return Kind.UNIT
    example = next((slot.example for slot in slots if slot.name == name), "")
    if example.endswith("%"):
        return Kind.SHARE
    if example.replace(",", "").replace(".", "", 1).isdigit():
        return Kind.NUMBER
    return Kind.FIGURE if any(map(str.isdigit, example)) else Kind.WORDS


def read_counted(said: str) -> tuple[str, str] | None:
    """Return a number as it is written in a form, and what it counts: 共一百场 is 100, 场."""
    text = said.translate(WIDTHS).replace("％", "%").strip()
    text = text[_match_end(_LEAD, text) :]
    percent = _PERCENT.fullmatch(text)
    if percent:
        return _digits(percent["number"]), "%"
    match = _COUNTED.fullmatch(text)
    if match is None:
        return None
    number = _digits(match["number"])
    if not number:
        return None
    unit = match["unit"] or ""
    if len(unit) > _SHORT_UNIT and not _MEASURE.fullmatch(unit):
        return None
    about = match["about"] or ""
    return f"{about}{number}{match['factor'] or ''}", unit


def is_figure(said: str) -> bool:
    """Whether a piece of an answer is a number, with or without what it counts."""
    return read_counted(said) is not None


def fitting(kind: Kind, said: str, behind: str) -> tuple[str, str] | None:
    """Return what a gap gets from a piece, and the unit said with it; None if it does not fit.

    `behind` is what the wording says behind the gap.
    """
    value = said.strip()
    match kind:
        case Kind.SHARE:
            share = _share(value)
            return (share, "") if share else None
        case Kind.UNIT:
            return (value, "") if _MEASURE.fullmatch(value) or value in ("%", "％") else None
        case Kind.NUMBER:
            return _number(value, behind)
        case Kind.FIGURE:
            return (value, "") if _is_figure_of_words(value) else None
        case Kind.WORDS:
            return (value, "") if _is_words(value) else None


def _number(said: str, behind: str) -> tuple[str, str] | None:
    counted = read_counted(said)
    if counted is None:
        return None
    number, unit = counted
    if not unit or behind.startswith(f"{{{UNIT}}}"):
        return number, unit
    measure = _MEASURE.match(behind)
    is_any = measure is not None and unit in _ANY_UNIT
    if is_any or behind.startswith(unit) or unit.startswith(measure[0] if measure else "\0"):
        return number, ""
    return None if measure else (number + unit, "")


def _share(said: str) -> str:
    if _WHOLE.fullmatch(said):
        return f"{_ALL}%"
    counted = read_counted(said)
    if counted is None:
        return ""
    number, unit = counted
    if unit in ("%", "分", "个百分点"):
        return number + unit
    bare = number.lstrip("约近超过逾不到")
    is_share = not unit and bare.replace(".", "", 1).isdigit() and 1 < float(bare) <= _ALL
    return f"{number}%" if is_share else ""


def _is_figure_of_words(said: str) -> bool:
    if not said or len(said) > _LONGEST or _NO_VALUE.search(said):
        return False
    bare = said.lstrip("约近每共第超过达到为是")
    return bool(_HAS_FIGURE.match(bare)) or any(map(str.isdigit, said))


def _is_words(said: str) -> bool:
    if not said or len(said) > _LONGEST or _NO_VALUE.search(said) or is_figure(said):
        return False
    return not (len(said) > _SHORT and any(one.unit for one in quantities(said)))


def _digits(number: str) -> str:
    if number[:1].isdecimal():
        return number
    value = read_numeral(number)
    return "" if value is None else print_number(value)


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
