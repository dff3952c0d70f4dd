"""One table of actions: no clash, every action works, the palette finds it."""

from collections import Counter
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from perftui.actions.keys import key_label
from perftui.actions.table import ACTIONS, Action, actions_of
from perftui.tui.app import PerftuiApp
from perftui.tui.bindings import bindings
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.help import HelpScreen
from perftui.tui.screens.home import HomeScreen
from perftui.tui.screens.pick import PickScreen
from perftui.tui.screens.review import ReviewScreen
from tests.tui.keyboard import TOWER, editor, opened, press, type_text, until

OWNERS = {
    "app": PerftuiApp,
    "home": HomeScreen,
    "editor": EditorScreen,
    "grid": IndicatorGrid,
    "pick": PickScreen,
    "review": ReviewScreen,
}
TAKEN_BY_INPUT_METHODS = {"ctrl+space", "ctrl+full_stop", "shift"}
AMBIGUOUS = {"ctrl+i", "ctrl+m", "ctrl+h", "shift+enter", "ctrl+enter"}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.where}.{action.id}")
def test_every_action_of_the_table_has_its_method(action: Action) -> None:
    name = action.id.partition("(")[0]
    assert hasattr(OWNERS[action.where], f"action_{name}")


@pytest.mark.parametrize(
    "places", [("home", "app"), ("editor", "grid", "app"), ("pick", "app"), ("review", "app")]
)
def test_no_key_means_two_things_on_a_screen(places: tuple[str, ...]) -> None:
    keys = Counter(k for a in actions_of(*places) for k in a.key.split(","))
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_is_one_that_terminals_or_input_methods_confuse() -> None:
    keys = {key for action in ACTIONS for key in action.key.split(",")}
    assert not keys & (AMBIGUOUS | TAKEN_BY_INPUT_METHODS)
    assert not [key for key in keys if len(key) == 1 and key.isalpha()]


def test_bindings_carry_the_chinese_name_and_an_id() -> None:
    binding = bindings("home")[0]
    assert (binding.description, binding.id) == ("打开", "home.open_form")


def test_keys_are_named_as_people_read_them() -> None:
    assert [key_label(k) for k in ("f1", "ctrl+z", "escape", "alt+1,x")] == [
        "F1",
        "Ctrl+Z",
        "Esc",
        "Alt+1",
    ]


async def test_the_palette_finds_an_action_by_its_chinese_name_and_runs_it(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        await type_text(pilot, "下一页")
        found = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count == 1)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).section.part == "indicators"


async def test_help_lists_the_keys_of_the_screen_and_closes_again(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        text = "".join(str(s.content) for s in pilot.app.screen.query("VerticalScroll Static"))
        assert all(action.does in text for action in actions_of("home"))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
