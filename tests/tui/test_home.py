"""Home: finding, opening, making and exporting forms by keyboard."""

from pathlib import Path

from textual.widgets import DataTable, Static

from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.home import HomeScreen
from tests.tui.keyboard import DRAFT, editor, opened, press, saved, type_text


def names(pilot) -> list[str]:
    table = pilot.app.screen.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


def status(pilot) -> str:
    return str(pilot.app.screen.query_one("#home-status", Static).content)


async def test_all_forms_are_listed_the_newest_year_first(folder: Path) -> None:
    async with opened(folder) as pilot:
        assert len(names(pilot)) == 11
        assert names(pilot)[:2] == ["流动图书服务点建设与运行", "人才大厦管理维护专项"]
        table = pilot.app.screen.query_one(DataTable)
        assert [str(table.get_row_at(row)[0]) for row in range(3)] == ["2022", "2020", "2019"]


async def test_typing_filters_and_enter_opens_what_is_left(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019 大厦")
        assert names(pilot) == ["人才大厦管理维护专项"]
        await press(pilot, "enter")
        assert editor(pilot).document.evaluation.year == 2019


async def test_escape_clears_the_filter_before_it_leaves(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "没有这样的表")
        assert names(pilot) == []
        await press(pilot, "escape")
        assert len(names(pilot)) == 11
        await press(pilot, "escape")
        assert not pilot.app.is_running or pilot.app._exit


async def test_rolling_forward_makes_next_years_draft_and_opens_it(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "长三角")
        await press(pilot, "f7")
        form = editor(pilot).document.evaluation
        assert (form.year, form.name) == (2020, "长三角一体化服务专项")
        assert form.last_year_budget == 1245505
        assert (folder / "2020-长三角一体化服务专项.perf.json").exists()


async def test_a_new_form_has_the_fixed_indicators_of_its_kind(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "新项目")
        await press(pilot, "enter")
        await type_text(pilot, "２０２１")
        await press(pilot, "enter", "enter")
        form = editor(pilot).document.evaluation
        assert (form.name, form.year, len(form.indicators)) == ("新项目", 2021, 6)


async def test_a_new_form_without_a_name_is_asked_for_one(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2", "tab", "tab", "enter")
        assert "请先填项目名称" in str(pilot.app.screen.query_one(".message", Static).content)


async def test_a_broken_file_is_listed_with_its_reason_and_does_not_open(folder: Path) -> None:
    (folder / "坏的.perf.json").write_text('{"format": 1, "indic', encoding="utf-8")
    async with opened(folder) as pilot:
        await type_text(pilot, "坏的")
        assert "不完整或已损坏" in status(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        empty = pilot.app.screen.query_one("#empty", Static)
        assert empty.display
        assert "F2" in str(empty.content)


async def test_naming_a_form_opens_it_at_once_and_escape_shows_its_folder(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_what_was_changed_shows_when_coming_home(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await type_text(pilot, "二期")
        await press(pilot, "escape")
        assert "人才大厦管理维护专项二期" in names(pilot)
        assert saved(folder / DRAFT).name == "人才大厦管理维护专项二期"


async def test_the_wording_of_the_forms_listed_is_learnt_with_one_key(
    folder: Path, data_folder: Path
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "f8")
        (said,) = [note.message for note in pilot.app._notifications]
        assert said.startswith("学了9份表，新写法")
        assert "进度" in status(pilot)
        await press(pilot, "f8")
        assert "9份表以前学过" in [note.message for note in pilot.app._notifications][-1]
    assert SqliteLibrary(data_folder).statistics().forms == 9
