"""The overview: bars gone through by keyboard, down to a form and back up again."""

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from perftui.jobs.opening import Progress
from perftui.storage.evaluation_file import load, save
from perftui.storage.workspace import Workspace
from perftui.tui.desk import Desk
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.overview import OverviewScreen
from perftui.tui.widgets.bars import BarList
from tests.tui.keyboard import editor, opened, press, settle, type_text


def screen(pilot) -> OverviewScreen:
    assert isinstance(pilot.app.screen, OverviewScreen)
    return pilot.app.screen


def said(pilot, selector: str) -> str:
    return str(screen(pilot).query_one(selector, Static).content)


def bars(pilot) -> BarList:
    focused = pilot.app.screen.focused
    assert isinstance(focused, BarList)
    return focused


def rows(pilot) -> list[str]:
    """Return the rows in sight, as they are drawn."""
    shown = bars(pilot)
    count = min(shown.size.height, len(shown.plot.bars))
    return [shown.render_line(y).text for y in range(count)]


async def test_scores_are_gone_through_and_a_form_is_opened(folder: Path) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "f5")
        assert "「得分与等级」" in said(pilot, "#overview-pages")
        assert "年度对比" not in said(pilot, "#overview-pages")
        assert "共9份" in said(pilot, ".plot-headline")
        assert "条形从60分画起" in said(pilot, ".plot-headline")
        assert "90" in said(pilot, ".plot-scale")
        assert rows(pilot)[0].startswith("> 高校毕业生")
        assert rows(pilot)[0].rstrip().endswith("92 优秀")
        await press(pilot, "end", "pageup", "home", "down", "down")
        assert bars(pilot).cursor == 2
        chosen = bars(pilot).current
        assert chosen is not None
        assert chosen.label in said(pilot, "#overview-full")
        await press(pilot, "enter")
        assert editor(pilot).document.evaluation.name == chosen.forms[0].name


async def test_lost_points_lead_to_forms_and_escape_leads_back_up(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f5", "f6", "f6", "down")
        assert "「失分」" in said(pilot, "#overview-pages")
        lost = bars(pilot).current
        assert lost is not None
        assert f"列出这{len(lost.forms)}份表" in said(pilot, "#overview-full")
        await press(pilot, "enter")
        assert bars(pilot).plot.title == f"失分：{lost.label}"
        assert said(pilot, ".plot-title") == f"失分：{lost.label}"
        await press(pilot, "escape")
        assert bars(pilot).current == lost
        await press(pilot, "f5", "f5", "f5", "f5", "enter", "down", "enter")
        assert editor(pilot).document.path is not None
        await press(pilot, "escape")
        assert bars(pilot).current is not None  # back where the form was opened
        await press(pilot, "escape", "f5", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_two_plots_stand_side_by_side_where_there_is_room(folder: Path) -> None:
    async with opened(folder, (200, 60)) as pilot:
        await press(pilot, "f5")
        left, right = screen(pilot).query(".plot-title").results(Static)
        assert [str(left.content), str(right.content)] == ["得分与等级", "预算执行率"]
        assert "失分" in said(pilot, "#overview-full")
        await press(pilot, "f6", "f6", "f6", "enter")
        assert [str(left.content), str(right.content)[:3]] == ["常见问题", "问题："]
        assert bars(pilot).plot.title.startswith("问题：")
        await press(pilot, "f6")
        assert not right.parent.display
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "「年度对比」" in said(pilot, "#overview-pages")


async def test_the_report_is_put_beside_the_forms_and_never_over_another(folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f5", "f9", "f9")
        told = [notice.message for notice in pilot.app._notifications]
    written = sorted(file.name for file in (folder / "导出").iterdir())
    assert [name.split(".")[-1] for name in written] == ["html", "xlsx"] * 2
    assert written[0] in told[1]
    assert any(f"在 {folder / '导出'}" in message for message in told)


async def test_hostile_names_and_files_that_cannot_be_read_do_no_harm(folder: Path) -> None:
    for file in sorted(folder.glob("*.json"))[2:]:
        file.unlink()
    first, second = sorted(folder.glob("*.json"))
    name = "[/red] [1] 预算[red] [link=http://x]甲\x1b[31m\u202e"
    evaluation = load(first)
    row = evaluation.indicators[0].model_copy(update={"name": name, "score": None})
    save(evaluation.model_copy(update={"name": name, "indicators": (row,)}), first)
    second.write_text("{", encoding="utf-8")
    async with opened(folder, (120, 40)) as pilot:
        entries = Workspace(folder).entries()
        pilot.app.push_screen(OverviewScreen(entries, Desk(folder), print))
        await settle(pilot)
        assert "另有1份读不出来" in said(pilot, ".plot-headline")
        assert "[/red] [1] 预算[red] [link=http://x]甲" in said(pilot, "#overview-full")
        assert "[/red] [1] 预算[red]" in rows(pilot)[0]
        for _ in range(4):
            await press(pilot, "f6", "enter", "escape")
        assert isinstance(pilot.app.screen, OverviewScreen | HomeScreen)


async def test_escape_need_not_wait_until_all_are_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow(paths: object, progress: Progress) -> None:
        progress(1, 9, "[/red]甲")
        begun.set()
        go_on.wait(10)
        progress(2, 9, "乙")
        raise AssertionError("it was not stopped")

    monkeypatch.setattr("perftui.tui.screens.overview.gather", slow)
    async with opened(folder) as pilot:
        await pilot.press("f5")
        while not begun.is_set():
            await pilot.pause()
        assert "正在汇总 1/9\n\n[/red]甲" in said(pilot, "#overview-note")
        await pilot.press("f6", "enter", "f9", "escape")
        go_on.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_without_forms_it_says_what_to_do(folder: Path) -> None:
    async with opened(folder) as pilot:
        pilot.app.push_screen(OverviewScreen((), Desk(folder), print))
        await settle(pilot)
        assert "按 F3 导入以往的表" in said(pilot, "#overview-note")
        await press(pilot, "enter", "f6", "f9", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
