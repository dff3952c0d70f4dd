"""Keys that a folder puts in the place of those in the table, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from perftui.actions.keys import BY_ID, KeyFaultError, Keys, key_label, read_key
from perftui.actions.table import ACTIONS, INSIDE, PLACES, Action

_READ_ONLY = ("preview", "compare", "history", "conflicts", "overview")
_MOVED_WITH = frozenset(("up", "down", "pageup", "pagedown"))
_WRITTEN_WITH = frozenset(
    {"enter", "escape", "tab", "shift+tab", "space", "backspace", "delete"}
    | {"equals_sign", "plus", "left", "right", "home", "end"}
)
# What a field that is written in does itself, unless an action of its own or one with priority is
# taken first.
FIELDS_OWN = frozenset(
    {f"ctrl+{letter}" for letter in "adekuwx"}
    | {f"shift+{step}" for step in ("left", "right", "up", "down", "home", "end")}
    | {"ctrl+left", "ctrl+right", "ctrl+shift+left", "ctrl+shift+right", "f6", "f7"}
)


@dataclass(frozen=True)
class Clash:
    """Two actions of one key that can be active at the same place."""

    key: str
    one: Action
    other: Action


@dataclass(frozen=True)
class _Line:
    """A line that is right in itself: an action, as it was named, and its new key."""

    written: str
    action: Action
    key: str


def remap(written: Mapping[str, Any]) -> tuple[Keys, tuple[str, ...]]:
    """Return the keys that hold with the lines of a `[keys]` section, and a sentence a fault.

    A line that is wrong is left out, the others hold.
    """
    lines: list[_Line] = []
    faults: list[str] = []
    for name, value in _flattened(written):
        try:
            line = _read(name, value)
            if any(other.action == line.action for other in lines):
                raise KeyFaultError(f"「{name}」：这个操作前面已经定过键")
            lines.append(line)
        except KeyFaultError as error:
            faults.append(f"{error}。")
    while True:
        keys = Keys({line.action.full_id: line.key for line in lines})
        wrong = next(_clashing(lines, keys), None)
        if wrong is None:
            return keys, tuple(faults)
        line, clash = wrong
        lines.remove(line)
        faults.append(_told(line, clash))


def clashes(keys: Keys) -> Iterator[Clash]:
    """Yield where one key does two things: at one place, or at a place and one it is part of."""
    by_key: dict[str, list[Action]] = {}
    for action in ACTIONS:
        for key in keys.of(action).split(","):
            for other in by_key.get(key, ()):
                if _meet(action.where, other.where):
                    yield Clash(key, other, action)
            by_key.setdefault(key, []).append(action)


def find_action(name: str) -> Action | None:
    """Return an action by its place and itself, each by its id or its Chinese name."""
    place, _, action = name.strip().partition(".")
    place, action = place.strip(), action.strip()
    for known in ACTIONS:
        if place in (known.where, PLACES[known.where]) and action in (known.id, known.name):
            return known
    return None


def _flattened(written: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield names and keys; without quotes around it, the dot of a name has made a section."""
    for name, value in written.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", key) for inner, key in value.items())
        else:
            yield name, value


def _read(name: str, value: Any) -> _Line:
    action = find_action(name)
    if action is None:
        raise KeyFaultError(f"「{name}」：没有这个操作{_nearest(name)}")
    if not isinstance(value, str):
        raise KeyFaultError(f'「{name}」：键要写成带引号的文字，如 "F10"')
    try:
        key = read_key(value)
        _refuse_at(action, key)
    except KeyFaultError as error:
        shown = " ".join(value.split())
        raise KeyFaultError(f"「{name}」不能用「{shown}」：{error}") from None
    return _Line(name, action, key)


def _refuse_at(action: Action, key: str) -> None:
    """Raise KeyFaultError for a key that writing or moving at the action's place needs."""
    first = key.partition(",")[0]
    shipped = {one for a in ACTIONS if a.where == action.where for one in a.key.split(",")}
    if first in shipped:
        return
    if first in _MOVED_WITH:
        raise KeyFaultError("移动光标要用它")
    if action.where in _READ_ONLY:
        return
    if first in _WRITTEN_WITH or len(first) == 1:
        raise KeyFaultError("打字和移动光标要用它")
    if first in FIELDS_OWN and not action.priority and action.where not in INSIDE:
        raise KeyFaultError("正在写字的栏里它另有用处")


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # wanted for a slip only

    known = [*BY_ID, *(f"{PLACES[action.where]}.{action.name}" for action in ACTIONS)]
    near = get_close_matches(name, known, 1, cutoff=0.5)
    return f"，是不是「{near[0]}」" if near else "，perftui keys 列出全部操作"


def _meet(place: str, other: str) -> bool:
    """Whether the actions of two places can be active at the same time."""
    around = {place, INSIDE.get(place), "app"}, {other, INSIDE.get(other), "app"}
    return place in around[1] or other in around[0]


def _clashing(lines: list[_Line], keys: Keys) -> Iterator[tuple[_Line, Clash]]:
    """Yield clashes that lines make, each with the later one of them."""
    for clash in clashes(keys):
        for line in reversed(lines):
            if line.action in (clash.one, clash.other):
                yield line, clash
                break


def _told(line: _Line, clash: Clash) -> str:
    other = clash.other if line.action == clash.one else clash.one
    key = key_label(clash.key)
    return (
        f"「{line.written}」不能用「{key_label(line.key)}」："
        f"在{PLACES[other.where]}里{key}是「{other.name}」，请换一个键，或给「{other.name}」也另定一个。"
    )
