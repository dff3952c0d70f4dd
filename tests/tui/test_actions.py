"""One table of actions: every action works, the palette and the help find it, keys are remapped."""

import pkgutil
from collections import deque
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.geometry import Size
from textual.widgets import Input, TextArea

import perftui.tui
from perftui.actions.free_keys import FREE_KEYS
from perftui.actions.remapping import FIELDS_OWN
from perftui.actions.table import ACTIONS, Action, actions_of
from perftui.tui.actions.action_list import ActionList
from perftui.tui.actions.help import HelpScreen
from perftui.tui.actions.palette import PaletteScreen
from perftui.tui.app import PerftuiApp
from perftui.tui.bindings import at_hand, bindings, key_of, places_at_hand
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.editor import EditorScreen
from tests.tui.keyboard import TOWER, editor, opened, press, saved, settle, type_text, until


def owners() -> dict[str, type]:
    """Return the screen or widget that has the keys of each place."""
    found = {}
    for module in pkgutil.walk_packages(perftui.tui.__path__, "perftui.tui."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type):
                for binding in vars(kind).get("BINDINGS", ()):
                    place, dot, _ = (getattr(binding, "id", None) or "").partition(".")
                    if dot:
                        found[place] = kind
    return found


OWNERS = owners()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.full_id)
def test_every_action_of_the_table_has_its_method(action: Action) -> None:
    name = action.id.partition("(")[0]
    assert hasattr(OWNERS[action.where], f"action_{name}")


def test_every_action_has_a_key_and_a_way_into_the_palette() -> None:
    for action in ACTIONS:
        assert action.key
        assert action.full_id in [
            getattr(binding, "id", None)
            for kind in OWNERS[action.where].__mro__
            for binding in vars(kind).get("BINDINGS", ())
        ]


def test_bindings_carry_the_chinese_name_and_an_id() -> None:
    binding = bindings("home")[0]
    assert (binding.description, binding.id) == ("打开", "home.open_form")


def test_the_keys_that_fields_have_themselves_are_known() -> None:
    own = {
        key
        for kind in (Input, TextArea)
        for binding in kind.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    assert own >= FIELDS_OWN


def shown(pilot: object) -> list[str]:
    """Return the lines of the palette or the help."""
    listed = pilot.app.screen.query_one(ActionList)  # type: ignore[attr-defined]
    return [str(listed.entry(number)) for number in range(listed.option_count)]


async def test_the_palette_finds_an_action_by_letters_and_runs_it(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await type_text(pilot, "xyy")
        await until(pilot, lambda: "下一页" in shown(pilot)[0])
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).section.part != "basics"
        await press(pilot, "ctrl+p")
        await type_text(pilot, "[red]没有这个")
        assert not pilot.app.screen.query_one(ActionList).display
        assert pilot.app.screen.query_one(".message").display
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_the_palette_comes_to_rest_whatever_the_height(folder: Path) -> None:
    async with opened(folder, (140, 34)) as pilot:
        await press(pilot, "ctrl+p")
        listed = pilot.app.screen.query_one(ActionList)
        for height in range(34, 44):
            await pilot.resize_terminal(140, height)
            shown: deque[tuple[Size, bool]] = deque(maxlen=8)
            for _ in range(100):  # a new size takes some rounds to arrive
                await pilot.pause()
                shown.append((listed.size, listed.show_vertical_scrollbar))
                if shown.count(shown[-1]) == shown.maxlen:
                    break
            else:
                raise AssertionError(f"{height} lines: {shown}")


async def test_the_palette_offers_what_applies_at_the_cell_and_runs_it_there(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await editor(pilot).go_to("indicators[1].score")
        await settle(pilot)
        assert next(iter(places_at_hand(pilot.app.screen))) == "grid"
        before = len(editor(pilot).document.evaluation.indicators)
        await press(pilot, "ctrl+p")
        assert not [line for line in shown(pilot) if "重排编号" in line]
        await type_text(pilot, "删行")
        assert shown(pilot)[0].split()[:2] == ["Ctrl+D", "删行"]
        await press(pilot, "enter")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, EditorScreen)
                and len(editor(pilot).document.evaluation.indicators) == before - 1
            ),
        )
        assert isinstance(pilot.app.focused, IndicatorGrid)
        await editor(pilot).go_to("problems")
        await settle(pilot)
        here = [one.action.full_id for one in at_hand(pilot.app.screen)]
        assert "narrative.new_point" in here and "grid.add_row" not in here
        text = editor(pilot).document.evaluation.problems
        await press(pilot, "ctrl+p")
        await type_text(pilot, "采用第1条")
        await press(pilot, "enter")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, EditorScreen)
                and editor(pilot).document.evaluation.problems != text
            ),
        )


