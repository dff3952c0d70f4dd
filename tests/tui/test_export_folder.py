"""Exporting into a folder that cannot be written: said at once, nothing lost, another one named."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from perftui import disk
from perftui.tui.screens.export import ExportDialog, ExportScreen
from perftui.tui.widgets.field_input import FieldInput
from tests.tui.keyboard import TOWER, editor, opened, press, type_text


def text_of(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


@contextmanager
def closed(folder: Path, number: int) -> Iterator[None]:
    """Let nothing be made in a folder."""

    def hook(name: str, arguments: tuple[Any, ...], go_on: Callable[[], Any]) -> Any:
        if name in ("make_new", "make_one_folder") and folder in arguments[0].absolute().parents:
            raise OSError(number, os.strerror(number))
        return go_on()

    with disk.watched(hook):
        yield


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘满了")],
)
async def test_a_closed_folder_is_told_and_another_one_can_be_named_at_once(
    folder: Path, tmp_path: Path, number: int, said: str
) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f9")
        with closed(folder.absolute(), number):
            await press(pilot, "enter")
        assert said in text_of(pilot, ".message")
        assert "改好文件夹，再按回车" in text_of(pilot, ".message")
        asked = pilot.app.screen.query_one(FieldInput)
        assert pilot.app.screen.focused is asked
        asked.value = str(tmp_path / "别处")
        await press(pilot, "enter")
        assert [path.suffix for path in (tmp_path / "别处").iterdir()] == [".docx"]
        assert not isinstance(pilot.app.screen, ExportScreen)
        assert editor(pilot).document.is_saved


async def test_a_home_of_nobody_is_a_plain_name(folder: Path, tmp_path: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f9")
        pilot.app.screen.query_one(FieldInput).value = "~nobody-of-this-name/x"
        await press(pilot, "enter")
    assert len(list((tmp_path / "~nobody-of-this-name" / "x").iterdir())) == 1


async def test_of_many_forms_a_closed_folder_is_told_once_and_before_they_are_read(
    folder: Path,
) -> None:
    async with opened(folder) as pilot:
        await type_text(pilot, "2019")
        await press(pilot, "f6", "f9")
        with closed(folder.absolute(), errno.EACCES):
            await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExportDialog)
        assert "没有权限" in text_of(pilot, ".message")
        await press(pilot, "enter")
        assert "导出了8份表" in text_of(pilot, "#title")
