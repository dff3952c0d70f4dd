"""Automatic numbers of Word's lists, which are printed before a paragraph but stand nowhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import error, unpack_from

_MOST_LEVELS, _MOST_USES = 9, 10_000
_LONGEST = 64
_LIST, _USE = 28, 16
_RESTARTS, _IS_NEW_LEVEL = 0x10, 0x20
_BULLET, _NONE = 23, 255
_LETTERS = {3: "A", 4: "a"}
_CIRCLED = (18, 28)
_CHINESE = (10, 11, 17, 33, 35, 37, 39)
_DIGITS = "〇一二三四五六七八九"
_NUMBER_OF_LEVEL = re.compile("[\x00-\x08]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers look, what stands around them, where they begin.

    In the pattern, the characters 0 to 8 stand for the numbers of the levels.
    """

    style: int
    pattern: str
    first: int


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs use it. Uses of the same list, by its `name`, count on together.

    `restarts` gives the levels, from 0, that begin anew with this use, and at which number.
    """

    name: int
    levels: tuple[Level, ...]
    restarts: Mapping[int, int]


def read_lists(table: bytes, lists_at: int, uses_at: int) -> tuple[List, ...]:
    """Read the lists in use, in their order, from where in the tables lists and uses stand.

    Returns nothing where either is damaged; numbers are little beside the text.
    """
    try:
        levels = dict(_levels_by_name(table, lists_at))
        return tuple(_lists(table, uses_at, levels))
    except (error, IndexError):
        return ()


class Numbering:
    """The lists of a document, counted as its paragraphs come by."""

    def __init__(self, lists: Sequence[List]) -> None:
        """Take the lists in use; paragraphs name one by its place from 1."""
        self._lists = lists
        self._counts: dict[int, list[int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def mark(self, use: int, depth: int) -> str:
        """Return the number printed before a paragraph, nothing without one, and count it."""
        if not 0 < use <= len(self._lists):
            return ""
        used = self._lists[use - 1]
        if not 0 <= depth < len(used.levels) or used.levels[depth].style in (_BULLET, _NONE):
            return ""
        counts = self._counts.setdefault(used.name, [])
        counts.extend(level.first - 1 for level in used.levels[len(counts) : depth + 1])
        del counts[depth + 1 :]
        if depth in used.restarts and (use, depth) not in self._begun:
            counts[depth] = used.restarts[depth] - 1
        self._begun.add((use, depth))
        counts[depth] += 1
        return _NUMBER_OF_LEVEL.sub(
            lambda found: _printed(counts, used.levels, ord(found[0])), used.levels[depth].pattern
        )


def _printed(counts: Sequence[int], levels: Sequence[Level], depth: int) -> str:
    if depth >= len(counts):
        return ""
    return _written(max(counts[depth], levels[depth].first), levels[depth].style)


def _written(count: int, style: int) -> str:
    """Write a number as a list does; unknown styles in digits."""
    if style in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        front = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return front + (_DIGITS[ones] if ones else "")
    if style in _CIRCLED and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if style in _LETTERS and 0 < count <= 26:
        return chr(ord(_LETTERS[style]) + count - 1)
    return str(count)


def _lists(table: bytes, at: int, levels: Mapping[int, tuple[Level, ...]]) -> Iterator[List]:
    (count,) = unpack_from("<I", table, at)
    if count > _MOST_USES:
        return
    at_changes = at + 4 + _USE * count
    for at_use in range(at + 4, at_changes, _USE):
        (name,) = unpack_from("<I", table, at_use)
        restarts: dict[int, int] = {}
        at_changes += 4
        for _ in range(table[at_use + 12]):
            first, bits = unpack_from("<iI", table, at_changes)
            at_changes += 8
            if bits & _IS_NEW_LEVEL:
                level, at_changes = _level(table, at_changes)
                first = level.first
            if bits & _RESTARTS:
                restarts[bits & 0xF] = first
        yield List(name, levels.get(name, ()), restarts)


def _levels_by_name(table: bytes, at: int) -> Iterator[tuple[int, tuple[Level, ...]]]:
    (count,) = unpack_from("<H", table, at)
    at_levels = at + 2 + _LIST * count
    for at_list in range(at + 2, at_levels, _LIST):
        (name,) = unpack_from("<I", table, at_list)
        levels: list[Level] = []
        for _ in range(1 if table[at_list + 26] & 1 else _MOST_LEVELS):
            level, at_levels = _level(table, at_levels)
            levels.append(level)
        yield name, tuple(levels)


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Read a level, and tell where the next one stands."""
    first, style = unpack_from("<iB", table, at)
    at_text = at + 28 + table[at + 24] + table[at + 25]
    (length,) = unpack_from("<H", table, at_text)
    end = at_text + 2 + 2 * length
    pattern = table[at_text + 2 : min(end, at_text + 2 + _LONGEST)].decode("utf-16-le", "ignore")
    return Level(style, pattern, first), end
