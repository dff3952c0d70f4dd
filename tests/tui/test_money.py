"""The money: amounts as they are typed, its sources where the form lists them."""

from decimal import Decimal
from pathlib import Path

from textual.widgets import Static

from perftui.tui.form.steps_bar import StepsBar
from perftui.tui.widgets.field_input import FieldInput
from tests.tui.keyboard import TOWER, editor, opened, press, saved, type_text

LIBRARY = "2022-流动图书服务点建设与运行.perf.json"


def sums(pilot) -> str:
    return str(pilot.app.screen.query_one(".sums", Static).content)


def value(pilot, path: str) -> str:
    return next(f.value for f in pilot.app.screen.query(FieldInput) if f.path == path)


async def test_sources_are_changed_added_and_deleted_and_undo_brings_them_back(
    folder: Path,
) -> None:
    async with opened(folder / LIBRARY) as pilot:
        before = saved(folder / LIBRARY).funds
        await editor(pilot).go_to("funds[1].budget")
        await press(pilot, *["backspace"] * 6)
        await type_text(pilot, "４０。５")
        assert saved(folder / LIBRARY).funds[1].budget == Decimal(405000)
        assert "总额是 386.5" in sums(pilot)
        await press(pilot, "ctrl+n")
        await type_text(pilot, "单位自筹[red]")
        await press(pilot, "tab")
        await type_text(pilot, "1.2.3")
        funds = saved(folder / LIBRARY).funds
        assert (len(funds), funds[2].name) == (4, "单位自筹[red]")
        assert str(funds[2].budget) == "1.2.3"
        await press(pilot, "ctrl+d")
        assert [fund.name for fund in saved(folder / LIBRARY).funds] == [f.name for f in before]
        await press(pilot, *["ctrl+z"] * 14)
        assert saved(folder / LIBRARY).funds == before
        assert value(pilot, "funds[1].budget") == "36.50"


async def test_a_form_that_lists_no_sources_offers_none(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "ctrl+n", "ctrl+d")
        assert saved(folder / TOWER).funds == ()
        assert editor(pilot).section.part == "money"


async def test_steps_show_what_is_done_and_a_click_goes_there(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        bar = pilot.app.screen.query_one(StepsBar)
        assert "✓基本信息" in str(bar.content)
        await press(pilot, *["backspace"] * 20)
        assert "✓基本信息" not in str(bar.content)
        await pilot.click(StepsBar, offset=(18, 0))
        assert editor(pilot).section.part == "money"
        await press(pilot, *["f6"] * 6)
        assert editor(pilot).section.part == "finish"
        await press(pilot, "enter")
        assert editor(pilot).section.here == "name"
