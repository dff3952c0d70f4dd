"""The indicator grid: spreadsheet keys, refusals, running totals."""

from pathlib import Path

from textual.widgets import Static

from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, settle, type_text


def grid(pilot) -> IndicatorGrid:
    return pilot.app.screen.query_one(IndicatorGrid)


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await settle(pilot)


def detail(pilot) -> str:
    return str(pilot.app.screen.query_one("#row-detail", Static).content)


def figures(pilot) -> str:
    return str(pilot.app.screen.query_one("SummaryBar .figures", Static).content)


def shown(pilot, key: str, field: str) -> str:
    return str(grid(pilot).get_cell(key, field))


async def test_a_digit_starts_the_score_over_and_enter_goes_down(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "down", "4", "enter")
        assert saved(folder / TOWER).indicators[1].score == 4
        assert grid(pilot).path == "indicators[2].score"
        assert shown(pilot, "category:投入与管理", "score") == "31"
        assert shown(pilot, "total", "score") == "92"
        assert "得分 92" in figures(pilot)


async def test_the_grade_follows_the_scores(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "0", "enter")
        assert "得分 88  等级 良好" in figures(pilot)
        await press(pilot, "ctrl+z")
        assert "得分 94  等级 优秀" in figures(pilot)


async def test_a_score_above_its_weight_is_refused_on_the_spot(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "9")
        assert "超过了权重 6" in detail(pilot)
        await press(pilot, "enter", "down", "tab")
        assert grid(pilot).path == "indicators[0].score"
        assert saved(folder / TOWER).indicators[0].score == 6
        assert shown(pilot, "0", "score") == "9_"
        await press(pilot, "escape")
        assert shown(pilot, "0", "score") == "6"
        assert editor(pilot).document.evaluation.indicators[0].score == 6


async def test_an_equals_sign_gives_full_marks_also_in_full_width(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "down", "=")
        await press(pilot, "down")
        await type_text(pilot, "＝")
        rows = saved(folder / TOWER).indicators
        assert (rows[1].score, rows[3].score) == (8, 8)


async def test_full_width_digits_and_points_make_a_score(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6")
        await type_text(pilot, "５。５")
        await press(pilot, "enter")
        assert str(saved(folder / TOWER).indicators[0].score) == "5.5"


async def test_tab_goes_across_and_text_cells_are_edited_below_the_grid(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "down", "tab")
        assert grid(pilot).path == "indicators[1].remark"
        await type_text(pilot, "目标偏原则")
        assert shown(pilot, "1", "remark") == "目标偏原则"
        await press(pilot, "enter")
        assert saved(folder / TOWER).indicators[1].remark == "目标偏原则"
        assert grid(pilot).path == "indicators[2].remark"


async def test_f2_edits_a_text_cell_in_place_and_escape_returns(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "left", "left", "f2")
        await type_text(pilot, "性")
        await press(pilot, "escape")
        assert saved(folder / TOWER).indicators[0].name == "资金使用的合规性性"
        assert pilot.app.screen.focused is grid(pilot)


async def test_a_row_is_added_in_its_category_and_deleted_and_both_undo(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        before = editor(pilot).document.evaluation.indicators
        await press(pilot, "f6", "f6", *["down"] * 7, "ctrl+n")
        await type_text(pilot, "新指标完成率")
        await press(pilot, "enter")
        added = saved(folder / TOWER).indicators
        assert (added[8].name, added[8].category) == ("新指标完成率", "产出目标")
        assert len(added) == len(before) + 1
        await go_to(pilot, "indicators[8].name")
        await press(pilot, "ctrl+d")
        assert saved(folder / TOWER).indicators == before
        await press(pilot, "ctrl+z")
        assert saved(folder / TOWER).indicators == added


async def test_wrong_weights_are_shown_where_they_are_wrong(folder: Path) -> None:
    async with opened(folder / TOWER, size=(120, 40)) as pilot:
        await press(pilot, "f6", "f6", "left", "5", "enter")
        assert "权重应为36" in shown(pilot, "category:投入与管理", "remark")
        assert "权重应为100" in shown(pilot, "total", "remark")


async def test_the_execution_row_shows_what_its_rate_would_give(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "down", "down", "down")
        assert "执行率88.51%" in detail(pilot)
        assert "7.08分" in detail(pilot)


async def test_a_deducted_row_is_offered_wording_for_its_remark(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "indicators[1].score")
        await press(pilot, "alt+1")
        remark = saved(folder / DRAFT).indicators[1].remark
        assert remark.endswith("。")
        assert grid(pilot).path == "indicators[1].score"


async def test_the_cursor_never_rests_on_a_heading(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(
            pilot, "f6", "f6", "pagedown", "pagedown", "pagedown", "pageup", "pageup", "pageup"
        )
        assert grid(pilot).row is not None
        await press(pilot, *["down"] * 27)
        assert grid(pilot).path == "indicators[25].score"
        await press(pilot, *["up"] * 27)
        assert grid(pilot).path == "indicators[0].score"


async def test_a_national_form_shows_target_and_actual(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "国标项目")
        await press(pilot, "enter")
        await type_text(pilot, "2021")
        await press(pilot, "enter", "down", "enter", "f6", "f6")
        assert shown(pilot, "0", "weight") == "10"
        assert [str(c.label) for c in grid(pilot).ordered_columns][1:3] == [
            "指标值",
            "实际值",
        ]


async def test_a_score_being_typed_is_taken_when_the_grid_is_left(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "4", "f6")
        assert saved(folder / TOWER).indicators[0].score == 4


async def test_a_refused_score_keeps_the_user_until_it_is_mended(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "9", "f6")
        assert pilot.app.screen.focused is grid(pilot)
        assert shown(pilot, "0", "score") == "9_"
        assert "没有记下" in detail(pilot)
        await press(pilot, "backspace", "6", "f6")
        assert saved(folder / TOWER).indicators[0].score == 6
        assert editor(pilot).section.part == "achievements"


async def test_undo_gives_up_a_score_being_typed_and_nothing_else(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f6", "f6", "4", "enter", "3", "ctrl+z")
        assert shown(pilot, "1", "score").endswith("6")
        assert saved(folder / TOWER).indicators[0].score == 4


async def test_a_category_without_rows_gets_its_first_in_the_order_of_the_form(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "新项目")
        await press(pilot, "enter")
        await type_text(pilot, "2021")
        await press(pilot, "enter", "enter", "f6", "f6", *["down"] * 7)
        assert "Ctrl+N" in detail(pilot)
        await press(pilot, "ctrl+n")
        await type_text(pilot, "满意度")
        await press(pilot, "enter", "up", "up", "ctrl+n")
        await type_text(pilot, "完成率")
        await press(pilot, "enter")
        rows = saved(folder / "2021-新项目.perf.json").indicators
        assert [(row.category, row.name) for row in rows[6:]] == [
            ("产出目标", "完成率"),
            ("效果目标", "满意度"),
        ]
