"""The style sheet: what paragraphs and characters are by their styles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import error, unpack_from

from perftui.readers.formats.word97.modifiers import (
    IS_HIDDEN,
    LIST_DEPTH,
    LIST_USE,
    PAGE_BREAK_BEFORE,
    modifiers,
    number,
)

AS_STYLE, UNLIKE_STYLE = -128, -127
"""What hides text may say that it is as by the style, or the other way."""

_TOLD = (IS_HIDDEN, PAGE_BREAK_BEFORE, LIST_USE, LIST_DEPTH)
_PARAGRAPH, _CHARACTER = 1, 2
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself, by the codes of modifiers; the rest is as in its base."""

    base: int
    said: Mapping[int, int]


class Styles:
    """The styles of a document, by number."""

    def __init__(self, styles: Mapping[int, Style]) -> None:
        self._styles = styles

    def value(self, style: int, code: int) -> int:
        """Return what a style or one it is based on says, 0 where none does."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                break
            if code in found.said:
                return found.said[code]
            style = found.base
        return 0

    def hides(self, style: int) -> bool:
        """Whether text of a style is hidden; a style may be just not as its base."""
        turns = 0
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return turns % 2 == 1
            said = found.said.get(IS_HIDDEN, AS_STYLE)
            if said in (0, 1):
                return (said + turns) % 2 == 1
            turns += said == UNLIKE_STYLE
            style = found.base
        return False


def read_styles(sheet: bytes) -> Styles:
    """Read the style sheet; styles from one that is damaged say nothing."""
    styles: dict[int, Style] = {}
    try:
        for index, style in _styles(sheet):
            styles[index] = style
    except (error, IndexError):
        pass
    return Styles(styles)


def _styles(sheet: bytes) -> Iterator[tuple[int, Style]]:
    head_size, count, base_size = unpack_from("<HHH", sheet)
    at = 2 + head_size
    for index in range(count):
        (size,) = unpack_from("<H", sheet, at)
        if size:
            yield index, _style(sheet[at + 2 : at + 2 + size], base_size)
        at += 2 + size + size % 2


def _style(entry: bytes, base_size: int) -> Style:
    kind_and_base, count = unpack_from("<HH", entry, 2)
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    (name_length,) = unpack_from("<H", entry, base_size)
    said: dict[int, int] = {}
    if kind in (_PARAGRAPH, _CHARACTER):
        lists = _lists(entry, base_size + 2 * name_length + 4, count & 0xF)
        for index, listed in enumerate(lists):
            names_style = kind == _PARAGRAPH and index == 0
            said.update(_said(listed[2:] if names_style else listed))
    return Style(base, said)


def _lists(entry: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        (size,) = unpack_from("<H", entry, at)
        yield entry[at + 2 : at + 2 + size]
        at += 2 + size + size % 2


def _said(listed: bytes) -> Iterator[tuple[int, int]]:
    for code, operand in modifiers(listed):
        if code in _TOLD:
            yield code, number(operand)
