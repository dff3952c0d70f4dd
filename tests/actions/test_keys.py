"""Keys as people read and write them."""

import pytest

from perftui.actions.keys import BY_ID, DEFAULT_KEYS, KeyFaultError, Keys, key_label, read_key
from perftui.actions.table import ACTIONS


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("f1", "F1"),
        ("ctrl+z", "Ctrl+Z"),
        ("escape", "Esc"),
        ("alt+1,x", "Alt+1"),
        ("shift+tab", "Shift+Tab"),
        ("alt+up", "Alt+上"),
        ("equals_sign", "="),
        ("space,ideographic_space", "空格"),
    ],
)
def test_keys_are_named_as_people_read_them(key: str, label: str) -> None:
    assert key_label(key) == label


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("F10", "f10"),
        ("Ctrl+K", "ctrl+k"),
        ("ｃｔｒｌ＋ｋ", "ctrl+k"),
        (" ctrl + k ", "ctrl+k"),
        ("Alt+上", "alt+up"),
        ("Ctrl+←", "ctrl+left"),
        ("Ctrl+F5", "ctrl+f5"),
        ("回车", "enter"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("Shift+Tab", "shift+tab"),
        ("+", "plus,fullwidth_plus_sign"),
        ("=", "equals_sign,fullwidth_equals_sign"),
        ("3", "3,３"),
        ("Alt+3", "alt+3,pound_sign"),
        ("Alt+k", "alt+k"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "不认识"),
        ("F25", "不认识"),
        ("红键", "不认识"),
        ("Hyper+K", "不认识"),
        ("Ctrl+I", "分不清它和 Tab"),
        ("Ctrl+M", "分不清它和回车"),
        ("Ctrl+H", "分不清它和退格"),
        ("Shift+回车", "分不清它和回车"),
        ("Ctrl+空格", "输入法"),
        ("Ctrl+.", "输入法"),
        ("Shift", "输入法"),
        ("Ctrl+Shift", "输入法"),
        ("k", "留给打字"),
        ("/", "留给打字"),
        ("；", "留给打字"),
        ("Ctrl+1", "不会把这个组合送给程序"),
        ("Ctrl++", "不会把这个组合送给程序"),
        ("Shift+F5", "不会把这个组合送给程序"),
        ("Ctrl+Shift+K", "不会把这个组合送给程序"),
        ("Ctrl+C", "复制"),
        ("[red]", "不认识"),
        ("\x1b[31m", "不认识"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(KeyFaultError, match=why):
        read_key(written)


def test_every_key_of_the_table_can_be_written_as_it_is_shown() -> None:
    taken_as_they_are = {"grid.copy_cells"}  # copies, as it does everywhere
    for action in ACTIONS:
        if action.full_id not in taken_as_they_are:
            first = read_key(key_label(action.key)).partition(",")[0]
            assert first == action.key.partition(",")[0]


def test_a_remapped_action_has_its_new_key_and_the_others_keep_theirs() -> None:
    keys = Keys({"editor.preview": "f10"})
    assert keys.label("editor.preview") == "F10"
    assert keys.label("editor.export") == DEFAULT_KEYS.label("editor.export") == "F9"
    assert keys.of(BY_ID["editor.take(1)"]).startswith("alt+1,")
