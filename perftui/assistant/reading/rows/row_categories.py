"""The categories of a kind of form as people call them: 产出, 效果指标, 影响力."""

import re
from functools import lru_cache

from perftui.assistant.reading.rows.row_likeness import fold
from perftui.evaluation.profile import Profile

_ENDINGS = re.compile(
    r"(?P<name>.+?)(?:一级)?(?:指标|目标|类|部分|方面|里面?|中|这块|各项|这些){0,4}的?\Z"
)
_JOINED = r"(?:目标|指标)?(?:类|里面?|中|下面?|部分)?的?[\s:：，,]*"
_SHORTEST = 2

_Names = tuple[tuple[str, tuple[str, ...]], ...]


def find_category(words: str, profile: Profile) -> str | None:
    """Return the category that words name, or that alone begins with them: 影响."""
    known, base = _by_alias(_names(profile)), _base(words)
    if base in known or len(base) < _SHORTEST:
        return known.get(base)
    begun = {category for alias, category in known.items() if alias.startswith(base)}
    return begun.pop() if len(begun) == 1 else None


def category_before(words: str, profile: Profile) -> tuple[str, str] | None:
    """Part words into the category they begin with and the rest; None if they begin with none."""
    for alias, category in _beginnings(_names(profile)):
        if words.startswith(alias):
            joined = re.compile(_JOINED).match(words, len(alias))
            return category, words[joined.end() if joined else len(alias) :]
    return None


def _base(words: str) -> str:
    """Return what is left of a category's name without 目标, 指标 and the like."""
    key = fold(words)
    match = _ENDINGS.match(key)
    return match["name"] if match else key


def _names(profile: Profile) -> _Names:
    return tuple((c.name, (c.name, *c.synonyms)) for c in profile.categories)


@lru_cache(8)
def _by_alias(names: _Names) -> dict[str, str]:
    return {_base(alias): name for name, aliases in names for alias in aliases}


@lru_cache(8)
def _beginnings(names: _Names) -> tuple[tuple[str, str], ...]:
    """Return what a category may be called, the longest first, each with its name."""
    found = {alias: name for name, all_ in names for alias in (*all_, _base(name))}
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))
