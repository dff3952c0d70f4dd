"""The grid as a spreadsheet: ranges, the clipboard, rows moved about, columns of targets."""

from pathlib import Path

from textual.widgets import Static

from perftui.evaluation.values import Unread
from perftui.storage.evaluation_file import load
from perftui.storage.evaluation_file import save as save_form
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, settle, type_text


def grid(pilot) -> IndicatorGrid:
    return pilot.app.screen.query_one(IndicatorGrid)


def detail(pilot) -> str:
    return str(pilot.app.screen.query_one("#row-detail", Static).content)


def shown(pilot, key: str, field: str) -> str:
    return str(grid(pilot).get_cell(key, field))


def scores(path: Path, rows: slice) -> list[str]:
    return [str(row.score) for row in saved(path).indicators[rows]]


def told(pilot) -> str:
    return [note.message for note in pilot.app._notifications][-1]


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await settle(pilot)


async def paste(pilot, text: str) -> None:
    await type_text(pilot, f"\x1b[200~{text}\x1b[201~")


async def test_a_range_is_filled_in_one_step_past_headings(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = saved(form).indicators
        await go_to(pilot, "indicators[4].score")
        await press(pilot, *["shift+down"] * 3)
        assert "选中4格" in detail(pilot)
        assert "underline" in str(grid(pilot).get_cell("5", "score").style)
        await type_text(pilot, "－1")
        assert (shown(pilot, "4", "score"), shown(pilot, "7", "score")) == ("(-1) 4", "-1_")
        await press(pilot, "enter")
        assert scores(form, slice(4, 8)) == ["4", "3", "1", "1"]
        assert grid(pilot).path == "indicators[8].score"
        assert "选中" not in detail(pilot)
        await press(pilot, "shift+up", "shift+up", "=")
        assert scores(form, slice(4, 9)) == ["4", "3", "2", "2", "4"]
        await press(pilot, "up", "ctrl+a", "delete")
        assert {row.score for row in saved(form).indicators} == {None}
        await press(pilot, "escape", "ctrl+z", "ctrl+z", "ctrl+z")
        assert saved(form).indicators == before


async def test_a_value_that_one_of_the_range_refuses_goes_to_none(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = scores(form, slice(0, 9))
        await go_to(pilot, "indicators[5].score")
        await press(pilot, "shift+down", "4", "enter")
        assert "选中的1格不能填" in detail(pilot)
        assert scores(form, slice(0, 9)) == before
        await press(pilot, "escape", "escape", "down")
        assert grid(pilot).selected == ()


async def test_cells_are_copied_one_a_line_and_pasted_elsewhere(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[0].weight")
        await press(pilot, "shift+down", "shift+down", "ctrl+c")
        assert pilot.app.clipboard == "6\n8\n5"
        await press(pilot, "escape", "up", "up", "right")
        await paste(pilot, "5\r6\r")
        assert scores(form, slice(0, 3)) == ["5", "6", "5"]
        assert told(pilot) == "粘贴了2格，可撤销"


async def test_columns_are_pasted_with_their_headings_and_all_is_said(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = saved(form).indicators
        await go_to(pilot, "indicators[4].weight")
        block = '权重\t自评分\t备注\r\n５\t4。5\t"晚了\r\n一月"\r\n4\t9\t\r\n2\t约1\t\r\n'
        await paste(pilot, block)
        rows = saved(form).indicators
        assert (str(rows[4].score), rows[4].remark) == ("4.5", "晚了\n一月")
        assert (rows[5].score, rows[5].weight) == (before[5].score, 4)
        assert isinstance(rows[6].score, Unread)
        assert told(pilot).startswith("粘贴了8格。")
        assert "自评分 9 超过了权重 4" in told(pilot)
        assert "约1" in told(pilot)
        await press(pilot, "ctrl+z")
        assert saved(form).indicators == before
        await go_to(pilot, "indicators[25].score")
        await paste(pilot, "5\n5\n[red]5")
        assert "下面没有行了，多出的2行没有填" in told(pilot)


async def test_one_pasted_value_goes_to_the_whole_range(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[0].remark")
        await press(pilot, "shift+down")
        await paste(pilot, "[red]见附件[/red]")
        assert [row.remark for row in saved(form).indicators[:2]] == ["[red]见附件[/red]"] * 2
        assert shown(pilot, "0", "remark") == "[red]见附件[/red]"


async def test_rows_move_over_into_the_next_category_and_back(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = saved(form).indicators
        await go_to(pilot, "indicators[5].score")
        await press(pilot, "alt+down")
        assert saved(form).indicators[5].category == "产出目标"
        assert "产出目标" in detail(pilot)
        await press(pilot, "alt+down", "alt+up", "alt+up")
        assert saved(form).indicators == before
        assert grid(pilot).path == "indicators[5].score"
        await press(pilot, "alt+up", "ctrl+z")
        assert saved(form).indicators == before


async def test_a_row_is_duplicated_and_several_are_deleted_at_once(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        before = saved(form).indicators
        await go_to(pilot, "indicators[1].name")
        await press(pilot, "ctrl+k")
        assert saved(form).indicators == (*before[:2], before[1], *before[2:])
        assert grid(pilot).path == "indicators[2].name"
        await press(pilot, "shift+down", "ctrl+d")
        assert saved(form).indicators == (*before[:2], *before[3:])
        assert grid(pilot).path == "indicators[2].name"
        await press(pilot, "ctrl+z", "ctrl+z")
        assert saved(form).indicators == before


async def test_a_score_is_edited_in_place(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        await go_to(pilot, "indicators[18].weight")
        await press(pilot, "f2", "home", "right", "delete", "left", "enter")
        assert grid(pilot).path == "indicators[19].weight"
        old = load(form).indicators[18].weight
        assert str(old) != "2.5"
        await press(pilot, "up", "f2", "backspace", "left", "escape")
        assert load(form).indicators[18].weight == old
        await press(pilot, "4", "f2", "left", "3", "home", "delete", "end", "backspace", "enter")
        assert load(form).indicators[18].weight is None


async def test_what_a_score_will_be_is_told_and_counted_while_it_is_typed(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await go_to(pilot, "indicators[0].score")
        total = shown(pilot, "total", "score")
        assert "投入与管理 得33/36" in detail(pilot)
        await press(pilot, "-", "1")
        assert shown(pilot, "0", "score") == "-1_"
        assert "= 5（扣1分）" in detail(pilot)
        assert "投入与管理 得32/36" in detail(pilot)
        assert shown(pilot, "category:投入与管理", "score") == "32"
        assert shown(pilot, "total", "score") == str(int(total) - 1)
        await press(pilot, "escape")
        assert shown(pilot, "total", "score") == total


async def test_targets_propose_a_score_that_plus_takes(folder: Path) -> None:
    form = folder / DRAFT
    async with opened(form, size=(120, 40)) as pilot:
        await go_to(pilot, "indicators[18].score")
        weight = saved(form).indicators[18].weight
        await press(pilot, "ctrl+f")
        assert grid(pilot).path == "indicators[18].score"
        await go_to(pilot, "indicators[18].target")
        await type_text(pilot, "≤2次")
        await press(pilot, "tab")
        await type_text(pilot, "3次")
        assert "按完成值3" in detail(pilot)
        assert saved(form).indicators[18].score is None
        await press(pilot, "tab", "escape", "space", "space")
        assert shown(pilot, "18", "direction") == "反向"
        await type_text(pilot, "正")
        await press(pilot, "escape", "ideographic_space", "end", "left")
        assert grid(pilot).path == "indicators[18].score"
        await type_text(pilot, "＋")
        assert saved(form).indicators[18].score == weight / 2
        await press(pilot, "ctrl+f")
        assert len(grid(pilot).columns) == 4


async def test_a_click_goes_to_a_cell_and_two_rows_of_context_stay(folder: Path) -> None:
    async with opened(folder / TOWER, size=(80, 24)) as pilot:
        await go_to(pilot, "indicators[0].score")
        await press(pilot, *["down"] * 9)
        table = grid(pilot)
        below = table.scroll_y + table.size.height - 1 - table.cursor_row
        assert below >= 3
        await press(pilot, "4")
        await pilot.click(IndicatorGrid, offset=(45, 2))
        await settle(pilot)
        assert table.row is not None
        assert not table.is_typing
        form = saved(folder / TOWER)
        save_form(form, folder / TOWER)


async def test_a_line_break_in_a_cell_stays_while_it_is_written(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        editor(pilot).document.set("indicators[0].remark", "一\n二")
        await go_to(pilot, "indicators[0].remark")
        await press(pilot, "f2")
        await type_text(pilot, "三")
        await press(pilot, "enter")
        assert saved(form).indicators[0].remark == "一\n二三"
