"""How much of a text another one already says, and where: numbers, marks and blanks do not count.

A text is compared as `Masked`: every number in it is the same one sign, so that 2018年举办12场 and
2019年举办15场 are alike, and only letters and numbers are left. How alike two texts are is told
by the runs of four characters they share.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

GRAM = 4
STRETCH = 8

_DIGITS = r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
_NUMERALS = "[〇零一二两三四五六七八九十百千万亿\u2460-\u249b\u3220-\u3229]"
_NUMBER = re.compile(f"(?:{_DIGITS}|{_NUMERALS})+")
_UNSAID = re.compile(r"[\W_]+")
_SAID = re.compile(rf"{_NUMBER.pattern}|[^\W_]")
_SIGN = "0"


@dataclass(frozen=True)
class Stretch:
    """Wording that two texts share: `text` stands at `start:end` of the one, `there` in the other.

    They differ in numbers, marks and blanks at most; `length` is how much is left without these.
    """

    text: str
    start: int
    end: int
    there: str
    length: int

    @property
    def numbers(self) -> tuple[tuple[int, str, str], ...]:
        """Each number with its place in the one text, and what stands for it in the other."""
        there = _NUMBER.findall(self.there)
        here = _NUMBER.finditer(self.text)
        return tuple(
            (self.start + one.start(), one[0], other)
            for one, other in zip(here, there, strict=True)
        )


@dataclass(frozen=True)
class Masked:
    """A text as it is compared with others."""

    original: str

    @cached_property
    def text(self) -> str:
        """The letters and numbers, each number as one sign."""
        return _UNSAID.sub("", _NUMBER.sub(_SIGN, self.original))

    @cached_property
    def grams(self) -> frozenset[int]:
        """The runs of four characters, each as a number."""
        return grams_of(self.text)

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where in the original each character of the masked text stands."""
        return tuple(said.span() for said in _SAID.finditer(self.original))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original a part of the masked text stands."""
        return self.places[start][0], self.places[end - 1][1]


def grams_of(text: str) -> frozenset[int]:
    """Return the runs of four characters of a text; a shorter one has none.

    Four characters are eight bytes, which are read as one number: no strings need be kept.
    """
    bytes_ = memoryview(text.encode("utf-16-le", "surrogatepass"))
    grams: set[int] = set()
    for skipped in range(0, 2 * GRAM, 2):
        whole = (len(bytes_) - skipped) // (2 * GRAM)
        if whole > 0:
            grams.update(bytes_[skipped : skipped + whole * 2 * GRAM].cast("Q"))
    return frozenset(grams)


def containment(one: Set[int], other: Set[int]) -> Decimal:
    """Return how much of the one text's grams the other has, from 0 to 1."""
    return Decimal(len(one & other)) / len(one) if one else Decimal(0)


def common_stretches(one: Masked, other: Masked, least: int = STRETCH) -> tuple[Stretch, ...]:
    """Return what of the one text stands in the other, in stretches of so many characters or more.

    They are told from left to right, each as long as can be, and do not overlap.
    """
    here, there = one.text, other.text
    stretches, start = [], 0
    while start + least <= len(here):
        end = start + least
        if here[start:end] not in there:
            start += 1
            continue
        while end < len(here) and here[start : end + 1] in there:
            end += 1
        stretches.append(_stretch(one, other, start, end))
        start = end
    return tuple(stretches)


def _stretch(one: Masked, other: Masked, start: int, end: int) -> Stretch:
    found = other.text.index(one.text[start:end])
    begin, stop = one.span(start, end)
    there = slice(*other.span(found, found + end - start))
    return Stretch(one.original[begin:stop], begin, stop, other.original[there], end - start)
