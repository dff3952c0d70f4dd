"""The table of actions as textual's key bindings, and the keys that hints on screen name."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from perftui.actions.keys import BY_ID, DEFAULT_KEYS, Keys, key_label
from perftui.actions.table import PLACES, Action, actions_of


@dataclass(frozen=True)
class AtHand:
    """An action that applies where the user is, and the screen or widget that has it."""

    action: Action
    node: DOMNode

    async def run(self) -> None:
        """Do it, as its key would."""
        if self.node.is_attached:
            app: App[object] = self.node.app
            await app.run_action(self.action.id, default_namespace=self.node)


def bindings(place: str) -> list[BindingType]:
    """Return the key bindings of a screen or widget."""
    return [
        Binding(
            action.key,
            action.id,
            action.name,
            show=action.shown,
            key_display=key_label(action.key),
            tooltip=action.does,
            priority=action.priority,
            id=action.full_id,
        )
        for action in actions_of(place)
    ]


def list_moves() -> list[BindingType]:
    """Return the keys that move in a screen's list while its line keeps the focus."""
    moves = {
        "up": "cursor_up",
        "down": "cursor_down",
        "pageup": "page_up",
        "pagedown": "page_down",
        "ctrl+home": "scroll_top",
        "ctrl+end": "scroll_bottom",
    }
    return [
        Binding(key, f"move('{step}')", show=False, priority=True) for key, step in moves.items()
    ]


def keys_of(node: DOMNode) -> Keys:
    """Return the keys that hold now."""
    keys: Keys = getattr(node.app, "keys", DEFAULT_KEYS)
    return keys


def key_of(node: DOMNode, full_id: str) -> str:
    """Return the key of an action as a hint on screen names it, remapped or not."""
    return keys_of(node).label(full_id)


def shown_key(binding: Binding, keys: Keys) -> str:
    """Return the key of a binding as the footer names it."""
    return keys.label(binding.id) if binding.id in BY_ID else key_label(binding.key)


def places_at_hand(screen: Screen[object]) -> dict[str, DOMNode]:
    """Return the places that the user is in, the innermost first, each with what has its keys."""
    places: dict[str, DOMNode] = {}
    inside = screen.focused.ancestors_with_self if screen.focused else (screen, screen.app)
    for node in inside:
        for place in _places_of(node):
            places.setdefault(place, node)
    return places


def at_hand(screen: Screen[object]) -> tuple[AtHand, ...]:
    """Return the actions that apply where the user is, those of the innermost place first."""
    return tuple(
        AtHand(action, node)
        for place, node in places_at_hand(screen).items()
        for action in actions_of(place)
    )


def _places_of(node: DOMNode) -> Iterator[str]:
    """Yield the places whose keys a screen or widget has."""
    for kind in type(node).__mro__:
        for binding in vars(kind).get("BINDINGS", ()):
            place = getattr(binding, "id", None) or ""
            if place.partition(".")[0] in PLACES:
                yield place.partition(".")[0]
                break


def keys_to_take(node: DOMNode) -> str:
    """Return the keys that take a suggestion: Alt+数字, or the first where each is its own."""
    first, second = (key_of(node, f"editor.take({number})") for number in (1, 2))
    stem = first.removesuffix("1")
    return f"{stem}数字" if second == f"{stem}2" else first
