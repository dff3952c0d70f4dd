"""The preview: the pages that an export would write, moved through by keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from perftui.storage.document import Document
from perftui.tui.screens.compare import CompareScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.export import ExportScreen
from perftui.tui.screens.preview import PreviewScreen
from perftui.tui.widgets.sheets import Sheets
from tests.tui.keyboard import DRAFT, TOWER, come, editor, opened, press, type_text, until

SCIENCE = "2019-科创人才公共服务专项.perf.json"


async def preview(pilot: Pilot[None]) -> Sheets:
    await press(pilot, "ctrl+o")
    screen = pilot.app.screen
    assert isinstance(screen, PreviewScreen)
    await until(pilot, lambda: screen.has_class("-set"))
    await pilot.pause()
    return screen.query_one(Sheets)


def seen(sheets: Sheets) -> str:
    return "\n".join(sheets.render_line(y).text for y in range(sheets.size.height))


def said(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#preview-{name}", Static).content)


async def test_pages_are_moved_through_by_keys_and_left_to_the_same_field(folder: Path) -> None:
    async with opened(folder / SCIENCE) as pilot:
        await press(pilot, "f6")
        here = editor(pilot).section.here
        sheets = await preview(pilot)
        assert "项目绩效自我评价" in seen(sheets)
        assert "第1页，共3页" in said(pilot, "title")
        assert "纸比屏幕宽" in said(pilot, "keys")
        assert "上海市人才服务中心" not in seen(sheets)
        await press(pilot, "right")
        assert "上海市人才服务中心" in seen(sheets)
        await press(pilot, "pagedown")
        assert "上海市人才服务中心" not in seen(sheets)
        await press(pilot, "left", "f6")
        assert "第2页，共3页" in said(pilot, "title")
        assert "指标名称" in seen(sheets).split("财务")[0]
        await press(pilot, "end", "f6")
        assert "第 3 页 共 3 页" in seen(sheets)
        await press(pilot, "f5")
        assert "第2页，共3页" in said(pilot, "title")
        await press(pilot, "home", "down", "down", "up", "pageup")
        assert "第1页，共3页" in said(pilot, "title")
        assert sheets.scroll_offset == (0, 0)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert editor(pilot).section.here == here


async def test_what_was_typed_a_moment_ago_is_on_the_page_markup_and_all(folder: Path) -> None:
    async with opened(folder / DRAFT, (120, 40)) as pilot:
        await press(pilot, "end")
        await type_text(pilot, "[/b]")
        sheets = await preview(pilot)
        assert not sheets.is_wider
        assert "人才大厦管理维护专项[/b]" in seen(sheets)
        assert "草稿：尚有错误未改，不作为正式件" in seen(sheets)
        assert "草稿" in said(pilot, "title")
        assert "导出的每页印上草稿" in said(pilot, "notes")
        await press(pilot, "f12")
        assert "人才大厦管理维护专项[/b]" in seen(sheets)
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, ExportScreen)
        await press(pilot, "escape", "ctrl+l")
        assert isinstance(pilot.app.screen, CompareScreen)
        await press(pilot, "escape", "escape")
        assert editor(pilot)


async def test_two_pages_lie_side_by_side_where_there_is_room(folder: Path) -> None:
    async with opened(folder / SCIENCE, (200, 60)) as pilot:
        sheets = await preview(pilot)
        assert "第1-2页，共3页" in said(pilot, "title")
        first = next(line for line in seen(sheets).splitlines() if "项目名称" in line)
        assert first.count("┬") + first.count("│") > 8
        assert not sheets.is_wider
        await press(pilot, "f6")
        assert "第3页，共3页" in said(pilot, "title")
        await pilot.resize_terminal(100, 30)
        await come(pilot, lambda: sheets.size.width == 100 and "第3页" in said(pilot, "title"))
        await press(pilot, "f5")
        assert "第2页，共3页" in said(pilot, "title")


async def test_what_keeps_the_form_from_being_set_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from perftui.writers.book import ExportError
    from perftui.writers.paged import pages

    def fail(pdf: bytes) -> None:
        raise ExportError("纸张[/red]用完了。")

    monkeypatch.setattr(pages, "pages_of", fail)
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "没有排成" in said(pilot, "wait"))
        assert "没有排成：纸张[/red]用完了。" in said(pilot, "wait")
        await press(pilot, "f6", "f5", "escape")
        assert editor(pilot)
    assert Document.open(folder / TOWER).evaluation.name == "人才大厦管理维护专项"
