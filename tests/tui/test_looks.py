"""Snapshots guard how the screens look, with Chinese text, at two sizes."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot

from perftui.storage.document import Document
from perftui.tui.app import PerftuiApp
from tests.tui.keyboard import DRAFT, TOWER, press, settle, type_text
from tests.tui.pictures import Pictures, Size, draw_anew

SIZES = [(120, 40), (80, 24)]  # narrower ones are more to break
LIBRARY = "2022-流动图书服务点建设与运行.perf.json"
GRID = ("f6", "f6")
PROBLEMS = (*GRID, "f6", "f6")
# Several characters that are no key are typed.
SCREENS: dict[str, tuple[str, Sequence[str]]] = {
    "home": ("", ()),
    "new": ("", ("f2", "rcds", "down")),
    "export-many": ("", ("f6", "f9")),
    "overview": ("", ("f5",)),
    "help": ("", ("f1",)),
    "basics": (TOWER, ()),
    "money": (LIBRARY, ("f6",)),
    "indicators": (DRAFT, (*GRID, "down")),
    "asked": (DRAFT, (*GRID, "-1", "enter")),
    "targets": (LIBRARY, (*GRID, "down", "down")),
    "problems": (DRAFT, PROBLEMS),
    "findings": (DRAFT, ("f4",)),
    "finish": (DRAFT, ("f5",)),
    "export": (TOWER, ("f9",)),
    "preview": (LIBRARY, ("ctrl+o",)),
    "compare": (DRAFT, ("ctrl+l",)),
    "history-none": (TOWER, ("ctrl+g",)),
    "palette": (DRAFT, ("ctrl+p",)),
    "tour": (TOWER, ("escape", "ctrl+f1")),
    "talk": (TOWER, ("f10", "预算改为1300万", "enter")),
}
# Further states of these screens, each at one size.
STATES: dict[str, tuple[str, Sequence[str]]] = {
    "home-marked": ("", ("space", "space", "ctrl+s", "ctrl+s", "f12")),
    "home-filter": ("", ("rcds",)),
    "home-nothing": ("", ("zzz",)),
    "home-trash": ("", ("ctrl+d", "down", "ctrl+g", "tab", "tab")),
    "overview-rates": ("", ("f5", "f6")),
    "overview-lost": ("", ("f5", "f6", "f6", "enter")),
    "overview-day": ("", ("f12", "f5", "f6", "f6", "f6")),
    "offered": (DRAFT, (*GRID, "-1", "enter", "验收推迟到下一年度", "enter")),
    "range": (DRAFT, (*GRID, "up", "shift+up", "shift+up", "-1")),
    "refused": (DRAFT, (*GRID, "9")),
    "written": (DRAFT, (*PROBLEMS, "1、个别项目资金批准晚，未能验收。", "enter", "项目支出")),
    "answers": (DRAFT, (*PROBLEMS, "alt+2", "f3", "down")),
    "check": (DRAFT, ("f5", "f5")),
    "visited": (TOWER, ("f4", "down", "down", "down", "enter")),
    "reason": (TOWER, ("f4", "ctrl+r")),
    "aside": (TOWER, ("f4", "ctrl+r", "不", "enter", "end")),
    "export-draft": (DRAFT, ("f9", "enter")),
    "preview-draft": (DRAFT, ("f12", "ctrl+o", "f6")),
    "compare-words": (DRAFT, ("ctrl+l", *["f6"] * 7)),
    "compare-none": (TOWER, ("ctrl+l",)),
    "help-grid": (DRAFT, (*GRID, "f1")),
    "help-found": (DRAFT, (*GRID, "f1", "mf")),
    "palette-found": (DRAFT, ("ctrl+p", "dc")),
    "day": (TOWER, ("f12", *GRID)),
    "talk-lines": (TOWER, ("f10", "\x1b[200~预算1300万\n产出目标\t场次[1]\t2\t2\n\x1b[201~")),
    "talk-refused": (LIBRARY, ("f12", "f10", "第4项得20分", "enter")),
}
IMPORTING = {
    "pick": ("f3", "往年/", "space", "down"),
    "pick-marked": ("f3", "往年/", "down", "f6", "down", "space"),
    "reading": ("f3", "往年/", "f6", "f9"),
    "review": ("f3", "往年/", "f6", "f9", "enter"),
    "review-edit": ("f3", "往年/", "f6", "f9", "enter", "f2"),
    "review-row": ("f3", "往年/", "f6", "f9", "enter", "tab", "end", "f12"),
    "review-leave": ("f3", "往年/", "f6", "f9", "enter", "escape"),
    "review-help": ("f3", "往年/", "f6", "f9", "enter", "f1"),
}
NAMED = {"enter", "escape", "space", "tab", "up", "down", "end"}
LooksAsBefore = Callable[..., bool]


# What is shown here depends on the size it was opened at: a page scrolled to, a line broken.
APART = {"findings", "history-none", *(name for name in IMPORTING if name.startswith("review"))}


def starts(names: Iterable[str]) -> list[object]:
    """Return with which sizes each of some screens is started: all at once, or each by itself."""
    by_name = {name: [[size] for size in SIZES] if name in APART else [SIZES] for name in names}
    return [
        pytest.param(name, sizes, id="-".join([name, *(f"{size[0]}x{size[1]}" for size in sizes)]))
        for name in names
        for sizes in by_name[name]
    ]


async def go(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press some keys and type some texts, one after the other."""
    await settle(pilot)
    for key in keys:
        is_key = key in NAMED or "+" in key or key.startswith("f") or len(key) == 1
        await press(pilot, key) if is_key else await type_text(pilot, key)


