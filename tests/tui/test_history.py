"""The history of a form: who changed what; one change taken back, the others left."""

from pathlib import Path

import pytest
from textual.widgets import DataTable, Static

from perftui.evaluation.history.sources import SUGGESTED
from perftui.storage.document import Document
from perftui.storage.history import History
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.screens.history import HistoryScreen
from perftui.tui.widgets.change_view import ChangeView
from tests.tui.keyboard import TOWER, editor, opened, press, saved, settle, type_text


@pytest.fixture
def form(folder: Path) -> Path:
    return folder / TOWER


def lines(pilot) -> list[list[str]]:
    assert isinstance(pilot.app.screen, HistoryScreen)
    table = pilot.app.screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


def whole(pilot) -> str:
    return str(pilot.app.screen.query_one(ChangeView).query_one(Static).content)


def told(pilot) -> str:
    return [notice.message for notice in pilot.app._notifications][-1]


def edited(form: Path, *edits: tuple[str, str], who: str = "李") -> Document:
    """Change a form, one edit a time, and save it."""
    document = Document.open(form, who=who)
    for path, typed in edits:
        document.set(path, typed)
    document.save()
    return document


async def test_what_others_did_and_what_is_typed_now_are_listed_the_newest_first(
    form: Path,
) -> None:
    edited(form, ("indicators[3].score", "7.5"))
    name = saved(form).indicators[3].name
    async with opened(form) as pilot:
        await editor(pilot).go_to("problems")
        await settle(pilot)
        await type_text(pilot, "晚了[/red]。")
        await press(pilot, "ctrl+g")
        (time, _, field, what), (_, who, *score) = lines(pilot)
        assert time.startswith("今天")
        assert (field, what) == ("主要问题", "加上「晚了[/red]。」")
        assert (who, score[0]) == ("李", f"「{name}」的自评分")
        assert score[1].endswith("改为「7.5」")
        assert "原来\n" in whole(pilot)
        assert whole(pilot).endswith("晚了[/red]。")
        await press(pilot, "down", "enter")
        assert editor(pilot).section.here == "indicators[3].score"


async def test_one_change_is_taken_back_and_undone(form: Path) -> None:
    before = saved(form)
    edited(form, ("indicators[3].score", "7.5"), ("unit", "另一中心"))
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g", "down", "f7")
        assert saved(form).indicators[3].score == before.indicators[3].score
        assert saved(form).unit == "另一中心"
        assert len(lines(pilot)) == 3
        assert pilot.app.screen.query_one(DataTable).cursor_row == 2
        await press(pilot, "ctrl+z")
        assert saved(form).indicators[3].score == pytest.approx(7.5)
        assert lines(pilot)[0][3].startswith("撤销：")
        await press(pilot, "f7", "escape")
        assert editor(pilot).document.evaluation == saved(form)
    assert len(Document.open(form).history()) >= 4


async def test_what_was_changed_again_is_asked_about_first(form: Path) -> None:
    edited(form, ("problems", "一是晚了。"))
    edited(form, ("problems", "一是晚了。二是少了。"), who="王")
    edited(form, ("problems", "一是太晚了。二是少了。"), who="李")
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g", "down", "f7")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert saved(form).problems == "一是太晚了。二是少了。"
        await press(pilot, "escape", "f7", "3")
        assert saved(form).problems == "一是太晚了。二是少了。"
        await press(pilot, "f7", "1")
        assert saved(form).problems == "一是太晚了。"
        await press(pilot, "ctrl+z", "f7", "2")
        assert saved(form).problems == "一是晚了。"


async def test_a_score_changed_twice_offers_only_to_go_back_before(form: Path) -> None:
    edited(form, ("indicators[3].score", "4"), ("indicators[3].score", "6"))
    before = saved(form)
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g", "down", "f7", "2")
        assert saved(form) == before
        await press(pilot, "f7", "1")
        assert saved(form).indicators[3].score != 6
        await press(pilot, "f7")
        assert "不用取消" in told(pilot)


async def test_a_deleted_row_comes_back_and_what_was_in_it_does_not_alone(form: Path) -> None:
    document = edited(form, ("indicators[3].score", "4"))
    rows = document.evaluation.indicators
    document.put("indicators", (*rows[:3], *rows[4:]))
    document.save()
    edited(form, ("indicators[0].remark", "新写的"))
    async with opened(form, (120, 40)) as pilot:
        await press(pilot, "ctrl+g", "down", "down", "f7")
        assert "后来删掉了" in told(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "up")
        assert whole(pilot).endswith(f"删了「{rows[3].name}」")
        await press(pilot, "f7")
        assert saved(form).indicators[3] == rows[3]
        assert saved(form).indicators[0].remark == "新写的"


async def test_without_changes_it_says_what_will_be_there(form: Path) -> None:
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g")
        empty = pilot.app.screen.query_one("#history-empty", Static)
        assert empty.display
        assert "还没有改动记录" in str(empty.content)
        await press(pilot, "enter", "f7", "ctrl+z", "tab", "escape")
        assert editor(pilot)


async def test_a_history_that_cannot_be_kept_is_told_and_the_form_is_saved(
    form: Path, data_folder: Path
) -> None:
    (data_folder / "history").write_text("no folder", encoding="utf-8")
    async with opened(form) as pilot:
        await editor(pilot).go_to("problems")
        await settle(pilot)
        await type_text(pilot, "晚了。")
        await press(pilot, "ctrl+g")
        assert "不能" in told(pilot)
        assert lines(pilot)[0][-1] == "加上「晚了。」"
    assert "晚了。" in saved(form).problems


async def test_where_words_come_from_is_told(form: Path) -> None:
    document = Document.open(form, who="李")
    with document.coming_from(SUGGESTED):
        document.set("problems", "宣传不够。")
    document.save()
    document.close()
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g")
        assert "李  主要问题  来自：推荐语句" in whole(pilot)
        assert not warning(pilot)
        await press(pilot, "f7", "up")
        assert "来自：取消一处改动" in whole(pilot)
        assert not warning(pilot)


async def test_a_history_that_was_tampered_with_is_warned_of(form: Path) -> None:
    edited(form, ("department", "综合科"))
    file = History.of(form).file
    file.write_text(file.read_text("utf-8").replace("综合科", "办公[/]室"), "utf-8")
    async with opened(form) as pilot:
        await press(pilot, "ctrl+g")
        assert "第1条起对不上" in warning(pilot)


def warning(pilot) -> str:
    shown = pilot.app.screen.query_one("#history-warning", Static)
    return str(shown.content) if shown.display else ""
