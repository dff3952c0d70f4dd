"""A keyboard for tests: it types Chinese as a terminal sends it, and waits for its effect."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import load
from perftui.tui.app import PerftuiApp
from perftui.tui.screens.editor import EditorScreen

TOWER = "2019-人才大厦管理维护专项.perf.json"
DRAFT = "2020-人才大厦管理维护专项.perf.json"


async def at_rest(min_sleep: float = 0, max_sleep: float = 10) -> None:
    """Wait until all have had their turn who had something to do, at most for some seconds.

    It stands in for what the framework waits for: that the process has used no time for a while,
    which takes long, and longest on a busy machine.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    await asyncio.sleep(min_sleep)
    while loop._ready and loop.time() < end:
        await asyncio.sleep(0)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until workers and timers have nothing left to do."""
    app, is_over = pilot.app, False
    while not is_over:
        with suppress(WorkerCancelled):  # another took its place, and is waited for too
            await app.workers.wait_for_complete()
        for _ in range(2):  # what is drawn may change what is to be drawn
            await at_rest()
            app.screen._on_timer_update()
        await at_rest()
        is_over = not end_pauses(pilot) and all(worker.is_finished for worker in app.workers)


def end_pauses(pilot: Pilot[None]) -> bool:
    """Do at once what waits for a pause in typing; False if nothing does."""
    screen = pilot.app.screen
    return isinstance(screen, EditorScreen) and screen.pauses.settle()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the program run on until something holds; fail if it never does."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    raise AssertionError("it never came about")


async def come(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the program run on, its workers and timers still at work, until something holds."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came about"
        await asyncio.to_thread(lambda: None)
        await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type as a terminal does: full-width punctuation included, escape sequences too."""
    for event in XTermParser().feed(text):
        pilot.app.post_message(event)
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each taking effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@asynccontextmanager
async def opened(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Run the program on a folder or a form."""
    app = PerftuiApp(path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await settle(pilot)
        yield pilot


def editor(pilot: Pilot[None]) -> EditorScreen:
    """Return the editor, which must be on the screen."""
    assert isinstance(pilot.app.screen, EditorScreen)
    return pilot.app.screen


def saved(path: Path) -> Evaluation:
    """Return what the file holds now."""
    return load(path)
