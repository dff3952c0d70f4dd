"""What readers of a text see: nothing deleted or hidden, no codes, signs as they are drawn."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from perftui.readers.formats.word97.copies import copies
from perftui.readers.formats.word97.fields import Field, chosen, codes, enclosed, fields
from perftui.readers.formats.word97.fonts import sign
from perftui.readers.formats.word97.looks import Stretch
from perftui.readers.formats.word97.paragraphs import Paragraph
from perftui.readers.formats.word97.pieces import joined

_PICTURE, _DRAWN = re.compile("\x01"), re.compile("[\x01\x08]")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_CHOICE = re.compile(r"\s*FORM(?:CHECKBOX|DROPDOWN)")
_BOX = "\x01"
_LONGEST_CODE = 100
_CONTROL = str.maketrans({"\x1e": "-", "\x0e": "\n", "\x0c": "\n", "\x0b": "\n", "\r": "\n"})
_SYMBOL = "("
_TURNED = bytes.maketrans(b"\0\2", b"\2\0")


class Why(IntEnum):
    """Why a character is left out, if it is."""

    SHOWN = 0
    DELETED = 1
    HIDDEN = 2
    CODE = 3


class Shown:
    """A text in UTF-16 units as its readers see it."""

    def __init__(self, units: str, why: bytearray, instead: Mapping[int, str]) -> None:
        """Take why each character is left out, and what to show instead of some by their places."""
        self._units = units
        self._why = why
        self._instead = instead

    def is_shown(self, place: int) -> bool:
        """Whether the character at a place is shown."""
        return self._why[place] == Why.SHOWN

    def text(self, start: int, end: int) -> str:
        """Return what is shown between two places."""
        if not self._instead and not any(self._why[start:end]):
            kept = self._units[start:end]
        else:
            kept = "".join(
                self._instead.get(place, self._units[place])
                for place in range(start, end)
                if self._why[place] == Why.SHOWN
            )
        return joined(kept).translate(_CONTROL)

    def has_picture(self, start: int, end: int, drawings: bool) -> bool:
        """Whether a picture is shown between two places; drawings may count, but for text boxes."""
        return any(
            self.is_shown(found.start()) and found.start() not in self._instead
            for found in (_DRAWN if drawings else _PICTURE).finditer(self._units, start, end)
        )

    def leaves_out(self, why: Why, start: int, end: int) -> bool:
        """Whether something between two places is left out for a reason."""
        return self._why.find(why, start, end) >= 0


def shown(
    units: str,
    stretches: Sequence[Stretch],
    hidden_paragraphs: Iterable[Paragraph],
    fonts: tuple[str, ...],
    data: bytes,
) -> Shown:
    """Find what of a text is shown, by the looks of its stretches and the paragraphs styles hide.

    `fonts` are the names of its fonts, `data` is its Data stream.
    """
    why = bytearray(len(units))
    for paragraph in hidden_paragraphs:
        _mark(why, paragraph.start, paragraph.end + 1, Why.HIDDEN)
    for start, end, look in stretches:
        if look.is_deleted:
            _mark(why, start, end, Why.DELETED)
        elif look.hidden is not None:
            _mark(why, start, end, Why.HIDDEN if look.hidden else Why.SHOWN)
        elif look.unlike_paragraph:
            why[start:end] = why[start:end].translate(_TURNED)
    every_field = list(fields(units))
    choices = {
        place: drawn
        for place, drawn in _choices(units, every_field, stretches, data)
        if why[place] == Why.SHOWN
    }
    for start, end in (*codes(every_field), *copies(units, every_field)):
        _mark(why, start, end, Why.CODE)
    for place in choices:
        why[place] = Why.SHOWN
    return Shown(units, why, choices | dict(_signs(units, stretches, fonts)))


def _mark(why: bytearray, start: int, end: int, value: Why) -> None:
    why[start:end] = bytes([value]) * (min(end, len(why)) - start)


def _signs(
    units: str, stretches: Iterable[Stretch], fonts: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    for start, end, look in stretches:
        font = fonts[look.font] if look.font is not None and look.font < len(fonts) else ""
        if look.symbol is not None:
            drawn = sign(font, look.symbol) or chr(look.symbol)
            yield from ((place, drawn) for place in range(start, end) if units[place] == _SYMBOL)
        elif font:
            for found in _PRIVATE.finditer(units, start, end):
                if drawn := sign(font, ord(found[0])):
                    yield found.start(), drawn


def _choices(
    units: str, every_field: Iterable[Field], stretches: Sequence[Stretch], data: bytes
) -> Iterator[tuple[int, str]]:
    """Yield where boxes and lists of forms and enclosed characters stand, and what they show."""
    for field in every_field:
        code = units[field.start + 1 : min(field.code_end - 1, field.start + _LONGEST_CODE)]
        if drawn := enclosed(code):
            yield field.start, drawn
        elif _CHOICE.match(code):
            place = units.find(_BOX, field.start, min(field.end, field.start + _LONGEST_CODE))
            index = bisect_right(stretches, place, key=lambda stretch: stretch[0]) - 1
            location = stretches[index][2].location if index >= 0 else None
            if place >= 0 and location is not None and (drawn := chosen(data, location)):
                yield place, drawn
