"""Importing by keyboard: picking documents, reading them, looking them through, saving them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList, Static

from perftui.evaluation.model import Evaluation
from perftui.jobs.importing import Reading, import_all
from perftui.jobs.opening import Progress
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import SUFFIX, load, save
from perftui.tui.home.screen import HomeScreen
from perftui.tui.imports import reading as reading_screen
from perftui.tui.imports.document_pane import DocumentPane
from perftui.tui.imports.doubts_pane import DoubtsPane
from perftui.tui.imports.form_pane import FormPane
from perftui.tui.imports.path_field import PathField
from perftui.tui.imports.pick import PickScreen
from perftui.tui.imports.review import ReviewScreen
from perftui.tui.screens.choice import ChoiceScreen
from tests.tui.keyboard import opened, saved, settle, type_text

WORKSPACE = Path("自评表")
DELTA = "2019-长三角一体化服务专项.perf.json"


def names(pilot: Pilot[None]) -> list[str]:
    table = pilot.app.screen.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


def marked(pilot: Pilot[None]) -> list[str]:
    table = pilot.app.screen.query_one(DataTable)
    rows = (table.get_row_at(row) for row in range(table.row_count))
    return [str(row[1]) for row in rows if str(row[0]) == "[x]"]


def here(pilot: Pilot[None]) -> str:
    table = pilot.app.screen.query_one(DataTable)
    return str(table.get_row_at(table.cursor_row)[1])


def text_of(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def said(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


def lines(pilot: Pilot[None], pane: type[OptionList]) -> list[str]:
    return [str(option.prompt) for option in pilot.app.screen.query_one(pane).options]


def kept() -> list[str]:
    return sorted(path.name for path in WORKSPACE.glob(f"*{SUFFIX}"))


def only_form() -> Evaluation:
    (path,) = WORKSPACE.glob(f"*{SUFFIX}")
    return saved(path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other and wait for the effect of all."""
    await pilot.press(*keys)
    await settle(pilot)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
    await settle(pilot)


async def pick(pilot: Pilot[None], *path: str) -> None:
    """Open the picker and go into a folder."""
    await press(pilot, "f3")
    for part in path:
        await type_text(pilot, f"{part}/")


async def reviewing(pilot: Pilot[None], name: str) -> ReviewScreen:
    """Import the one document whose name has this in it, up to its review."""
    await pick(pilot, "~", "往年")
    await type_text(pilot, name)
    await press(pilot, "f9")
    await settle(pilot)
    return review(pilot)


def review(pilot: Pilot[None]) -> ReviewScreen:
    assert isinstance(pilot.app.screen, ReviewScreen)
    return pilot.app.screen


# Picking.


