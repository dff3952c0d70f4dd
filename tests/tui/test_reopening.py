"""A form opened again after the program was killed; what is being typed, kept by each key."""

from pathlib import Path

import pytest
from textual.widgets import Static

from perftui.evaluation.fields import cell
from perftui.evaluation.history.sources import SUGGESTED
from perftui.jobs.reopening import TALK
from perftui.storage.document import Document
from perftui.storage.evaluation_file import load, save
from perftui.storage.form_data import JOURNALS, places_of
from perftui.storage.journal.records import Typing, records_in
from perftui.tui.form.grid.section import IndicatorsSection
from perftui.tui.form.reopening import ReopenedBar
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.choice import ChoiceScreen
from tests.killed import killed
from tests.tui.keyboard import TOWER, editor, opened, press, saved, settle, type_text

SCORE = cell(3, "score")


@pytest.fixture
def form(folder: Path) -> Path:
    return folder / TOWER


def bar(pilot) -> str:
    shown = editor(pilot).query_one(ReopenedBar)
    return str(shown.content) if shown.display else ""


def entry(pilot) -> str:
    section = editor(pilot).section
    assert isinstance(section, IndicatorsSection)
    return section.grid.entry.text if section.grid.entry else ""


def journals(form: Path) -> list[Path]:
    return places_of(form, JOURNALS)


def typing(form: Path) -> list[tuple[str, str]]:
    """Return what the journals say was being typed, key by key."""
    records = (one for file in journals(form) for one in records_in(file.read_bytes()))
    return [(one.path, one.text) for one in records if isinstance(one, Typing)]


async def test_what_was_found_again_is_said_looked_at_and_taken_back(form: Path) -> None:
    before = load(form)
    with killed():
        document = Document.open(form)
        document.set("department", "综合科（一）")
        document.set(SCORE, "6")
    async with opened(form) as pilot:
        assert "找回了没存上的2处改动" in bar(pilot)
        assert "Ctrl+G" in bar(pilot)
        assert "Ctrl+Z" in bar(pilot)
        assert saved(form).department == "综合科（一）"
        await press(pilot, "ctrl+g", "escape")
        assert bar(pilot) == ""
        await press(pilot, "ctrl+z", "ctrl+z")
        assert saved(form) == before


async def test_a_form_that_was_closed_well_says_nothing_and_leaves_no_journal(form: Path) -> None:
    async with opened(form) as pilot:
        assert bar(pilot) == ""
        await type_text(pilot, "甲")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert journals(form) == []
        pilot.app.screen.open(form)
        await settle(pilot)
        assert bar(pilot) == ""


async def test_what_others_have_changed_is_said(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    save(load(form).model_copy(update={"unit": "别的[/]单位"}), form)
    async with opened(form) as pilot:
        assert "在别处改过1处：预算单位" in bar(pilot)
        assert "撤销" not in bar(pilot)


async def test_a_number_that_was_being_typed_is_gone_on_with(form: Path) -> None:
    with killed():
        document = Document.open(form)
        document.note_typing(SCORE, "7.")
    async with opened(form) as pilot:
        await settle(pilot)
        assert editor(pilot).here == SCORE
        assert entry(pilot) == "7."
        assert "写了一半的「7.」" in bar(pilot)
        await type_text(pilot, "5\r")
        assert str(saved(form).indicators[3].score) == "7.5"


async def test_a_line_that_was_being_said_is_gone_on_with(form: Path) -> None:
    with killed():
        document = Document.open(form)
        document.note_typing(TALK, "预算12")
    async with opened(form) as pilot:
        assert editor(pilot).talk.is_open
        await type_text(pilot, "3")
        assert typing(form)[-1] == (TALK, "预算123")


async def test_a_text_that_was_being_typed_is_put_where_it_belongs(form: Path) -> None:
    with killed():
        document = Document.open(form)
        document.note_typing("department", "综合科")
    async with opened(form) as pilot:
        assert saved(form).department == "综合科"
        assert editor(pilot).here == "department"


async def test_each_key_of_a_number_is_kept_until_it_is_taken_or_given_up(form: Path) -> None:
    async with opened(form) as pilot:
        await editor(pilot).go_to(SCORE)
        await settle(pilot)
        await type_text(pilot, "7.")
        assert typing(form) == [(SCORE, "7"), (SCORE, "7.")]
        await press(pilot, "escape")
        assert typing(form)[-1] == (SCORE, "")
        score = str(saved(form).indicators[3].score)
        await type_text(pilot, f"{score}\r")  # what it holds already is no edit
        assert typing(form)[-1][1] == ""


async def test_the_program_told_to_end_takes_what_is_being_typed(form: Path) -> None:
    async with opened(form) as pilot:
        await editor(pilot).go_to(SCORE)
        await settle(pilot)
        await type_text(pilot, "3.5")
        pilot.app._hang_up()
    assert str(saved(form).indicators[3].score) == "3.5"
    assert journals(form) == []


async def test_what_cannot_be_saved_at_the_end_is_there_when_the_form_is_opened_again(
    form: Path,
) -> None:
    with killed() as patch:
        async with opened(form) as pilot:
            patch.setattr("perftui.storage.form_file.save", _full)
            await type_text(pilot, "甲")
            pilot.app._hang_up()
    assert "甲" not in saved(form).model_dump_json()
    async with opened(form) as pilot:
        assert "找回了没存上的1处改动" in bar(pilot)


async def test_changes_that_are_given_up_do_not_come_back(form: Path) -> None:
    with killed() as patch:
        async with opened(form) as pilot:
            patch.setattr("perftui.storage.form_file.save", _full)
            await type_text(pilot, "甲")
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, ChoiceScreen)
            await press(pilot, "3", "escape")
            assert isinstance(pilot.app.screen, HomeScreen)
    assert journals(form) == []


async def test_edits_that_cannot_be_kept_are_counted_in_red(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(form) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr("perftui.disk.make_new", _full)
            await type_text(pilot, "甲")
            alarm = editor(pilot).query_one("SummaryBar .alarm", Static)
            assert alarm.display
            assert "磁盘满了" in str(alarm.content)
        await type_text(pilot, "乙")
        assert not alarm.display


async def test_a_form_that_cannot_be_read_is_restored_when_that_is_wished(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    form.write_text("{", "utf-8")
    async with opened(form) as pilot:
        ask = pilot.app.screen
        assert isinstance(ask, ChoiceScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert form.read_text("utf-8") == "{"
        pilot.app.screen.open(form)
        await settle(pilot)
        await press(pilot, "1")
        assert editor(pilot).document.evaluation.department == "综合科"
    assert saved(form).department == "综合科"
    assert [one.read_text("utf-8") for one in form.parent.glob("*损坏的*")] == ["{"]


async def test_wording_that_is_taken_is_known_by_its_source(form: Path) -> None:
    async with opened(form) as pilot:
        await editor(pilot).go_to("problems")
        await settle(pilot)
        await press(pilot, "alt+1")
        await type_text(pilot, "我写的。")
        document = editor(pilot).document
        sources = [edit.source for edit in document.edits if edit.path == "problems"]
        assert sources[0] == SUGGESTED
        assert sources[-1] == ""


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
