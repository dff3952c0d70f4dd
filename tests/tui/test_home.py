"""Home: finding, opening, making and exporting forms by keyboard."""

from collections.abc import Generator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList, Static

from perftui.jobs.opening import Progress
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.storage.evaluation_file import load, save
from perftui.tui.home.form_table import FormTable
from perftui.tui.home.screen import HomeScreen
from perftui.tui.home.working import Worked, WorkingScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.new_form import NewFormScreen
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, settle, type_text


def rows(pilot: Pilot[None]) -> list[list[str]]:
    table = pilot.app.screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


def names(pilot: Pilot[None]) -> list[str]:
    return [row[1] for row in rows(pilot)]


def marked(pilot: Pilot[None]) -> list[str]:
    return [row[1] for row in rows(pilot) if row[0].startswith("✓")]


def here(pilot: Pilot[None]) -> str:
    current = pilot.app.screen.query_one(FormTable).current
    return "" if current is None else current.path.name


def text_of(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def status(pilot: Pilot[None]) -> str:
    return text_of(pilot, "#home-status")


def said(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


# The list.


async def test_all_forms_are_listed_the_newest_year_first_with_what_rules_find(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        assert len(rows(pilot)) == 11
        assert rows(pilot)[0] == [
            "  2022",
            "流动图书服务点建设与运行",
            "98.15",
            "优",
            "通过",
            "6/6",
        ]
        assert [row[0].strip() for row in rows(pilot)[:3]] == ["2022", "2020", "2019"]
        assert "没有错误" in status(pilot)
        await press(pilot, "down")
        assert rows(pilot)[1][4].startswith("错误")
        assert "接着填" in status(pilot)


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (80, "年度 项目名称 得分 等级 检查 进度"),
        (120, "年度 项目名称 得分 等级 执行率 检查 进度"),
        (200, "年度 项目名称 预算单位 得分 等级 执行率 检查 进度 修改时间"),
    ],
)
async def test_there_are_more_columns_where_there_is_room(
    folder: Path, width: int, titles: str
) -> None:
    async with opened(folder, (width, 40)) as pilot:
        table = pilot.app.screen.query_one(FormTable)
        assert " ".join(str(c.label).strip() for c in table.ordered_columns) == titles
        taken = sum(column.get_render_width(table) for column in table.ordered_columns)
        assert width - 12 < taken <= width - 3


async def test_typing_filters_by_han_initials_and_year_and_enter_opens_what_is_left(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "rcds")
        assert names(pilot) == ["人才大厦管理维护专项"] * 2
        await press(pilot, "escape")
        await type_text(pilot, "renfazhan")
        assert names(pilot) == []
        assert "没有符合「renfazhan」的表" in text_of(pilot, "#empty")
        await press(pilot, "escape")
        await type_text(pilot, "大厦，２０２０")
        assert names(pilot) == ["人才大厦管理维护专项"]
        await press(pilot, "escape")
        await type_text(pilot, "2019大厦")
        assert "列出1份，共11份" in text_of(pilot, "#home-list")
        await press(pilot, "enter")
        assert editor(pilot).document.evaluation.year == 2019


async def test_escape_clears_the_filter_and_the_marks_before_it_leaves(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "space")
        await type_text(pilot, "没有这样的表")
        assert names(pilot) == []
        await press(pilot, "escape")
        assert len(names(pilot)) == 11
        assert len(marked(pilot)) == 1
        await press(pilot, "escape")
        assert marked(pilot) == []
        await press(pilot, "escape")
        assert not pilot.app.is_running or pilot.app._exit


async def test_the_list_is_sorted_six_ways_and_the_cursor_stays_on_its_form(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "down")
        form = here(pilot)
        labels, firsts = [], []
        for _ in range(6):
            labels.append(text_of(pilot, "#home-list").partition("按")[2].partition("排")[0])
            firsts.append(names(pilot)[0])
            assert here(pilot) == form
            await press(pilot, "ctrl+s")
        assert labels[:2] == ["年度从新到旧", "名称"]
        assert firsts[1] == "长三角一体化服务专项"
        assert firsts[2] == "人才大厦管理维护专项"
        assert labels[0] in text_of(pilot, "#home-list")


async def test_a_broken_file_is_listed_with_its_reason_and_does_not_open(folder: Path) -> None:
    (folder / "坏的[red].perf.json").write_text('{"format": 1, "indic', encoding="utf-8")
    async with opened(folder) as pilot:
        await type_text(pilot, "坏的")
        assert rows(pilot)[0][1] == "坏的[red].perf.json"
        assert "不完整或已损坏" in status(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_hostile_names_are_shown_as_they_are(folder: Path) -> None:
    name = "[/red][link=x]甲[1] 预算[red]\x1b[2J\u202e乙"
    save(
        load(folder / TOWER).model_copy(update={"name": name, "year": 2030}),
        folder / "甲.perf.json",
    )
    async with opened(folder, (120, 30)) as pilot:
        assert names(pilot)[0] == "[/red][link=x]甲[1] 预算[red]乙"
        await press(pilot, "ctrl+d", "ctrl+z", "f9")
        assert "甲[1] 预算[red]" in text_of(pilot, ".title")


async def test_forms_of_one_name_and_year_are_told_apart_by_their_files(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "长三角")
        await press(pilot, "ctrl+k")
        assert len(names(pilot)) == 2
        assert names(pilot)[1].endswith("2019-长三角一体化服务专项-2")
        assert here(pilot) == "2019-长三角一体化服务专项-2.perf.json"
        assert load(folder / here(pilot)) == load(folder / "2019-长三角一体化服务专项.perf.json")
        await press(pilot, "ctrl+z")
        assert len(names(pilot)) == 1


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        empty = pilot.app.screen.query_one("#empty", Static)
        assert empty.display
        assert all(key in str(empty.content) for key in ("F1", "F2", "F3", "Ctrl+F1"))
        await press(pilot, "tab")
        assert "归档里没有表" in text_of(pilot, "#empty")


# Opening.


async def test_naming_a_form_opens_it_at_once_and_escape_shows_its_folder(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert here(pilot) == DRAFT


async def test_what_was_changed_shows_when_coming_home_and_opening_returns_to_the_cell(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await type_text(pilot, "二期")
        await press(pilot, "f6", "f6", "down", "down")
        place = editor(pilot).section.here
        assert place.startswith("indicators[")
        await press(pilot, "escape")
        assert "人才大厦管理维护专项二期" in names(pilot)
        assert saved(folder / DRAFT).name == "人才大厦管理维护专项二期"
        await press(pilot, "enter")
        assert editor(pilot).section.here == place
        await press(pilot, "escape")
        save(saved(folder / DRAFT).model_copy(update={"indicators": ()}), folder / DRAFT)
        await press(pilot, "enter")
        assert editor(pilot).section.here == "name"


async def test_f8_opens_the_next_form_that_is_not_complete_at_what_is_missing(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f8")
        assert editor(pilot).document.path == folder / DRAFT
        assert editor(pilot).section.here == "date"
        await press(pilot, "escape", "down", "f8")
        assert editor(pilot).document.evaluation.name == "外国人（台港澳）来华工作许可专项"
        assert editor(pilot).section.here == "measures"
        await press(pilot, "escape")
        await type_text(pilot, "公共服务专项")
        await press(pilot, "f8")
        assert "都填完了" in said(pilot)[-1]


# New forms.


async def test_rolling_one_form_forward_opens_the_draft_and_a_second_time_finds_it(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "长三角")
        await press(pilot, "f7")
        form = editor(pilot).document.evaluation
        assert (form.year, form.name) == (2020, "长三角一体化服务专项")
        assert form.last_year_budget == 1245505
        assert (folder / "2020-长三角一体化服务专项.perf.json").exists()
        await press(pilot, "escape", "end", "down", "f7")
        assert editor(pilot).document.path == folder / "2020-长三角一体化服务专项.perf.json"
        await press(pilot, "escape", "ctrl+z")
        assert not (folder / "2020-长三角一体化服务专项.perf.json").exists()
        assert (folder / "回收站" / "2020-长三角一体化服务专项.perf.json").exists()


async def test_several_marked_forms_are_rolled_forward_and_home_stays(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "f6", "f7", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "结转了8份表，1份下一年度的表已经有了，没有再结转" in said(pilot)[-1]
        assert len(names(pilot)) == 19
        await press(pilot, "ctrl+z")
        assert len(names(pilot)) == 11


async def test_a_new_form_has_the_fixed_indicators_of_its_kind(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "新项目")
        await press(pilot, "enter")
        await type_text(pilot, "２０２１")
        await press(pilot, "enter", "enter")
        form = editor(pilot).document.evaluation
        assert (form.name, form.year, len(form.indicators)) == ("新项目", 2021, 6)


async def test_a_new_form_of_a_known_project_is_offered_rolled_forward(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2")
        offers = pilot.app.screen.query_one("#known", OptionList)
        assert offers.option_count == 0
        await type_text(pilot, "rcds")
        assert [str(option.prompt) for option in offers.options] == [
            "2020年 结转为2021年  人才大厦管理维护专项"
        ]
        await press(pilot, "down", "enter")
        form = editor(pilot).document.evaluation
        assert (form.year, form.name, form.problems) == (2021, "人才大厦管理维护专项", "")


async def test_a_new_form_without_a_name_is_asked_for_one(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2", "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, NewFormScreen)
        assert "请先填项目名称" in text_of(pilot, ".message")


# Keeping the folder in order.


async def test_forms_are_put_away_thrown_away_and_brought_back_by_undo_in_turn(
    folder: Path,
) -> None:
    before = sorted(path.name for path in folder.glob("*.json"))
    async with opened(folder) as pilot:
        await press(pilot, "down", "space", "space", "ctrl+g")
        assert len(names(pilot)) == 9
        assert "2份表已归档" in said(pilot)[-1]
        await press(pilot, "ctrl+d")
        assert len(names(pilot)) == 8
        assert " 在用 8  归档 2  回收站 1 " in text_of(pilot, "#home-shelves")
        await press(pilot, "tab")
        assert len(names(pilot)) == 2
        await press(pilot, "tab")
        assert names(pilot) == ["人才发展服务平台一体化建设专项"]
        await press(pilot, "enter")
        assert "回收站" in said(pilot)[-1]
        await press(pilot, "escape", "ctrl+z", "ctrl+z")
        assert " 在用 11  归档 0  回收站 0 " in text_of(pilot, "#home-shelves")
        assert sorted(path.name for path in folder.glob("*.json")) == before
        await press(pilot, "ctrl+z")
        assert said(pilot)[-1] == "没有可撤销的了。"


async def test_what_was_put_away_comes_back_with_the_same_key_and_the_trash_asks(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "ctrl+g", "ctrl+d", "ctrl+d", "tab", "ctrl+g")
        assert names(pilot) == []
        await press(pilot, "tab", "ctrl+g")
        assert len(names(pilot)) == 1
        await press(pilot, "ctrl+d", "escape")
        assert len(names(pilot)) == 1
        await press(pilot, "ctrl+d", "2")
        assert names(pilot) == []
        await press(pilot, "tab")
        assert len(names(pilot)) == 10
        assert not list((folder / "回收站").iterdir())


# Many forms at once.


async def test_checking_lists_what_was_found_and_enter_opens_the_form_at_that_place(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "f4")
        assert text_of(pilot, "#title").startswith("检查结果  查了9份表")
        everything = len(rows(pilot))
        await press(pilot, "f4")
        assert 0 < len(rows(pilot)) < everything
        assert "改进措施" in text_of(pilot, "#result-full")
        await press(pilot, "enter")
        assert editor(pilot).document.evaluation.name == "外国人（台港澳）来华工作许可专项"
        assert editor(pilot).section.here == "measures"
        await press(pilot, "escape", "f9")
        assert (folder / "导出" / "检查结果.xlsx").exists()
        await press(pilot, "escape", "ctrl+t")
        assert text_of(pilot, "#title").startswith("检查结果")


async def test_exporting_several_tells_of_each_what_was_written_or_stands_in_the_way(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f6", "f9")
        assert "导出11份表" in text_of(pilot, ".title")
        assert "2 份有错误" in text_of(pilot, ".obstacles")
        await press(pilot, "space", "end", "space", "enter")
        assert "导出了9份表，9个文件，2份没有导出" in text_of(pilot, "#title")
        assert len(list((folder / "导出").glob("*.tsv"))) == 9
        await press(pilot, "f4")
        assert [row[0] for row in rows(pilot)] == ["没导出", "没导出"]
        await press(pilot, "enter")
        assert editor(pilot).document.path == folder / DRAFT
        await press(pilot, "escape", "escape")
        await type_text(pilot, "2019")
        await press(pilot, "f6", "f9", "space", "end", "space", "enter")
        assert "导出了0份表" in text_of(pilot, "#title")
        assert any("已经有了，没有覆盖" in row[2] for row in rows(pilot))
        assert not any("--force" in row[2] for row in rows(pilot))


async def test_the_wording_of_the_forms_listed_is_learnt_with_one_key(
    folder: Path, data_folder: Path
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "ctrl+x")
        assert said(pilot)[-1].startswith("学了9份表，新写法")
        assert "列出9份" in text_of(pilot, "#home-list")
        await press(pilot, "ctrl+x")
        assert "9份表以前学过" in said(pilot)[-1]
        await settle(pilot)
    assert SqliteLibrary(data_folder).statistics().forms == 9


async def test_what_was_repaired_on_import_is_told_and_enter_opens_the_place(
    documents: Path,
) -> None:
    async with opened(Path("自评表")) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "往年/问")
        await press(pilot, "f9")
        await settle(pilot)
        await press(pilot, "f8")
        assert "导入了1份表，" in said(pilot)[-1]
        assert "Ctrl+T 逐处看报告" in said(pilot)[-1]
        await press(pilot, "ctrl+t")
        table = rows(pilot)
        assert table[0][0] == "问过"
        at = next(n for n, row in enumerate(table) if "约一百万" in row[2])
        await press(pilot, *["down"] * at, "enter")
        assert editor(pilot).section.here == "executed"
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_work_on_many_forms_is_told_step_by_step_and_escape_keeps_what_is_done(
    folder: Path,
) -> None:
    going_on = Event()
    told: list[Worked[int] | None] = []

    def job(progress: Progress) -> Generator[int, None, None]:
        for number in range(1, 4):
            progress(number, 3, f"甲/[red]乙{number}.perf.json")
            yield number
            going_on.wait(timeout=30)

    async with opened(folder) as pilot:
        pilot.app.push_screen(WorkingScreen[int]("做三份", 3, job), told.append)
        await pilot.pause()
        while "乙1" not in text_of(pilot, "#working-now"):
            await pilot.pause()
        assert text_of(pilot, "#working-now") == "第 1/3 份：[red]乙1.perf.json"
        await pilot.press("escape")
        assert "正在停下" in text_of(pilot, "#working-now")
        going_on.set()
        await settle(pilot)
        assert told == [Worked((1,), is_stopped=True)]


async def test_work_that_is_refused_says_why(folder: Path) -> None:
    (folder / "perftui.toml").write_text('[export]\nname = "{{没有}}"\n', encoding="utf-8")
    async with opened(folder) as pilot:
        await press(pilot, "space", "space", "f9", "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "perftui.toml" in said(pilot)[-1]
