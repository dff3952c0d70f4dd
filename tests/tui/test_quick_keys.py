"""Keys that arrive together, as under a heavy hand or a slow line: each screen is left once."""

import pytest
from textual.events import Key

from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.editor import EditorScreen
from tests.tui.keyboard import opened, press, settle, type_text


async def _at_once(pilot, *keys: str) -> None:
    for key in keys:
        pilot.app.post_message(Key(key, "\r" if key == "enter" else None))
    await settle(pilot)
    await settle(pilot)


def _stack(pilot) -> list[type]:
    return [type(screen) for screen in pilot.app.screen_stack[1:]]


@pytest.mark.parametrize("before", [(), ("ctrl+p",), ("f1",)], ids=["home", "palette", "help"])
async def test_enter_twice_opens_one_form(folder, before) -> None:
    async with opened(folder) as pilot:
        await press(pilot, *before)
        await _at_once(pilot, "enter", "enter")
        assert _stack(pilot) == [HomeScreen, EditorScreen]


async def test_what_is_typed_right_after_enter_goes_into_the_form(folder) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "down")
        await type_text(pilot, "\r甲\r乙\r")
        form = pilot.app.screen
        assert isinstance(form, EditorScreen)
        assert form.document.evaluation.name.endswith("甲")
        assert form.document.evaluation.unit.endswith("乙")
