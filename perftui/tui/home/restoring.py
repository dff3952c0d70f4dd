"""A form that cannot be read, but whose last good content is kept: shall it be put back?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from perftui.storage.errors import StorageError, shown
from perftui.storage.taking_up import RestorableError, restore
from perftui.tui.screens.choice import ChoiceScreen

_WAYS = ("恢复最后一次完好的内容（损坏的文件另存）", "不动它")


def ask_to_restore(
    app: App[Any], path: Path, error: RestorableError, then: Callable[[], object]
) -> None:
    """Say why a form cannot be read and ask; `then` is called once it can be."""

    def answer(way: int | None) -> None:
        if way != 0:
            return
        try:
            aside = restore(path)
        except StorageError as failure:
            app.notify(str(failure), severity="error", markup=False, timeout=10)
        else:
            told = f"；损坏的文件另存为「{shown(Path(aside.name))}」" if aside else ""
            app.notify(f"已恢复{told}。", markup=False, timeout=10)
            then()

    app.push_screen(ChoiceScreen("这份表打不开", str(error), _WAYS), answer)
