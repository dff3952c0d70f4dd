"""Texts as the font can print them: what it lacks is printed as 〓, and is listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import category, normalize

STAND_IN = "〓"
"""What printers of lead type set for a character they had no type for."""

_JOINER = "\u200d"
_MARKS = ("Mn", "Mc", "Me")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass
class Letters:
    """The characters there are, by code point with their widths; notes those that were missing."""

    widths: Mapping[int, int]
    missing: dict[str, None] = field(default_factory=dict)

    @cached_property
    def widest(self) -> float:
        """The width of the widest character, in sizes of a letter."""
        return max(self.widths.values()) / 1000

    def printable(self, text: str) -> str:
        """Return the text with one stand-in for each sign the font lacks.

        A sign is a character with all that is joined to it. Joiners and marks that are not seen are
        left out; a blank the font lacks, or one that would hold a line together, becomes a blank.
        """
        if self._has_all(text):
            return text
        return "".join(self._signs(text))

    def width(self, text: str) -> int:
        """Return how wide a printable text is, in thousandths of the size of its letters."""
        return sum(self.widths.get(ord(character), 1000) for character in text)

    def _has_all(self, text: str) -> bool:
        return "\xa0" not in text and self.widths.keys() >= set(map(ord, text))

    def _signs(self, text: str) -> Iterator[str]:
        sign, was_missing, joined = "", False, False
        for character in text:
            if _is_unseen(character):
                joined = was_missing and character == _JOINER
                continue
            if was_missing and (joined or _goes_on(sign, character)):
                sign, joined = sign + character, False
                continue
            composed = normalize("NFC", sign + character)
            if ord(character) not in self.widths and len(composed) == 1 and self._has_all(composed):
                sign = composed
                continue
            yield self._shown(sign, was_missing)
            sign, joined = _blank_or(character), False
            was_missing = ord(sign) not in self.widths
        yield self._shown(sign, was_missing)

    def _shown(self, sign: str, is_missing: bool) -> str:
        if not is_missing:
            return sign
        self.missing.setdefault(sign[0])
        return STAND_IN


def _is_unseen(character: str) -> bool:
    return category(character) == "Cf" or any(ord(character) in codes for codes in _VARIATIONS)


def _blank_or(character: str) -> str:
    """Return a blank for any but the two the font has, and the character itself otherwise."""
    is_other = category(character) == "Zs" and character != "\u3000"
    return " " if is_other else character


def _goes_on(sign: str, character: str) -> bool:
    """Whether a character belongs to the missing sign before it."""
    if ord(character) in _FLAG_LETTERS:
        return len(sign) == 1 and ord(sign) in _FLAG_LETTERS
    return category(character) in _MARKS or ord(character) in _SKIN_TONES
