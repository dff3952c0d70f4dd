"""Which words of a text are other ones in another text.

Chinese has no blanks between words: single characters that two texts share by chance, between
others that differ, are no common ground, and count as changed like what is around them.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_NUMBER = r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?"
_TOKEN = re.compile(rf"{_NUMBER}|[A-Za-z]+|\s+|.", re.DOTALL)
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]*[，。；：！？,;:!?\n]?")
_MANY = 1_500
_LEAST_COMMON = 3
_SAID = re.compile(r"\w")


class Piece(NamedTuple):
    """A stretch of a text, and whether the other text has it in the same place."""

    text: str
    is_common: bool


def word_differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two texts in pieces, common ones and those that only the one of them has.

    Numbers are not taken apart. Very long texts are compared by clauses.
    """
    pattern = _TOKEN if max(len(old), len(new)) <= _MANY else _CLAUSE
    olds, news = (list(filter(None, pattern.findall(text))) for text in (old, new))
    pairs = _common(olds, news)
    return _pieces(olds, [(a, size) for a, _, size in pairs]), _pieces(
        news, [(b, size) for _, b, size in pairs]
    )


def _common(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where the texts say the same, by token, and for how many tokens."""
    blocks = SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks()
    return [block for block in blocks if block.size and _is_ground(olds, news, *block)]


def _is_ground(olds: Sequence[str], news: Sequence[str], a: int, b: int, size: int) -> bool:
    """Whether what two texts share here is more than chance."""
    is_at_edge = (a == b == 0) or (a + size == len(olds) and b + size == len(news))
    text = "".join(olds[a : a + size])
    return is_at_edge or len(_SAID.findall(text)) >= _LEAST_COMMON


def _pieces(tokens: Sequence[str], common: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, size in common:
        pieces.append(Piece("".join(tokens[at:start]), False))
        pieces.append(Piece("".join(tokens[start : start + size]), True))
        at = start + size
    pieces.append(Piece("".join(tokens[at:]), False))
    return tuple(piece for piece in pieces if piece.text)