async def test_help_begins_with_the_place_at_hand_filters_and_runs(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await editor(pilot).go_to("indicators[1].score")
        await settle(pilot)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        lines = shown(pilot)
        text = "".join("".join(lines).split())
        for place in ("grid", "editor", "narrative", "app"):
            listed = [action for action in actions_of(place) if "(" not in action.id]
            assert all("".join(action.does.split()) in text for action in listed)
            assert all("".join(does.split()) in text for _, does in FREE_KEYS.get(place, ()))
        headings = [line for line in lines if not line.startswith(" ") and len(line.split()) == 1]
        assert [headings[0], headings[1], headings[-1]] == ["指标表", "填表", "随处"]
        assert [line for line in lines if line.startswith("Alt+1-9 ")]  # nine rows as one
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, EditorScreen)

        await press(pilot, "f1")
        await type_text(pilot, "mf")
        await until(pilot, lambda: "满分" in shown(pilot)[1])
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await settle(pilot)
        await press(pilot, "f1")
        await type_text(pilot, "另起一点")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HelpScreen)  # it applies elsewhere, which is said
        said = str(pilot.app.screen.query_one(".message").render())
        assert "三段文字" in said


async def test_keys_are_remapped_everywhere_and_faults_told_at_start(folder: Path) -> None:
    (folder / "perftui.toml").write_text(
        '[keys]\n"填表.下一页" = "Ctrl+F6"\n"editor.take(1)" = "F10"\n"指标表.加行" = "F8"\n'
        '"填表.没有[red]" = "F2"\n"指标表.满分" = "Alt+上"\n"指标表.行上移" = "="\n',
        encoding="utf-8",
    )
    async with opened(folder / TOWER, (120, 40)) as pilot:
        told = [str(one.message) for one in pilot.app._notifications]
        assert len(told) == 1 and told[0].count("\n") == 1
        assert "在填表里F8是「接着填」" in told[0] and "没有[red]" in told[0]
        part = editor(pilot).section.part
        await press(pilot, "f6")
        assert editor(pilot).section.part == part
        await press(pilot, "ctrl+f6")
        assert editor(pilot).section.part != part
        assert key_of(editor(pilot), "editor.next_section") == "Ctrl+F6"
        assert pilot.app.active_bindings["ctrl+f6"].binding.id == "editor.next_section"
        label = pilot.app.get_key_display(pilot.app.active_bindings["ctrl+f6"].binding)
        assert label == "Ctrl+F6"
        await editor(pilot).go_to("indicators[1].score")
        await settle(pilot)
        await type_text(pilot, "\x1b[1;3A")  # Alt and up, as a terminal sends it
        assert isinstance(pilot.app.screen, EditorScreen)
        score = editor(pilot).document.evaluation.indicators[1]
        assert score.score == score.weight
        await press(pilot, "f1")
        assert [line for line in shown(pilot) if line.startswith("Alt+上") and "满分" in line]
        await press(pilot, "escape", "ctrl+p")
        await type_text(pilot, "Ctrl+F6")
        assert shown(pilot)[0].split()[1] == "下一页"


async def test_alt_and_an_arrow_do_not_leave_the_form(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await editor(pilot).go_to("indicators[1].score")
        await settle(pilot)
        first, second = (row.name for row in editor(pilot).document.evaluation.indicators[:2])
        await type_text(pilot, "\x1b[1;3A")
        assert isinstance(pilot.app.screen, EditorScreen)
        moved = [row.name for row in editor(pilot).document.evaluation.indicators[:2]]
        assert moved == [second, first]


async def test_starting_again_returns_to_the_same_cell(folder: Path) -> None:
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        app = pilot.app
        assert isinstance(app, PerftuiApp)
        app.screen.open(folder / TOWER)  # type: ignore[attr-defined]
        await settle(pilot)
        await editor(pilot).go_to("indicators[5].remark")
        await settle(pilot)
        await press(pilot, "f12", "ctrl+q")
        assert app.desk.session.left_inside(folder) is not None
        theme = app.theme
    async with opened(folder) as pilot:
        assert editor(pilot).document.path == folder / TOWER
        assert editor(pilot).here == "indicators[5].remark"
        assert pilot.app.theme == theme
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await press(pilot, "escape")
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
    assert saved(folder / TOWER).name
