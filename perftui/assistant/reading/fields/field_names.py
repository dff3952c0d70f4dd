"""Names of fields in what people type: the labels of the form, what else they are called, typos."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from perftui.assistant.reading.fields.amounts import plain
from perftui.evaluation.profile import Profile
from perftui.evaluation.specification import AMOUNTS, COMPUTED, FieldType, spec_of, type_of

FIELDS = (
    *("year", "name", "unit", "department", "recurring", *AMOUNTS, "goal", "date"),
    *(*COMPUTED, "achievements", "problems", "measures"),
)
"""The fields that are called by a name; those of rows go by their row."""

_UNIT = r"(?:\s?\((?P<unit>元|万元|%|[A-Z/]{1,3})\))?"
_TAKEN, _NEAR, _LEAST = 90, 65, 2
_LONGEST_NAME = 12
_MOST_KEPT = 16


@dataclass(frozen=True)
class Name:
    """A field's name in a line, to `end`; `unit` is the one in brackets behind it."""

    path: str
    end: int
    unit: str = ""


@dataclass(frozen=True)
class Names:
    """What the fields of a kind of form are called; `amounts` finds those of money only."""

    paths: dict[str, str]
    pattern: re.Pattern[str]
    amounts: str


_kept: dict[int, tuple[Profile, Names]] = {}


def names_of(profile: Profile) -> Names:
    """Return what the fields of a profile are called."""
    known = _kept.get(id(profile))
    if known and known[0] is profile:
        return known[1]
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    names = _collect(profile)
    _kept[id(profile)] = (profile, names)
    return names


def name_at(line: str, place: int, profile: Profile) -> Name | None:
    """Return the field whose name begins at a place of a line, the longest name there."""
    names = names_of(profile)
    match = names.pattern.match(plain(line), place)
    if match is None:
        return None
    return Name(names.paths[match["name"]], match.end(), match["unit"] or "")


@lru_cache(1024)
def _nearest(word: str, aliases: tuple[str, ...]) -> tuple[str, float]:
    found = process.extractOne(word, aliases, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return (found[0], found[1]) if found else ("", 0.0)


def near_name(word: str, profile: Profile) -> tuple[str, bool]:
    """Return the field that a word is nearly the name of, and whether that is sure; "" for none.

    A word that sounds like a name, or has one character otherwise, is near it.
    """
    paths = names_of(profile).paths
    if not _LEAST <= len(word) <= _LONGEST_NAME:
        return "", False
    alias, score = _nearest(word, tuple(paths))
    if score >= _TAKEN:
        return paths[alias], True
    sound = _sounds(tuple(paths)).get(_sound(word))
    if sound:
        return paths[sound], False
    is_one_off = alias and len(alias) == len(word) and len(word) > _LEAST
    return (paths[alias], False) if is_one_off else ("", False)


def _sound(word: str) -> str:
    from perftui.phrases.pinyin import pinyin_of  # its table is big, and few lines need it

    return pinyin_of(word)


@lru_cache(8)
def _sounds(aliases: tuple[str, ...]) -> dict[str, str]:
    return {_sound(alias): alias for alias in reversed(aliases)}


def _collect(profile: Profile) -> Names:
    paths: dict[str, str] = {}
    for field in FIELDS:
        for alias in spec_of(field, profile).aliases:
            paths.setdefault(plain(alias), field)
    longest_first = sorted(paths, key=len, reverse=True)
    money = [a for a in longest_first if type_of(paths[a]) is FieldType.MONEY]
    pattern = re.compile(f"(?P<name>{_any_of(longest_first)}){_UNIT}")
    return Names({alias: paths[alias] for alias in longest_first}, pattern, _any_of(money))


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, words))
