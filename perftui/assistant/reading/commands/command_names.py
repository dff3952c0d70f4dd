"""The names a command goes by: its own, its id, the letters of its pinyin, and near ones."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from perftui.actions.action import Action
from perftui.assistant.moves import Word
from perftui.assistant.reading.commands.control_words import NAMES, WORDS

GO, LIST, TAKE = "chat.go", "chat.list", "chat.take"
"""Commands that are no action of the table: go to a field, list the commands, take a choice."""
PLACES_FIRST = (
    "editor",
    "grid",
    "funds",
    "narrative",
    "suggestions",
    "app",
    "home",
    "preview",
    "compare",
    "history",
    "overview",
    "results",
    "pick",
    "review",
)
"""Where an action is looked for: those of the form go first."""

_OWN = {
    GO: ("去", "到", "go", "转到", "栏目"),
    LIST: ("命令", "命令列表", "commands", "cmd", "?", "？"),
    TAKE: ("采用", "take", "选"),
}
_NEAR = 60
_MOST, _LONGEST = 5, 20
_LETTERS = re.compile("[a-z]{2,20}")
_CONTROL = "control."


@dataclass(frozen=True)
class Named:
    """A command by its full id, and the name it was found by."""

    full_id: str
    name: str

    @property
    def word(self) -> Word | None:
        """The control word that it is, if it is one."""
        is_word = self.full_id.startswith(_CONTROL)
        return Word(self.full_id.removeprefix(_CONTROL)) if is_word else None


@lru_cache(maxsize=4)
def names_of(actions: tuple[Action, ...]) -> dict[str, str]:
    """Return the full id of every name; of several actions of a name the first place's one."""
    names = {name: full_id for full_id, own in _OWN.items() for name in own}
    names |= {name: f"{_CONTROL}{word}" for name, word in WORDS.items()}
    ranked = sorted(actions, key=lambda action: _rank(action.where))
    for action in ranked:
        names.setdefault(action.name, action.full_id)
    for action in ranked:
        names.setdefault(action.id, action.full_id)
        names.setdefault(action.id.replace("_", "-"), action.full_id)
        names.setdefault(action.full_id, action.full_id)
    return names


def command_at(text: str, actions: Sequence[Action]) -> tuple[Named, str] | None:
    """Return the command that a text begins with, and what is written behind it."""
    names = names_of(tuple(actions))
    head, _, rest = text.partition(" ")
    for name in (text, head, head.lower()):
        if name in names:
            return Named(names[name], name), rest.strip() if name != text else ""
    joined = next((n for n in range(len(head) - 1, 0, -1) if _ends_name(head, n, names)), 0)
    if joined:
        behind = f"{head[joined:]} {rest}".strip().lstrip("：:")
        return Named(names[head[:joined]], head[:joined]), behind
    return None


def commands_like(text: str, actions: Sequence[Action]) -> tuple[Named, ...]:
    """Return the commands whose names are near to what a text begins with, the nearest first."""
    names = names_of(tuple(actions))
    head = text.partition(" ")[0][:_LONGEST].lower()
    sounding = [one.name for one in sounding_like(head, actions)] if is_han(head) else []
    begun = [name for name in names if len(head) > 1 and name.startswith(head)]
    near = process.extract(head, tuple(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=12)
    found = (*sounding, *begun, *(name for name, _, _ in near))
    return _unique(found, names)[:_MOST]


def sounding_like(name: str, actions: Sequence[Action]) -> tuple[Named, ...]:
    """Return the commands that sound like a name in Han."""
    return spelled_by(_letters(name), actions)


def spelled_by(letters: str, actions: Sequence[Action]) -> tuple[Named, ...]:
    """Return the commands whose pinyin, or its first letters, are these."""
    low = letters.lower()
    found = _by_letters(low, tuple(actions)) if _LETTERS.fullmatch(low) else ()
    return _unique(found, names_of(tuple(actions)))[:_MOST]


def _unique(found: Sequence[str], names: Mapping[str, str]) -> tuple[Named, ...]:
    """Return each command once, by the first of the names that found it."""
    first: dict[str, str] = {}
    for name in found:
        first.setdefault(names[name], name)
    return tuple(Named(full_id, name) for full_id, name in first.items())


def _letters(head: str) -> str:
    from perftui.phrases.pinyin import pinyin_of  # loads a table of readings

    return pinyin_of(head).replace(" ", "")


def _by_letters(letters: str, actions: tuple[Action, ...]) -> tuple[str, ...]:
    return _spelled(actions).get(letters, ())


@lru_cache(maxsize=4)
def _spelled(actions: tuple[Action, ...]) -> dict[str, tuple[str, ...]]:
    """Return the names by their pinyin and its first letters.

    Of a control word its own name only: with all spellings few letters would be sure.
    """
    from perftui.phrases.pinyin import initials_of, pinyin_of  # loads a table of readings

    names = names_of(actions)
    chosen = (*NAMES.values(), *(name for name in names if name not in WORDS))
    spelled: dict[str, tuple[str, ...]] = {}
    for name in filter(is_han, chosen):
        syllables = pinyin_of(name)
        for letters in {initials_of(syllables), syllables.replace(" ", "")} - {""}:
            spelled[letters] = (*spelled.get(letters, ()), name)
    return spelled


def is_han(name: str) -> bool:
    """Whether a name is all Han."""
    return all("\u4e00" <= char <= "\u9fff" for char in name)


def _ends_name(text: str, end: int, names: Iterable[str]) -> bool:
    """Whether a name ends at a place of a text, with something else than a letter behind it."""
    is_letter = text[end - 1].isascii() and text[end].isascii() and text[end].isalpha()
    return text[:end] in names and not is_letter


def _rank(place: str) -> int:
    return PLACES_FIRST.index(place) if place in PLACES_FIRST else len(PLACES_FIRST)