async def test_the_picker_lists_folders_first_and_typing_filters(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        await press(pilot, "f3")
        assert text_of(pilot, "FolderLine") == "~"
        assert names(pilot) == ["../", "往年/", "自评表/"]
        await type_text(pilot, "往年/")
        assert names(pilot) == ["../", "2018年/", "汇总/", "坏[link=x].txt", "问[red].txt"]
        assert "另有1个别的文件" in text_of(pilot, "#pick-status")
        await type_text(pilot, "２０１８")
        assert names(pilot) == ["2018年/"]
        assert "回车打开「2018年」" in text_of(pilot, "#pick-hint")
        await type_text(pilot, "没有")
        assert "没有「２０１８没有」" in text_of(pilot, "#pick-status")
        await press(pilot, "escape")
        assert len(names(pilot)) == 5
        await press(pilot, "space", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_typed_path_leads_from_folder_to_folder_as_far_as_there_are_any(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "~/往年/汇总/长")
        assert names(pilot) == ["2019-长三角一体化服务专项.docx"]
        assert pilot.app.screen.query_one(PathField).value == "长"
        await press(pilot, "escape")
        await type_text(pilot, "没有这里/")
        assert "没有这个文件或文件夹" in text_of(pilot, "#pick-status")
        assert names(pilot) == []


async def test_backspace_in_an_empty_line_goes_up_to_the_folder_left(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年", "汇总")
        await type_text(pilot, "长")
        await press(pilot, "backspace")
        assert "2019-长三角一体化服务专项.docx" in names(pilot)
        await press(pilot, "backspace")
        assert (text_of(pilot, "FolderLine"), here(pilot)) == ("~/往年", "汇总/")
        for key in ("right", "left", "left"):
            await press(pilot, key)
        assert (text_of(pilot, "FolderLine"), here(pilot)) == ("~", "往年/")


async def test_tab_completes_as_far_as_it_is_certain_then_takes_what_is_at_the_cursor(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年", "汇总")
        await type_text(pilot, "2")
        await press(pilot, "tab")
        field = pilot.app.screen.query_one(PathField)
        assert field.value == "2019-"
        await type_text(pilot, "长")
        await press(pilot, "tab")
        assert field.value == "2019-长三角一体化服务专项.docx"
        await press(pilot, "escape", "backspace")
        await type_text(pilot, "2018")
        await press(pilot, "tab")
        assert text_of(pilot, "FolderLine") == "~/往年/2018年"


async def test_pasted_files_are_marked_and_what_is_none_is_told_or_filters(
    documents: Path,
) -> None:
    first, second, _ = sorted((documents / "汇总").absolute().glob("*.docx"))
    async with opened(WORKSPACE) as pilot:
        await press(pilot, "f3")
        await paste(pilot, f"'{first}'\nfile://{second}\n/没有.docx")
        assert marked(pilot) == [first.name, second.name]
        assert text_of(pilot, "FolderLine") == "~/往年/汇总"
        assert any("没有.docx" in message for message in said(pilot))
        await paste(pilot, "长三角")
        assert names(pilot) == ["2019-长三角一体化服务专项.docx"]
        await paste(pilot, str(documents.absolute()))
        assert text_of(pilot, "FolderLine") == "~/往年"


async def test_a_folder_that_has_gone_is_told_and_the_picker_stays(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年", "2018年")
        (documents / "2018年").rmdir()
        await press(pilot, "ctrl+r")
        assert "没有这个文件或文件夹" in text_of(pilot, "#pick-status")
        await press(pilot, "backspace")
        assert text_of(pilot, "FolderLine") == "~/往年"


# Reading.


async def test_a_bad_file_is_told_and_the_others_are_read(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年")
        await type_text(pilot, "坏")
        await press(pilot, "enter")
        assert "1个没有读成" in text_of(pilot, "#reading-now")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PickScreen)
        await press(pilot, "f6")
        await press(pilot, "f9")
        (line,) = lines(pilot, OptionList)
        assert "坏[link=x].txt" in line
        assert "不是文本文件" in line
        await press(pilot, "enter")
        assert "1/1" in text_of(pilot, "#document-title")


async def test_what_was_read_until_escape_can_be_looked_through(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def halting(paths: Iterable[Path], progress: Progress) -> Iterator[Reading]:
        for reading in import_all(paths, progress):
            yield reading
            goes_on.wait(10)

    monkeypatch.setattr(reading_screen, "import_all", halting)
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年")
        await type_text(pilot, "汇")
        await pilot.press("f9")
        while not text_of(pilot, "#reading-now").startswith("第 1/3 个：汇总/2019-"):
            await pilot.pause()
        while not lines(pilot, OptionList):
            await pilot.pause()
        await pilot.press("escape")
        goes_on.set()
        await settle(pilot)
        assert "已停下：读到第 1/3 个" in text_of(pilot, "#reading-now")
        await press(pilot, "enter")
        assert "1/1" in text_of(pilot, "#document-title")


async def test_a_document_that_takes_long_is_stopped_on_the_way(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def endless(paths: Iterable[Path], progress: Progress) -> Iterator[Reading]:
        try:
            while True:  # as it is told again and again while a document is read
                progress(1, 1, "长.docx")
                yield from ()
        finally:
            ended.set()

    monkeypatch.setattr(reading_screen, "import_all", endless)
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年")
        await type_text(pilot, "汇")
        await pilot.press("f9")
        while not text_of(pilot, "#reading-now").startswith("第 1/1 个：长.docx"):
            await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        assert ended.is_set()


# Looking through.


async def test_a_question_shows_its_place_in_the_document_and_in_the_form(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "问")
        document, form = screen.query_one(DocumentPane), screen.query_one(FormPane)
        assert "约一百万" in lines(pilot, DoubtsPane)[0]
        spot = screen.review.doubts[0].spot
        assert spot is not None
        assert screen.review.imported.document.rows[spot.first].at(spot.column or 0) == "约一百万"
        assert (document.highlighted, form.path) == (spot.first, "executed")
        await press(pilot, "down", "down")
        assert form.path == "date"
        await press(pilot, "shift+tab", "home", "down")
        assert document.has_focus
        assert form.path == "name"
        await press(pilot, "escape")
        assert form.path == "date"


async def test_accepting_goes_from_doubt_to_doubt_and_the_last_line_saves(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "问")
        assert "问[red].txt" in text_of(pilot, "#document-title")
        assert any("去年春天[/red]" in line for line in lines(pilot, DocumentPane))
        assert any("资金[link=x]使用[/]的合规性" in line for line in lines(pilot, FormPane))
        await press(pilot, *["enter"] * len(screen.review.doubts))
        assert kept() == []
        assert "存下这份表" in lines(pilot, DoubtsPane)[-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert only_form().indicators[0].name == "资金[link=x]使用[/]的合规性"


async def test_doubts_are_settled_by_a_digit_or_by_hand_and_undo_takes_it_back(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "问")
        await press(pilot, "f2", "ctrl+u")
        await type_text(pilot, "１１８。７万")
        await press(pilot, "enter")
        assert screen.review.is_settled(0)
        assert screen.query_one(DoubtsPane).at == 1
        await type_text(pilot, "２")
        assert screen.review.document.show("unit") == "上海市人才中心[/red]"
        await press(pilot, "ctrl+z")
        assert screen.review.document.show("unit") == "上海市人才服务中心"
        await press(pilot, "f2", "ctrl+u", "escape", "2", "f8")
        form = only_form()
        assert (form.executed, form.unit) == (Decimal(1187000), "上海市人才中心[/red]")


async def test_any_field_of_the_form_can_be_reached_and_edited_in_place(documents: Path) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "问")
        form = screen.query_one(FormPane)
        await press(pilot, "tab", "home", *["down"] * 12)
        assert form.path == "measures"
        await press(pilot, "f2", "enter")
        await type_text(pilot, "3、加强管理。")
        await press(pilot, "f2", "end", *["right"] * 5)
        assert form.path.endswith(".remark")
        await press(pilot, "enter")
        await type_text(pilot, "见附件[1]")
        await press(pilot, "enter")
        assert form.has_focus
        await press(pilot, "f8")
        assert only_form().measures.endswith("\n3、加强管理。")
        assert only_form().indicators[-1].remark == "见附件[1]"


async def test_forms_without_doubts_are_one_enter_each_and_home_shows_the_first(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "汇总")
        first = screen.review.document.evaluation.name
        assert "没有疑问" in text_of(pilot, "#doubts-title")
        for _ in range(3):
            await press(pilot, "enter")
        await settle(pilot)
        assert here(pilot) == first
        assert "导入了3份表。" in said(pilot)
        await reviewing(pilot, "汇总")
        await press(pilot, "f7")
        assert len(kept()) == 3
        assert any("3份目录里已有一样的" in message for message in said(pilot))


async def test_marked_in_two_folders_all_without_questions_are_taken_with_one_key(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年", "汇总")
        await press(pilot, "f6", "backspace")
        await type_text(pilot, "问")
        await press(pilot, "space", "enter")
        await settle(pilot)
        await press(pilot, "f7")
        assert len(kept()) == 3
        assert review(pilot).review.has_questions
        assert "4/4" in text_of(pilot, "#document-title")


@pytest.mark.parametrize(
    ("answer", "units"),
    [("1", ["别的单位", "上海市人才服务中心"]), ("2", ["上海市人才服务中心"]), ("3", ["别的单位"])],
)
async def test_a_form_that_is_there_can_be_kept_beside_replaced_or_skipped(
    documents: Path, answer: str, units: list[str]
) -> None:
    other = load(sample_projects() / DELTA).model_copy(update={"unit": "别的单位"})
    save(other, WORKSPACE / DELTA)
    async with opened(WORKSPACE) as pilot:
        await pick(pilot, "往年", "汇总")
        await type_text(pilot, "长")
        await press(pilot, "enter")
        await settle(pilot)
        await press(pilot, "enter")
        assert "内容与这一份不同" in text_of(pilot, ".question")
        await press(pilot, answer)
        await settle(pilot)
        assert [saved(WORKSPACE / name).unit for name in reversed(kept())] == units


async def test_escape_and_leaving_the_program_ask_where_forms_are_unsaved(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "汇总")
        first = screen.review
        await press(pilot, "escape", "escape")
        assert screen.review is first
        await press(pilot, "escape", "1")
        assert screen.review is not first
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert kept() == []


async def test_the_forms_can_be_looked_at_in_any_order(documents: Path) -> None:
    async with opened(WORKSPACE, (120, 40)) as pilot:
        await reviewing(pilot, "汇总")
        await press(pilot, "f6")
        assert "2/3" in text_of(pilot, "#document-title")
        await press(pilot, "f5", "f5")
        assert "3/3" in text_of(pilot, "#document-title")
        await press(pilot, "enter")
        assert "1/3" in text_of(pilot, "#document-title")


async def test_a_form_that_cannot_be_saved_stays_and_the_reason_is_told(
    documents: Path,
) -> None:
    async with opened(WORKSPACE) as pilot:
        screen = await reviewing(pilot, "问")
        WORKSPACE.rmdir()
        WORKSPACE.write_text("", encoding="utf-8")
        await press(pilot, "f8")
        assert pilot.app.screen is screen
        assert any("不能" in message for message in said(pilot))
