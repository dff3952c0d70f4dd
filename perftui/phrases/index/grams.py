"""Texts as grams: every two adjacent characters (or three letters) as one number."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Grams = NDArray[np.uint32]

START, END = "\x02", "\x03"
# Bits a character is given in a gram of two and of three; rarer characters share numbers.
_BITS = {1: 16, 2: 16, 3: 10}


def grams_of(text: str, width: int) -> Grams:
    """Return the different grams of a text, sorted; a text shorter than a gram has none."""
    return np.unique(_codes(_points(text), width))


def grams_of_all(texts: Sequence[str], width: int) -> tuple[Grams, Numbers]:
    """Return the grams of many texts with the number of the text, sorted by gram, then number.

    Each text is taken with its beginning and end marked, so that every character begins a gram.
    """
    end = END * (width - 1)
    points = _points("".join(f"{START}{text}{end}" for text in texts))
    codes = _codes(points, width)
    numbers = np.cumsum(points == ord(START), dtype=np.int64)[: len(codes)] - 1
    inside = np.ones(len(codes), dtype=bool)
    for step in range(1, width):
        inside &= points[step : step + len(codes)] != ord(START)
    pairs = codes[inside].astype(np.uint64) << np.uint64(32) | numbers[inside].view(np.uint64)
    pairs.sort()  # numpy's own unique makes a hash table, which takes ten times as long
    pairs = pairs[np.diff(pairs, prepend=~pairs[:1]) != 0]
    return (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(
        np.int32
    )


def grams_beginning(text: str, width: int) -> tuple[int, int]:
    """Return the range of grams that begin with a text shorter than a gram."""
    bits, code = _BITS[width], 0
    for char in text:
        code = code << bits | ord(char) & (1 << bits) - 1
    free = bits * (width - len(text))
    return code << free, (code + 1) << free


def _points(text: str) -> Grams:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _codes(points: Grams, width: int) -> Grams:
    """Return the gram that begins at each character; the last ones of a text begin none."""
    bits = _BITS[width]
    kept = points & np.uint32((1 << bits) - 1)
    count = max(len(kept) - width + 1, 0)
    codes = np.zeros(count, dtype=np.uint32)
    for step in range(width):
        codes = codes << np.uint32(bits) | kept[step : step + count]
    return codes
