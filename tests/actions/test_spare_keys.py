"""An action with a spare key gives its first one to whatever a folder puts there."""

from perftui.actions.keys import BY_ID, DEFAULT_KEYS
from perftui.actions.remapping import clashes, remap


def test_both_keys_hold_until_a_folder_takes_the_first() -> None:
    assert DEFAULT_KEYS.of(BY_ID["editor.talk"]) == "f10,ctrl+f10"
    assert DEFAULT_KEYS.changed == {}


def test_the_first_key_is_given_up_without_a_fault() -> None:
    keys, faults = remap({"editor.preview": "F10"})
    assert faults == ()
    assert not list(clashes(keys))
    assert keys.label("editor.talk") == keys.label("home.talk") == "Ctrl+F10"
    assert keys.changed == {
        "editor.preview": "f10",
        "editor.talk": "ctrl+f10",
        "home.talk": "ctrl+f10",
    }


def test_the_spare_key_is_not_to_be_had() -> None:
    keys, faults = remap({"editor.preview": "Ctrl+F10"})
    assert "在填表里Ctrl+F10是「对话」" in faults[0]
    assert keys.changed == {}


def test_an_action_with_a_spare_key_can_have_another_one() -> None:
    keys, faults = remap({"editor.talk": "F11", "editor.preview": "F10"})
    assert faults == ()
    assert keys.label("editor.talk") == "F11"
