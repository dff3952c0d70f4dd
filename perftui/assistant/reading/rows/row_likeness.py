"""How like a name typed by heart is to the name of a row: cut short, in other words, misspelt."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

_LEAST, _CLOSE = 64.0, 12.0
_SHORTEST, _LONGEST = 3, 32
_LONGEST_PIECE = 16
_MOST_PIECES = 3
_DROPPED = re.compile(r"[\s（）()《》「」『』“”\"'‘’、，,。.；;:：·\-—]")
_FOLDED = {
    wide: wide - 0xFEE0
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SAME = (
    ("知晓率", "知晓度"),
    ("及时率", "及时性", "准时率"),
    ("完成率", "完成情况"),
    ("合格率", "达标率"),
    ("参与率", "到场率", "参加率", "出席率"),
    ("满意率", "满意度"),
    ("覆盖率", "覆盖面"),
    ("熟练度", "熟练程度"),
)


def fold(name: str) -> str:
    """Return a name as it is compared: without blanks, brackets and signs."""
    return _DROPPED.sub("", name.translate(_FOLDED)).lower()


def is_cut_short(key: str, name: str) -> bool:
    """Whether a key is at most three pieces of a name, of two characters or more, in order."""
    if len(key) < _SHORTEST or key[0] not in name:
        return False
    place = 0
    for _ in range(_MOST_PIECES):
        length = _longest_piece(key, name, place)
        if length < 2:
            return False
        place = name.find(key[:length], place) + length
        key = key[length:]
        if not key:
            return True
    return False


def in_other_words(key: str) -> tuple[str, ...]:
    """Return what a key says in words of the same meaning: 知晓率 is 知晓度."""
    return tuple(
        key.replace(word, other)
        for words in _SAME
        for word in words
        if word in key
        for other in words
        if other != word
    )


def likeness(key: str, name: str) -> float:
    """Return how like a mistyped key is to a name or a piece of it, from 0 to 100."""
    if not name:
        return 0.0
    whole = fuzz.ratio(key, name)
    if len(key) >= len(name) or len(key) > _LONGEST_PIECE:
        return whole
    return max(whole, fuzz.partial_ratio(key, name) - 2)


def misspelt(key: str, names: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """Return the rows whose names a key may be misspelt for, the likeliest first."""
    if not _SHORTEST <= len(key) <= _LONGEST:
        return ()
    alike = sorted(((likeness(key, name), -row) for row, name in names), reverse=True)
    if not alike or alike[0][0] < _LEAST:
        return ()
    return tuple(-row for score, row in alike if score > alike[0][0] - _CLOSE)


def _longest_piece(key: str, name: str, place: int) -> int:
    """Return how much of a key's beginning stands in a name; no single character is left over."""
    if name.find(key[:2], place) < 0:
        return 0
    lengths = (length for length in range(len(key), 1, -1) if len(key) - length != 1)
    return next((length for length in lengths if name.find(key[:length], place) >= 0), 0)
