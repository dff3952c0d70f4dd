"""A row that loses points asks for its reason, and the reason for the problem it leads to."""

from pathlib import Path

from textual.widgets import Static

from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.form.suggestion_panel import SuggestionPanel
from perftui.tui.screens.editor import EditorScreen
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, settle, type_text


def grid(pilot) -> IndicatorGrid:
    return pilot.app.screen.query_one(IndicatorGrid)


def strip(pilot) -> str:
    return str(pilot.app.screen.query_one("#row-strip", Static).content)


def suggested_for(pilot) -> str:
    return pilot.app.screen.query_one(SuggestionPanel).field


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await settle(pilot)


async def test_a_reason_is_taken_and_then_its_problem_without_leaving_the_grid(
    folder: Path,
) -> None:
    form = folder / DRAFT
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[17].score")
        await press(pilot, "-", "1", "enter")
        name = saved(form).indicators[17].name
        assert f"「{name[:5]}" in strip(pilot)
        assert "扣1分，为什么？" in strip(pilot)
        assert grid(pilot).path == "indicators[18].score"
        assert suggested_for(pilot) == "indicators[17].remark"
        await press(pilot, "=")
        assert grid(pilot).path == "indicators[19].score"
        assert suggested_for(pilot) == "indicators[17].remark"
        await press(pilot, "alt+1")
        reason = saved(form).indicators[17].remark
        assert reason
        assert "写进主要问题" in strip(pilot)
        assert suggested_for(pilot) == "problems"
        await press(pilot, "alt+1")
        problems = saved(form).problems
        assert problems
        assert grid(pilot).path == "indicators[19].score"
        assert pilot.app.screen.focused is grid(pilot)
        assert suggested_for(pilot) == "measures"
        await press(pilot, "-", "1", "enter")
        assert suggested_for(pilot) == "indicators[19].remark"
        await press(pilot, "ctrl+z", "ctrl+z")
        assert saved(form).problems == ""
        assert saved(form).indicators[17].remark == reason


async def test_letters_write_the_reason_of_the_row_that_is_asked_about(folder: Path) -> None:
    form = folder / DRAFT
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[18].score")
        await type_text(pilot, "-0.5\r主体工程延期\r")
        assert saved(form).indicators[18].remark == "主体工程延期"
        assert str(saved(form).indicators[18].score) == "2"
        assert grid(pilot).path == "indicators[19].score"
        assert "写进主要问题" in strip(pilot)
        await type_text(pilot, "2.5\r")
        assert "写进主要问题" not in strip(pilot)
        assert str(saved(form).indicators[19].score) == "2.5"
        assert saved(form).problems == ""


async def test_escape_drops_the_question_and_the_row_stays_marked(folder: Path) -> None:
    form = folder / DRAFT
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[18].score")
        await press(pilot, "-", "1", "enter", "escape")
        assert "为什么" not in strip(pilot)
        assert isinstance(pilot.app.screen, EditorScreen)
        assert str(grid(pilot).get_cell("18", "remark")) == "待写原因"
        assert saved(form).indicators[18].remark == ""
        await press(pilot, "up")
        assert "扣1分，为什么？" in strip(pilot)
        await type_text(pilot, "[red]延期")
        await press(pilot, "escape")
        assert saved(form).indicators[18].remark == "[red]延期"


async def test_going_on_declines_the_problem_and_full_marks_end_the_question(
    folder: Path,
) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = saved(form).problems
        await go_to(pilot, "indicators[0].score")
        await press(pilot, "-", "1", "enter", "alt+1")
        assert "写进主要问题" in strip(pilot)
        await press(pilot, "down")
        assert "写进主要问题" not in strip(pilot)
        assert saved(form).problems == before
        await go_to(pilot, "indicators[4].score")
        await press(pilot, "-", "1", "enter")
        assert "为什么" in strip(pilot)
        await press(pilot, "up", "=")
        assert "为什么" not in strip(pilot)


async def test_a_wording_with_a_gap_is_opened_at_its_gap(folder: Path) -> None:
    form = folder / DRAFT
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[18].score")
        await press(pilot, "-", "1", "enter")
        section = editor(pilot).section
        section.take("因{原因}推迟{时长}。")
        await settle(pilot)
        await type_text(pilot, "流标")
        await press(pilot, "f2")
        await type_text(pilot, "两月")
        await press(pilot, "enter")
        assert saved(form).indicators[18].remark == "因流标推迟两月。"
