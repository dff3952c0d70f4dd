"""Pictures of one start at several sizes, each compared with the one accepted before.

The framework's `snap_compare` starts the program anew for every picture.
"""

import inspect
import pickle
from collections.abc import Sequence

import pytest
from pytest_textual_snapshot import (
    PseudoApp,
    PseudoConsole,
    SVGImageExtension,
    node_to_report_path,
)
from rich.console import Console
from syrupy.assertion import SnapshotAssertion
from syrupy.location import PyTestLocation
from textual.pilot import Pilot

from tests.tui.keyboard import settle

Size = tuple[int, int]


class NamedPicture(SVGImageExtension):
    """A picture whose file is named after the test and what it shows."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: str | int = 0) -> str:
        return f"{test_location.methodname}[{index}]"


class Pictures:
    """What a test shows, and what it showed before."""

    def __init__(self, snapshot: SnapshotAssertion, node: pytest.Function) -> None:
        self._accepted = snapshot.use_extension(NamedPicture)
        self._node = node

    async def changed(self, pilot: Pilot[None], sizes: Sequence[Size], name: str = "") -> list[str]:
        """Draw the screen at some sizes, one after the other; name the pictures not as before."""
        changed = []
        for size in sizes:
            if size != tuple(pilot.app.size):
                await pilot.resize_terminal(*size)
            await draw_anew(pilot)
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
            drawn = pilot.app.export_screenshot(title=pilot.app.title, simplify=True)
            picture = "-".join(filter(None, (name, f"{size[0]}x{size[1]}")))
            if not self._is_as_before(picture, drawn):
                changed.append(picture)
        return changed

    def _is_as_before(self, name: str, drawn: str) -> bool:
        """Compare a picture, and keep it for the report of those that differ."""
        is_equal = self._accepted(name=name) == drawn
        accepted = self._accepted.executions[self._accepted.num_executions - 1].final_data
        console = Console(legacy_windows=False, force_terminal=True)
        path, line, test = self._node.reportinfo()
        data = (
            is_equal,
            accepted or "",
            drawn,
            PseudoApp(PseudoConsole(console.legacy_windows, console.size)),
            path,
            line,
            f"{test} {name}",
            inspect.getdoc(self._node.function) or "",
            "",
            accepted is not None,
        )
        report = node_to_report_path(self._node)
        report.with_name(f"{report.name}_{name}").write_bytes(pickle.dumps(data))
        return is_equal


async def draw_anew(pilot: Pilot[None]) -> None:
    """Draw all there is on the screen, whatever was drawn of it before."""
    await settle(pilot)
    for widget in pilot.app.screen.walk_children(with_self=True):
        widget.notify_style_update()  # what was kept of earlier drawings is let go
        widget.refresh(layout=True)
    await settle(pilot)
