"""The keys of the actions: how people read them, and which a folder has put in their place."""

from collections.abc import Mapping

from perftui.actions.table import ACTIONS, Action

_NAMES = {
    "enter": "回车",
    "escape": "Esc",
    "equals_sign": "=",
    "plus": "+",
    "space": "空格",
    "backspace": "退格",
    "insert": "Insert",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
}


class Keys:
    """The key of every action by its full id: that of the table, or the one put in its place."""

    def __init__(self, remapped: Mapping[str, str] | None = None) -> None:
        self._remapped = dict(remapped or {})

    def of(self, action: Action) -> str:
        """Return the keys of an action as textual calls them, parted by commas."""
        return self._remapped.get(action.full_id, action.key)

    def label(self, full_id: str) -> str:
        """Return the key of an action as people read it; raises KeyError for an unknown one."""
        return key_label(self.of(_BY_ID[full_id]))


def key_label(key: str) -> str:
    """Return a key as people read it: F1, Ctrl+Z, 回车."""
    key = key.partition(",")[0]
    return "+".join(_NAMES.get(part, part.capitalize()) for part in key.split("+"))


_BY_ID = {action.full_id: action for action in ACTIONS}
DEFAULT_KEYS = Keys()
