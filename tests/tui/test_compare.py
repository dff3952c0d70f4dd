"""The comparison with last year's form: gone through by keys, and back to the field."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from perftui.storage.document import Document
from perftui.tui.form.narrative.section import NarrativeSection
from perftui.tui.screens.compare import CompareScreen
from perftui.tui.screens.preview import PreviewScreen
from perftui.tui.widgets.change_list import ChangeList
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, until


async def compare(pilot: Pilot[None]) -> ChangeList:
    await press(pilot, "ctrl+l")
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    await until(pilot, lambda: screen.has_class("-found"))
    await pilot.pause()
    return screen.query_one(ChangeList)


def at(changes: ChangeList) -> str:
    return changes.at.path if changes.at else ""


def listed(changes: ChangeList) -> str:
    return "\n".join(str(option.prompt) for option in changes.options)


def said(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#compare-{name}", Static).content)


async def test_differences_are_gone_through_and_one_is_gone_to_in_the_form(folder: Path) -> None:
    document = Document.open(folder / DRAFT)
    document.put("unit", "上海市[/red]人才服务中心[1]")
    document.save()
    async with opened(folder / DRAFT) as pilot:
        changes = await compare(pilot)
        assert "2020年度 与 2019年度" in said(pilot, "title")
        assert "得分 94 改为 65  等级 优秀 改为 未评完" in said(pilot, "figures")
        assert "与上年完全相同1处" in said(pilot, "figures")
        shown = listed(changes)
        assert "上海市[/red]人才服务中心[1]" in shown
        assert "当年预算数  13,180,638.00 改为 12,650,000.00  减4.03%" in shown
        assert "其余15行没有变化" in shown
        assert "同 全文  与上年完全相同" in shown
        assert at(changes) == "unit"
        await press(pilot, "f5")
        assert at(changes) == "unit"
        await press(pilot, "f6", "f6", "f6", "f6")
        assert at(changes) == "indicators[1].score"
        await press(pilot, "up", "end")
        assert at(changes).startswith("achievements")
        await press(pilot, "f6", "home", "f7")
        assert "工程审价完成率  没有变化" in listed(changes)
        assert changes.highlighted is not None
        await press(pilot, "f7", "f6")
        assert listed(changes) == shown
        while at(changes) != "achievements[0]":
            await press(pilot, "f6")
        await press(pilot, "enter")
        assert isinstance(editor(pilot).section, NarrativeSection)
        assert editor(pilot).section.part == "achievements"
    assert Document.open(folder / DRAFT).evaluation == document.evaluation


async def test_the_forms_stand_side_by_side_where_there_is_room(folder: Path) -> None:
    async with opened(folder / DRAFT, (120, 40)) as pilot:
        changes = await compare(pilot)
        assert "2019年度" in said(pilot, "columns")
        budget = next(line for line in listed(changes).splitlines() if "当年预算数" in line)
        assert budget.index("13,180,638.00") < budget.index("12,650,000.00")
        wide = listed(changes)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: listed(changes) != wide)
        assert " 改为 " in listed(changes)
        assert not pilot.app.screen.query_one("#compare-columns").display


async def test_without_an_older_form_it_is_said_what_to_do(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "ctrl+o", "ctrl+l")
        await until(pilot, lambda: "更早年度" in said(pilot, "wait"))
        assert "没有「人才大厦管理维护专项」更早年度的表" in said(pilot, "wait")
        assert "在那里按 F3 导入上年的表" in said(pilot, "wait")
        await press(pilot, "f6", "f7", "enter", "escape")
        assert isinstance(pilot.app.screen, PreviewScreen)


async def test_a_field_chosen_from_the_preview_of_the_editor_is_gone_to(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        chosen: list[str | None] = []
        document = editor(pilot).document
        screen = PreviewScreen(document.evaluation, editor(pilot).desk, document.path)
        await pilot.app.push_screen(screen, chosen.append)
        await compare(pilot)
        await press(pilot, "enter")
        assert chosen == ["budget"]
        assert editor(pilot)
