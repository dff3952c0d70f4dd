"""The keys of the actions: how people read and write them, and which hold in a folder."""

import unicodedata
from collections.abc import Mapping

from perftui.actions.table import ACTIONS, ALT_DIGITS, Action

_LABELS = {
    "enter": "回车",
    "escape": "Esc",
    "equals_sign": "=",
    "plus": "+",
    "space": "空格",
    "backspace": "退格",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
}
_SPELLINGS = {
    **{label.lower(): key for key, label in _LABELS.items()},
    **{key: key for key in ("enter", "escape", "space", "backspace", "plus")},
    **{key: key for key in ("up", "down", "left", "right", "tab", "insert", "delete")},
    **{key: key for key in ("home", "end")},
    "return": "enter",
    "空格键": "space",
    "等号": "equals_sign",
    "加号": "plus",
    "ins": "insert",
    "插入": "insert",
    "del": "delete",
    "删除": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pagedn": "pagedown",
    "制表": "tab",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    **{f"f{number}": f"f{number}" for number in range(1, 25)},
}
_MODIFIERS = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "alt": "alt",
    "option": "alt",
    "meta": "alt",
    "shift": "shift",
}
_MOVING = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_WIDE = dict(zip("123456789", "１２３４５６７８９", strict=True))
_BOTH_WIDTHS = {"equals_sign": "fullwidth_equals_sign", "plus": "fullwidth_plus_sign"}
_OTHERWISE_KNOWN = {
    "ctrl+i": "终端分不清它和 Tab",
    "ctrl+m": "终端分不清它和回车",
    "ctrl+j": "终端分不清它和换行",
    "ctrl+h": "终端分不清它和退格",
    "ctrl+[": "终端分不清它和 Esc",
    "ctrl+enter": "终端分不清它和回车",
    "shift+enter": "终端分不清它和回车",
    "alt+enter": "终端分不清它和回车",
    "shift+backspace": "终端分不清它和退格",
    "ctrl+backspace": "终端分不清它和退格",
    "ctrl+space": "输入法用它切换中英文",
    "shift+space": "输入法用它切换全角半角",
    "ctrl+.": "输入法用它切换标点",
    "ctrl+,": "输入法用它",
    "ctrl+c": "它是复制",
    "ctrl+v": "它是粘贴",
}
_TOGGLE = "输入法用它切换"


class KeyFaultError(ValueError):
    """A key that cannot be used; the message says why, without a full stop."""


class Keys:
    """The key of every action by its full id: that of the table, or the one put in its place."""

    def __init__(self, remapped: Mapping[str, str] | None = None) -> None:
        self.remapped = dict(remapped or {})
        self._taken = {key for keys in self.remapped.values() for key in keys.split(",")}

    def of(self, action: Action) -> str:
        """Return the keys of an action as textual calls them, parted by commas."""
        gives_way = bool(action.spare) and action.key.partition(",")[0] in self._taken
        return self.remapped.get(action.full_id, action.spare if gives_way else action.key)

    @property
    def changed(self) -> dict[str, str]:
        """The actions that have other keys than in the table, by their full ids, with those."""
        return {one.full_id: self.of(one) for one in ACTIONS if self.of(one) != one.key}

    def label_of(self, action: Action) -> str:
        """Return the key of an action as people read it."""
        return key_label(self.of(action))

    def label(self, full_id: str) -> str:
        """Return the key of an action as people read it; raises KeyError for an unknown one."""
        return self.label_of(BY_ID[full_id])


def key_label(key: str) -> str:
    """Return a key as people read it: F1, Ctrl+Z, 回车."""
    key = key.partition(",")[0]
    return "+".join(_LABELS.get(part, part.capitalize()) for part in key.split("+"))


def read_key(written: str) -> str:
    """Return the key that people write as F10, Ctrl+K, Alt+上, 回车 or +, as textual calls it.

    Raises KeyFaultError for one that is unknown, that terminals confuse or that input methods use.
    """
    text = unicodedata.normalize("NFKC", written).strip().lower()
    *modifiers, base = _parts(text) or [""]
    held = sorted({_MODIFIERS[one] for one in modifiers if one in _MODIFIERS})
    if not base or len(held) < len(modifiers):
        raise KeyFaultError(_unknown(written))
    base = _SPELLINGS.get(base, base)
    if not held and base in _MODIFIERS:
        raise KeyFaultError(_TOGGLE)
    key = "+".join((*held, base))
    if key in _OTHERWISE_KNOWN or base in _MODIFIERS:
        raise KeyFaultError(_OTHERWISE_KNOWN.get(key, _TOGGLE))
    if len(base) > 1:
        return _named(key, base, held, written)
    return _of_one_character(base, held)


def _unknown(written: str) -> str:
    key = " ".join(written.split())
    return f"不认识「{key}」这个键，要写成 F10、Ctrl+K、Alt+上、回车这样"


def _parts(text: str) -> list[str]:
    """Part what is written at its plus signs; the last of all may be the key itself."""
    parts = text.removesuffix("+").split("+") if text.endswith("+") else text.split("+")
    return [*(part.strip() for part in parts if part.strip()), *("+" * text.endswith("+"))]


def _named(key: str, base: str, held: list[str], written: str) -> str:
    if base not in _SPELLINGS.values():
        raise KeyFaultError(_unknown(written))
    is_function = base[0] == "f" and base[1:].isdigit()
    sent: tuple[list[str], ...] = ([],)
    if is_function:
        sent = ([], ["ctrl"])
    elif base in _MOVING:
        sent = ([], ["alt"], ["ctrl"], ["shift"], ["ctrl", "shift"])
    elif base in ("tab", "delete"):
        sent = ([], ["shift"])
    if held not in sent:
        raise KeyFaultError("终端不会把这个组合送给程序")
    wide = _BOTH_WIDTHS.get(base) if not held else None
    return f"{key},{wide}" if wide else key


def _of_one_character(base: str, held: list[str]) -> str:
    if base in "123456789" and held == ["alt"]:
        return f"alt+{base},{ALT_DIGITS[int(base) - 1]}"
    if base in "123456789" and not held:
        return f"{base},{_WIDE[base]}"
    if base.isascii() and base.isalpha() and held in (["ctrl"], ["alt"]):
        return "+".join((*held, base))
    if held:
        raise KeyFaultError("终端不会把这个组合送给程序")
    if base.isalpha():
        raise KeyFaultError("单个字母留给打字，开着中文输入法时也到不了程序")
    raise KeyFaultError("这个符号留给打字，中文输入法会把它换成别的")


BY_ID = {action.full_id: action for action in ACTIONS}
DEFAULT_KEYS = Keys()
