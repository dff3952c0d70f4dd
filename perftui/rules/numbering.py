"""The rule about numbering, and the markers of every style that it goes by."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.evaluation.narrative import NUMBERINGS, Numbering
from perftui.evaluation.numerals import read_numeral
from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule

_WORDS = "首先"  # 首先、其次、最后 skip and repeat their words by habit
_INLINE = ("一是", "第一，", _WORDS)


def _marker_pattern(style: Numbering) -> re.Pattern[str]:
    before = "，,、" if style.name in _INLINE else ""
    return re.compile(rf"(?:^|(?<=[\n。；;！!？?：:\s{before}]))(?:{style.pattern})")


_PATTERNS = tuple((style, _marker_pattern(style)) for style in NUMBERINGS)


@dataclass(frozen=True)
class Marker:
    """A numbering marker at `text[start:end]`, blanks behind it left out."""

    start: int
    end: int
    text: str
    style: Numbering
    number: int | None


@rule("PT043", level="warning", title="编号重复、缺漏或体例不一")
def numbering(form: Form) -> Iterator[Found]:
    """主要绩效、主要问题、改进措施各自的编号应从1起连续，体例前后一致。

    下一层编号（如「一、」之下的「1.」）另行起算，不算混用。可以自动重新编号，文字不变。
    错：1、组织招聘会。2、举办培训。2、开展评选。
    对：1、组织招聘会。2、举办培训。3、开展评选。
    """
    for field, text in form.narratives:
        faults = _faults(_sequence(text))
        if faults:
            fixed = renumbered(text)
            fix = None if fixed is None else Fix(field, fixed, "重新编号")
            message = f"{form.name_of(field)}的编号有误：{'，'.join(faults)}。"
            yield Found(field, message, "请从头连续编号，前后用同一种体例。", fix)


def markers(text: str) -> list[Marker]:
    """Find the numbering markers of all styles in a text, by place."""
    found = [
        Marker(match.start(), match.start() + len(bare), bare, style, _number(bare))
        for style, pattern in _PATTERNS
        for match in pattern.finditer(text)
        if (bare := match[0].rstrip())
    ]
    return sorted(found, key=lambda marker: marker.start)


def renumbered(text: str) -> str | None:
    """Number a text anew in the style it begins with; None where that is not certain to help."""
    sequence = _sequence(text)
    if not sequence or (sequence[0].number != 1 and text[: sequence[0].start].strip()):
        return None
    pieces, position = [], 0
    for number, marker in enumerate(sequence, 1):
        pieces += [text[position : marker.start], sequence[0].style.write(number)]
        position = marker.end
    result = "".join([*pieces, text[position:]])
    kept = len(_sequence(result)) == len(sequence)
    return result if kept and not _faults(_sequence(result)) else None


def _sequence(text: str) -> list[Marker]:
    """Return the markers that number the points of a text, with those written in another style."""
    found = [marker for marker in markers(text) if marker.style.name != _WORDS]
    opening = next((marker for marker in found if marker.number == 1), found[0] if found else None)
    if opening is None:
        return []
    sequence: list[Marker] = []
    nested: set[str] = set()
    for marker in found:
        if _counts_anew(marker, sequence):
            break
        if marker.style is opening.style:
            sequence.append(marker)
            nested.clear()
        elif marker.number == 1:
            nested.add(marker.style.name)
        elif marker.style.name not in nested and sequence and _follows(marker, sequence[-1]):
            sequence.append(marker)
    is_lone = len(sequence) == 1 and text[: opening.start].strip()
    return [] if is_lone else sequence


def _counts_anew(marker: Marker, sequence: list[Marker]) -> bool:
    """Whether running prose begins a second enumeration: 一是…二是…；此外，一是…"""
    is_first = marker.style.name in _INLINE and marker.number == 1
    return is_first and len(sequence) > 1 and marker.style is sequence[0].style


def _follows(marker: Marker, previous: Marker) -> bool:
    return marker.number is not None and marker.number == (previous.number or 0) + 1


def _faults(sequence: list[Marker]) -> list[str]:
    """Say in Chinese what is wrong with a sequence of markers."""
    numbers = [marker.number or 0 for marker in sequence]
    counts = Counter(numbers)
    twice = [str(number) for number, times in counts.items() if times > 1]
    missing = [str(n) for n in range(1, max(numbers, default=0)) if n not in counts]
    styles = list(dict.fromkeys(marker.style.name for marker in sequence))
    faults = [f"重复{'、'.join(twice)}"] if twice else []
    faults += [f"缺少{'、'.join(missing)}"] if missing else []
    if not faults and numbers != sorted(numbers):
        faults.append("先后颠倒")
    return faults + ([f"混用{''.join(f'「{name}」' for name in styles)}"] if styles[1:] else [])


def _number(marker: str) -> int | None:
    core = "".join(char for char in marker if char.isnumeric())
    if core.isdecimal():
        return int(core)
    if len(core) == 1:
        return int(unicodedata.numeric(core))
    value = read_numeral(core)
    return None if value is None else int(value)
