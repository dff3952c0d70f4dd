"""Snapshots guard how the screens look, with Chinese text, at two sizes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from perftui.tui.app import PerftuiApp
from tests.tui.keyboard import DRAFT, TOWER, press, settle, type_text

SIZES = [(80, 24), (120, 40)]
SCREENS = {
    "home": ("", ()),
    "basics": (TOWER, ()),
    "indicators": (DRAFT, ("f6", "down")),
    "problems": (DRAFT, ("f6", "f6", "f6")),
    "answers": (DRAFT, ("f6", "f6", "f6", "alt+2")),
    "findings": (DRAFT, ("f4",)),
    "visited": (TOWER, ("f4", "down", "down", "down", "enter")),
    "reason": (TOWER, ("f4", "ctrl+r")),
    "aside": (TOWER, ("f4", "ctrl+r", "不", "enter", "end")),
    "export": (TOWER, ("f9",)),
    "export-draft": (DRAFT, ("f9", "enter")),
    "new": ("", ("f2",)),
    "help": ("", ("f1",)),
    "day": (TOWER, ("f12", "f6")),
}

IMPORTING = {
    "pick": ("f3", "/", "space", "down"),
    "pick-marked": ("f3", "/", "down", "f6", "down", "space"),
    "reading": ("f3", "/", "f6", "f9"),
    "review": ("f3", "/", "f6", "f9", "enter"),
    "review-edit": ("f3", "/", "f6", "f9", "enter", "f2"),
    "review-row": ("f3", "/", "f6", "f9", "enter", "tab", "end", "f12"),
    "review-leave": ("f3", "/", "f6", "f9", "enter", "escape"),
    "review-help": ("f3", "/", "f6", "f9", "enter", "f1"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_screen_looks_as_before(
    name: str, size: tuple[int, int], folder: Path, snap_compare: Callable[..., bool]
) -> None:
    file, keys = SCREENS[name]

    async def go_there(pilot: Pilot[None]) -> None:
        for _ in range(2):
            await settle(pilot)
        await press(pilot, *keys)

    app = PerftuiApp(folder / file if file else folder)
    assert snap_compare(app, terminal_size=size, run_before=go_there)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", IMPORTING)
def test_importing_looks_as_before(
    name: str, size: tuple[int, int], documents: Path, snap_compare: Callable[..., bool]
) -> None:
    async def go_there(pilot: Pilot[None]) -> None:
        for _ in range(2):
            await settle(pilot)
        for key in IMPORTING[name]:
            await type_text(pilot, "往年/") if key == "/" else await press(pilot, key)

    assert snap_compare(PerftuiApp(Path("自评表")), terminal_size=size, run_before=go_there)