def way(keys: Sequence[str]) -> Callable[[Pilot[None]], object]:
    """Return what goes somewhere and draws what is there."""

    async def go_there(pilot: Pilot[None]) -> None:
        await go(pilot, keys)
        await draw_anew(pilot)

    return go_there


@asynccontextmanager
async def shown(app: PerftuiApp, size: Size, keys: Sequence[str]) -> AsyncIterator[Pilot[None]]:
    """Run the program as it shows itself to a user, and go somewhere."""
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        await go(pilot, keys)
        yield pilot


@pytest.mark.parametrize(("name", "sizes"), starts(SCREENS))
async def test_screen_looks_as_before(
    name: str, sizes: Sequence[Size], folder: Path, pictures: Pictures
) -> None:
    file, keys = SCREENS[name]
    app = PerftuiApp(folder / file if file else folder)
    async with shown(app, sizes[0], keys) as pilot:
        assert not await pictures.changed(pilot, sizes, name)


@pytest.mark.parametrize("name", STATES)
def test_state_looks_as_before(name: str, folder: Path, snap_compare: LooksAsBefore) -> None:
    file, keys = STATES[name]
    size = SIZES[1 - list(STATES).index(name) % len(SIZES)]
    app = PerftuiApp(folder / file if file else folder)
    assert snap_compare(app, terminal_size=size, run_before=way(keys))


@pytest.mark.parametrize(("name", "sizes"), starts(IMPORTING))
async def test_importing_looks_as_before(
    name: str, sizes: Sequence[Size], documents: Path, pictures: Pictures
) -> None:
    async with shown(PerftuiApp(Path("自评表")), sizes[0], IMPORTING[name]) as pilot:
        assert not await pictures.changed(pilot, sizes, name)


async def test_a_history_looks_as_before(folder: Path, pictures: Pictures) -> None:
    path, minutes = folder / TOWER, count()

    def clock() -> datetime:
        return datetime(2020, 4, 2, 6, 0, tzinfo=UTC) + timedelta(minutes=next(minutes) * 7)

    document = Document.open(path, "李", clock)
    document.set("indicators[3].score", "7.5")
    document.set("executed", "1166.6万")
    document.set("problems", document.show("problems").replace("较晚", "晚于计划"))
    document.save()
    async with shown(PerftuiApp(path), SIZES[0], ("ctrl+g", "down")) as pilot:
        assert not await pictures.changed(pilot, SIZES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_first_start_looks_as_before(
    size: Size, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pictures: Pictures
) -> None:
    monkeypatch.chdir(tmp_path)
    empty = Path("自评表")
    empty.mkdir()
    async with shown(PerftuiApp(empty, offers_tour=True), size, ()) as pilot:
        assert not await pictures.changed(pilot, [size])


def test_a_very_wide_screen_shows_grid_suggestions_and_findings(
    folder: Path, snap_compare: LooksAsBefore
) -> None:
    app = PerftuiApp(folder / DRAFT)
    assert snap_compare(app, terminal_size=(200, 60), run_before=way((*GRID, "down")))


def test_a_very_wide_screen_shows_two_pages(folder: Path, snap_compare: LooksAsBefore) -> None:
    app = PerftuiApp(folder / LIBRARY)
    assert snap_compare(app, terminal_size=(200, 60), run_before=way(("ctrl+o",)))
