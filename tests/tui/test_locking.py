"""Who opens a form that somebody else is filling in is told, and chooses how to go on."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from perftui.storage.lock import FormLock
from perftui.storage.processes import start_of
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.preview import PreviewScreen
from tests.tui.keyboard import DRAFT, TOWER, come, editor, opened, press, saved, settle, until

KILLED = """
import os, pathlib, sys
from perftui import disk
from perftui.storage.atomic import write_atomic

with disk.watched(lambda name, *call: os._exit(9) if name == "replace" else call[-1]()):
    write_atomic(pathlib.Path(sys.argv[1]), b"{}")
"""
NOBODY = 2**22 + 1  # more than there are processes
COPY = TOWER.replace(".perf.json", "-副本.perf.json")


@pytest.fixture
def form(folder: Path) -> Path:
    """Return a form that is full, with one beside it that is not."""
    for path in folder.glob("*.perf.json"):
        if path.name not in (TOWER, DRAFT):
            path.unlink()
    return folder / TOWER


def lock_of(form: Path) -> Path:
    return FormLock(form).file


def locks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".~"))


def held(form: Path, *, quiet: float = 0, **changed: object) -> Path:
    """Have somebody hold the lock of a form, untouched for so many seconds."""
    data = {"user": "老王", "host": "pc-7", "pid": 4711, "since": "2026-04-20T15:30:00+08:00"}
    file = lock_of(form)
    file.write_text(json.dumps(data | changed), "utf-8")
    then = time.time() - quiet
    os.utime(file, (then, then))
    return file


def holder_of(form: Path) -> str:
    return str(json.loads(lock_of(form).read_text("utf-8"))["pid"])


def asked(pilot: Pilot[None]) -> tuple[str, list[str]]:
    """Return what is asked, and the answers."""
    assert isinstance(pilot.app.screen, ChoiceScreen)
    options = pilot.app.screen.query_one(OptionList).options
    question = pilot.app.screen.query_one(".question", Static)
    return str(question.content), [str(option.prompt) for option in options]


def said(pilot: Pilot[None]) -> str:
    return "\n".join(note.message for note in pilot.app._notifications)


# A form that is free.


async def test_a_form_is_locked_while_it_is_open(folder: Path, form: Path) -> None:
    async with opened(form) as pilot:
        assert holder_of(form) == str(os.getpid())
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert locks(folder) == []
        await press(pilot, "enter")
        assert len(locks(folder)) == 1
        await press(pilot, "ctrl+q")
    assert locks(folder) == []


async def test_from_the_overview_too_a_form_is_locked_while_it_is_open(
    folder: Path, form: Path
) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "f5", "enter", "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert len(locks(folder)) == 1
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, EditorScreen | HomeScreen)
        assert locks(folder) == []


async def test_a_form_that_cannot_be_read_is_left_free(folder: Path, form: Path) -> None:
    form.write_text("{", "utf-8")
    async with opened(form) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert locks(folder) == []


async def test_when_the_terminal_hangs_up_the_lock_is_given_back(folder: Path, form: Path) -> None:
    async with opened(form) as pilot:
        editor(pilot).document.set("department", "综合科")
        pilot.app._hang_up()
        await pilot.pause()
    assert locks(folder) == []
    assert saved(form).department == "综合科"


async def test_when_perftui_itself_fails_the_lock_is_given_back(folder: Path, form: Path) -> None:
    with pytest.raises(RuntimeError, match="mishap"):
        async with opened(form) as pilot:

            def fail() -> None:
                raise RuntimeError("mishap")

            pilot.app.call_later(fail)
            await pilot.pause()
    assert locks(folder) == []


async def test_the_tour_locks_nothing_of_the_users(
    folder: Path, form: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any
) -> None:
    copies = tmp_path_factory.mktemp("copies")
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    async with opened(form) as pilot:
        await press(pilot, "ctrl+f1", "f8")
        (practice,) = copies.iterdir()
        assert len(locks(practice)) == len(locks(folder)) == 1
        await press(pilot, "escape")
        await until(pilot, lambda: not list(copies.iterdir()))
        assert editor(pilot).document.path == form
        assert holder_of(form) == str(os.getpid())


# A form that somebody else holds.


async def test_who_holds_a_form_is_told_with_the_ways_to_go_on(form: Path) -> None:
    file = held(form)
    async with opened(form) as pilot:
        question, answers = asked(pilot)
        assert question.startswith("老王 从")
        assert question.endswith("起在 pc-7 上填着这份表。")
        assert [answer[:4] for answer in answers] == ["1 只看", "2 另存", "3 一起"]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
    assert file.exists()


@pytest.mark.parametrize("way", ["enter", "f8", "f10"])
async def test_every_way_to_open_a_form_asks(folder: Path, form: Path, way: str) -> None:
    for path in (form, folder / DRAFT):
        held(path)
    async with opened(folder) as pilot:
        await press(pilot, way)
        assert "pc-7" in asked(pilot)[0]


async def test_it_may_be_looked_at_as_it_is_printed(form: Path) -> None:
    file = held(form)
    async with opened(form) as pilot:
        await pilot.press("1")
        await come(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
    assert file.exists()


async def test_a_copy_beside_it_may_be_filled_in(folder: Path, form: Path) -> None:
    held(form)
    before = form.read_bytes()
    async with opened(form) as pilot:
        await press(pilot, "2")
        assert editor(pilot).document.path == folder / COPY
        assert (folder / COPY).read_bytes() == before
        assert "副本" in said(pilot)
        assert holder_of(folder / COPY) == str(os.getpid())
        editor(pilot).document.set("department", "综合科")
        await press(pilot, "escape", "escape")
        assert saved(folder / COPY).department == "综合科"
    assert form.read_bytes() == before


async def test_two_may_fill_it_in_together_and_only_one_holds_the_lock(form: Path) -> None:
    file = held(form)
    before = file.read_bytes()
    async with opened(form) as pilot:
        await press(pilot, "3")
        assert (editor(pilot).document.path, editor(pilot).beside) == (form, "老王")
        assert "一起填" in said(pilot)
        await press(pilot, "escape")
    assert file.read_bytes() == before


async def test_who_has_left_meanwhile_is_not_filled_in_together_with(form: Path) -> None:
    file = held(form)
    async with opened(form) as pilot:
        file.unlink()
        await press(pilot, "3")
        assert holder_of(form) == str(os.getpid())
        assert "一起填" not in said(pilot)


async def test_from_who_is_likely_gone_it_may_be_taken_over(folder: Path, form: Path) -> None:
    held(form, quiet=100)
    async with opened(form) as pilot:
        question, answers = asked(pilot)
        assert question.endswith("已有1分钟没有动静，可能已经不在填了。")
        assert answers[-1] == "4 接管，由我来填"
        await press(pilot, "4")
        assert editor(pilot).document.path == form
        assert holder_of(form) == str(os.getpid())
        assert "原来是老王" in said(pilot)
    assert locks(folder) == []


async def test_who_came_meanwhile_is_told_when_it_is_to_be_taken_over(form: Path) -> None:
    held(form, quiet=100)
    async with opened(form) as pilot:
        held(form, user="快手")
        await press(pilot, "4")
        assert asked(pilot)[0].startswith("快手")


async def test_from_who_is_certainly_gone_it_is_taken_over_and_that_is_told(form: Path) -> None:
    held(form, host=platform.node(), pid=NOBODY)
    async with opened(form) as pilot:
        assert holder_of(form) == str(os.getpid())
        assert "这份表现在由您来填，原来是老王" in said(pilot)


async def test_another_window_of_the_user_is_told_as_that(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perftui.storage.holder.login_name", lambda: "老王")
    parent = os.getppid()
    held(form, host=platform.node(), pid=parent, started=start_of(parent))
    async with opened(form) as pilot:
        assert "在另一个窗口里开着这份表" in asked(pilot)[0]


async def test_who_comes_back_after_another_took_over_is_told(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perftui.storage.lock.EVERY", 0.01)
    async with opened(form) as pilot:
        held(form, user="快手")
        await come(pilot, lambda: "由 快手 接管了" in said(pilot))
        await press(pilot, "escape")
    assert "快手" in json.loads(lock_of(form).read_text("utf-8"))["user"]


# What was left behind.


async def test_opening_a_folder_clears_what_killed_programs_have_left(
    folder: Path, form: Path
) -> None:
    for path in (form, folder / DRAFT):
        held(path, host=platform.node(), pid=NOBODY)
    subprocess.run([sys.executable, "-c", KILLED, form], check=False)
    assert len(list(folder.glob(".*.tmp"))) == 1
    alive = held(folder / "乙.perf.json")
    async with opened(folder):
        assert locks(folder) == [alive.name]
        assert not list(folder.glob(".*.tmp"))
