"""The tour: on a copy, in the real screens, step by step, and everything as it was at the end."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from perftui.actions.keys import Keys
from perftui.storage.session import Session
from perftui.tui.app import PerftuiApp
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.tour.coach import Coach
from perftui.tui.tour.offer import OfferScreen
from perftui.tui.tour.steps import FORM, STEPS, open_form, with_keys
from tests.tui.keyboard import TOWER, editor, opened, press, settle, type_text, until


def app(pilot: Pilot[None]) -> PerftuiApp:
    assert isinstance(pilot.app, PerftuiApp)
    return pilot.app


async def step(pilot: Pilot[None]) -> int:
    """Let the tour look, and return the number of its step from 1."""
    await settle(pilot)
    tour = app(pilot).tour
    assert tour is not None
    await tour.look()
    await settle(pilot)
    return tour.number + 1


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Coach).content)


def test_every_key_that_is_named_is_that_of_an_action() -> None:
    keys = Keys({"editor.export": "f10"})
    words = [with_keys(text, keys) for one in STEPS for text in (one.says, one.back)]
    assert not [text for text in words if "{" in text]
    assert [text for text in words if "按 F10 导出" in text]


async def test_it_goes_on_as_the_user_does_what_it_says(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path_factory.mktemp("copies")
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    async with opened(folder / TOWER) as pilot:
        await editor(pilot).go_to("indicators[2].score")
        await settle(pilot)
        await press(pilot, "ctrl+f1")
        assert await step(pilot) == 1
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "F8" in said(pilot)
        await press(pilot, "f8")
        assert await step(pilot) == 3
        assert "2021-4-20" in said(pilot)
        await type_text(pilot, "２０２１。４。２０")
        await press(pilot, "f8")
        assert await step(pilot) == 4
        await press(pilot, "f5")
        assert await step(pilot) == 4
        assert "这一步在指标表里" in said(pilot)
        await press(pilot, "f6")
        await step(pilot)
        await press(pilot, "equals_sign", "equals_sign", "equals_sign")
        assert await step(pilot) == 5
        form = open_form(app(pilot))
        assert form is not None and form.document.path is not None
        assert form.document.path.is_relative_to(copies)
        assert not pilot.app.screen.query_one(Coach).can_focus
        for number in range(6, len(STEPS) + 1):
            await press(pilot, "ctrl+f1")
            assert await step(pilot) == number
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert app(pilot).tour is None
        assert editor(pilot).document.path == folder / TOWER
        assert editor(pilot).here == "indicators[2].score"
        assert not editor(pilot).query(Coach)
        await until(pilot, lambda: not list(copies.iterdir()))
        await press(pilot, "ctrl+f1", "ctrl+q")
    assert list(copies.iterdir()) == []
    assert Session(app(pilot).desk.folder).is_new
    assert app(pilot).desk.session.place_in(folder / FORM) == ""


async def test_it_is_offered_once_to_who_starts_for_the_first_time(folder: Path) -> None:
    first = PerftuiApp(folder, offers_tour=True)
    async with first.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(first.screen, OfferScreen)
        await type_text(pilot, "公")  # declines, and filters as it would have
        await until(pilot, lambda: isinstance(first.screen, HomeScreen))
        await settle(pilot)
        assert first.tour is None
        assert first.screen.query_one("FieldInput").value == "公"  # type: ignore[attr-defined]
    second = PerftuiApp(folder, offers_tour=True)
    async with second.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(second.screen, HomeScreen)


async def test_enter_takes_the_offer(folder: Path) -> None:
    taker = PerftuiApp(folder, offers_tour=True)
    async with taker.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: taker.tour is not None and bool(taker.screen.query(Coach)))
        await press(pilot, "escape")
        await until(pilot, lambda: taker.tour is None and isinstance(taker.screen, HomeScreen))
