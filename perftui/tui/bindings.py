"""The table of actions as textual's key bindings, and the keys that hints on screen name."""

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from perftui.actions.keys import DEFAULT_KEYS, Keys, key_label
from perftui.actions.table import actions_of


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


def key_of(node: DOMNode, full_id: str) -> str:
    """Return the key of an action as a hint on screen names it, remapped or not."""
    keys: Keys = getattr(node.app, "keys", DEFAULT_KEYS)
    return keys.label(full_id)
