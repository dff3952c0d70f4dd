"""Finding actions by what is typed: Han, the letters of their pinyin, a key, an id."""

from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from itertools import pairwise

from perftui.actions.keys import Keys
from perftui.actions.table import ACTIONS, Action
from perftui.phrases.pinyin import initials_of, pinyin_of, spells

_NEAR_ENOUGH = 0.75
_LEAST_TYPED = 3


def spelled() -> dict[str, str]:
    """Return the syllables of all that the table says; loads a large table, not for the UI."""
    return {text: pinyin_of(text) for action in ACTIONS for text in (action.name, action.does)}


def find_actions(
    typed: str, actions: Iterable[Action], keys: Keys, pinyin: Mapping[str, str]
) -> list[Action]:
    """Return the actions that fit all words typed, the best first, else in their order.

    `pinyin` is what `spelled` returns; without it, letters find ids only.
    """
    words = typed.casefold().split()
    found: list[tuple[float, Action]] = []
    for action in actions:
        fits = [_fit(word, action, keys, pinyin) for word in words]
        if all(fits):
            found.append((sum(fits), action))
    return [action for _, action in sorted(found, key=lambda one: -one[0])]


def _fit(word: str, action: Action, keys: Keys, pinyin: Mapping[str, str]) -> float:
    """Return how well a word fits an action: 0 not at all, 100 at best."""
    syllables = pinyin.get(action.name, "")
    kinds: tuple[Callable[[], float], ...] = (
        lambda: _fit_text(word, action.name),
        lambda: 95 if word == keys.label_of(action).casefold() else 0,
        lambda: _fit_pinyin(word, syllables),
        lambda: 50 if word in action.does.casefold() else 0,
        lambda: 45 if word in action.full_id.casefold() else 0,
        lambda: _fit_pinyin(word, pinyin.get(action.does, "")) / 2,
        lambda: 35 if _in_order(word, action.name) else 0,
        lambda: _nearness(word, syllables.replace(" ", "")),
    )
    return max(kind() for kind in kinds)


def _fit_text(word: str, name: str) -> float:
    name = name.casefold()
    return 100 if word == name else 90 if name.startswith(word) else 80 if word in name else 0


def _fit_pinyin(word: str, syllables: str) -> float:
    """Fit letters that stand for some syllables in a row, written out or only begun."""
    if not syllables or not (word.isascii() and word.isalpha()):
        return 0
    initials, full = initials_of(syllables), syllables.replace(" ", "")
    if word in (initials, full):
        return 85
    if initials.startswith(word) or full.startswith(word):
        return 75
    return 60 if len(word) > 1 and spells(word, syllables) else 0


def _in_order(word: str, name: str) -> bool:
    places = [name.find(character) for character in word]
    return len(word) > 1 and -1 not in places and all(a < b for a, b in pairwise(places))


def _nearness(word: str, pinyin: str) -> float:
    """Forgive a slip of the finger in letters."""
    if len(word) < _LEAST_TYPED or not pinyin or not word.isascii():
        return 0
    ratio = SequenceMatcher(None, word, pinyin, autojunk=False).ratio()
    return 30 * ratio if ratio >= _NEAR_ENOUGH else 0
