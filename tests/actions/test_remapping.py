"""The `[keys]` of a folder: what is right holds, what is wrong is told, line by line."""

import re
import tomllib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.actions.keys import Keys, key_label
from perftui.actions.manual import manual
from perftui.actions.remapping import clashes, find_action, remap
from perftui.actions.table import ACTIONS, PLACES

FULL_NAMES = [f"{PLACES[action.where]}.{action.name}" for action in ACTIONS]


def test_the_shipped_table_has_no_clash() -> None:
    assert list(clashes(Keys())) == []


def test_names_and_ids_are_unique_at_their_place() -> None:
    assert len(set(FULL_NAMES)) == len(ACTIONS) == len({action.full_id for action in ACTIONS})


def test_an_action_is_named_by_id_or_in_chinese_or_by_both() -> None:
    for name, action in zip(FULL_NAMES, ACTIONS, strict=True):
        assert find_action(name) is find_action(action.full_id) is action
    assert find_action("填表.preview") is find_action("editor.预览") is not None
    assert find_action("填表") is find_action("") is find_action("预览") is None


def test_what_is_right_holds_and_what_is_wrong_is_told() -> None:
    keys, faults = remap(
        {
            "editor.preview": "F10",
            "填表.比上年": "Ctrl+X",
            "填表.预揽": "F11",
            "grid.add_row": 3,
            "home.sort": "s",
            "home.export": "F8",
        }
    )
    assert keys.remapped == {"editor.preview": "f10", "editor.compare": "ctrl+x"}
    assert [fault.partition("」")[0] for fault in faults] == [
        "「填表.预揽",
        "「grid.add_row",
        "「home.sort",
        "「home.export",
    ]
    assert "是不是「填表.预览」" in faults[0]
    assert "留给打字" in faults[2]
    assert "在目录里F8是「接着填」" in faults[3]


def test_two_actions_can_change_places() -> None:
    keys, faults = remap({"editor.export": "F8", "editor.next_step": "F9"})
    assert faults == ()
    assert (keys.label("editor.export"), keys.label("editor.next_step")) == ("F8", "F9")


def test_an_inner_place_has_the_keys_of_the_outer_one_and_of_everywhere_too() -> None:
    _, faults = remap({"editor.preview": "Ctrl+N"})
    assert "在资金来源里" in faults[0] or "在指标表里" in faults[0] or "在三段文字里" in faults[0]
    _, faults = remap({"grid.add_row": "F12"})
    assert "在随处里F12是「换配色」" in faults[0]
    _, faults = remap({"narrative.delete_point": "Ctrl+K"})
    assert faults == ()  # the grid has it, and is another place


def test_without_quotes_the_dot_makes_a_section_which_is_meant_all_the_same() -> None:
    keys, faults = remap({"editor": {"preview": "F10", "history": "F11"}})
    assert keys.remapped == {"editor.preview": "f10", "editor.history": "f11"}
    assert faults == ()


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("editor.preview", "退格", "打字和移动光标要用它"),
        ("home.sort", "上", "移动光标要用它"),
        ("editor.take(1)", "1", "打字和移动光标要用它"),
        ("editor.leave", "Ctrl+W", "正在写字的栏里"),
        ("app.tour", "", "不认识"),
        ("editor.preview", "Ctrl+I", "Tab"),
    ],
)
def test_a_key_that_writing_needs_is_refused(name: str, key: str, why: str) -> None:
    keys, (fault,) = remap({name: key})
    assert why in fault
    assert keys.remapped == {}


def test_one_action_gets_one_key() -> None:
    keys, (fault,) = remap({"editor.preview": "F10", "填表.预览": "F11"})
    assert keys.label("editor.preview") == "F10"
    assert "前面已经定过" in fault


def test_where_nothing_is_scrolled_by_it_enter_can_be_given() -> None:
    keys, faults = remap({"preview.export": "回车", "preview.compare": "空格"})
    assert faults == ()
    assert keys.label("preview.export") == "回车"


SOME_KEYS = ["F10", "F8", "Ctrl+K", "Ctrl+N", "Alt+上", "回车", "Esc", "+", "k", "Ctrl+I", "F99"]


@given(
    st.dictionaries(
        st.sampled_from([*FULL_NAMES, "app.show_help", "没有.这个", "x"]),
        st.sampled_from(SOME_KEYS) | st.text(max_size=6) | st.integers() | st.none(),
        max_size=8,
    )
)
def test_whatever_is_written_the_keys_that_hold_do_not_clash(written: dict[str, object]) -> None:
    keys, faults = remap(written)
    assert list(clashes(keys)) == []
    assert len(keys.remapped) + len(faults) == len(written)
    assert all(re.fullmatch("[^\n]+。", fault) for fault in faults if "\n" not in str(written))


def test_every_pair_of_a_name_and_a_key_holds_or_is_told() -> None:
    for name, key in product(FULL_NAMES[::7], SOME_KEYS):
        keys, faults = remap({name: key})
        assert bool(faults) != bool(keys.remapped)
        assert all(key_label(k) == keys.label(i) for i, k in keys.remapped.items())


def test_the_example_of_the_manual_holds() -> None:
    example = manual().split("```toml\n")[1].split("```")[0]
    keys, faults = remap(tomllib.loads(example)["keys"])
    assert faults == ()
    assert keys.label("editor.preview") == "F10"
