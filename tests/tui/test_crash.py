"""An unexpected error loses nothing typed, and tells nobody what was in a form."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from rich.traceback import Traceback
from textual.worker import WorkerFailed

from perftui.storage.user_data import data_folder
from perftui.tui.app import PerftuiApp
from perftui.tui.terminal.crash import explain_crash
from tests.tui.keyboard import TOWER, editor, opened, saved

MARKER = "机密项目甲"


def reports() -> list[Path]:
    return sorted((data_folder() / "crashes").glob("*.txt"))


def fail() -> None:
    words = MARKER
    raise RuntimeError(f"mishap with {words}")


async def fail_later() -> None:
    fail()


def fail_in_the_driver(app: PerftuiApp) -> None:
    try:
        fail()
    except RuntimeError:
        app.panic(Traceback(show_locals=True))


WAYS: dict[str, Callable[[PerftuiApp], object]] = {
    "handler": lambda app: app.call_later(fail),
    "worker": lambda app: app.screen.run_worker(fail_later()),
    "thread": lambda app: app.screen.run_worker(fail, thread=True),
    "driver": lambda app: app.call_later(fail_in_the_driver, app),
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_failure_saves_what_was_typed_and_tells_nothing_of_it(
    folder: Path, way: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with suppress(RuntimeError, WorkerFailed):  # the pilot raises it again
        async with opened(folder / TOWER) as pilot:
            editor(pilot).document.set("department", MARKER)
            WAYS[way](pilot.app)
            for _ in range(20):
                await pilot.pause()
    assert saved(folder / TOWER).department == MARKER
    (report,) = reports()
    printed = "".join(capfd.readouterr())
    assert report.name in printed.replace("\n", "")
    for text in (report.read_text("utf-8"), printed):
        assert not [word for word in (MARKER, "mishap", "Traceback", "words") if word in text]
    assert "RuntimeError" in report.read_text("utf-8")
    if os.name == "posix":
        assert report.stat().st_mode & 0o777 == 0o600


def test_the_sentence_says_whether_all_is_saved_and_where_the_report_is() -> None:
    told = [explain_crash(RuntimeError(MARKER), is_saved=is_saved) for is_saved in (True, False)]
    assert "都已保存" in told[0]
    assert "会找回" in told[1]
    for sentence, report in zip(told, reports(), strict=True):
        assert report.name in sentence
        assert MARKER not in sentence
