"""Two people fill in one form: what both have changed is asked as it comes."""

from pathlib import Path

from textual.widgets import Static

from perftui.evaluation import fields
from perftui.storage.evaluation_file import load, save
from perftui.tui.screens.conflicts import ConflictScreen
from perftui.tui.screens.editor import EditorScreen
from tests.tui.keyboard import TOWER, editor, opened, press, saved, settle


def changed_elsewhere(form: Path, path: str, value: str) -> None:
    save(fields.replace(load(form), path, value), form)


async def test_conflicts_that_come_one_after_the_other_are_asked_so(folder: Path) -> None:
    form = folder / TOWER
    async with opened(form) as pilot:
        screen = editor(pilot)
        screen.beside = "老王"
        for path, theirs, mine in (
            ("unit", "他的中心", "我的中心"),
            ("goal", "他的目标", "我的目标"),
        ):
            changed_elsewhere(form, path, theirs)
            screen.document.set(path, mine)
            await screen.save()
            await settle(pilot)
        asked = [one for one in pilot.app.screen_stack if isinstance(one, ConflictScreen)]
        assert len(asked) == 1
        await press(pilot, "2", "enter")
        assert isinstance(pilot.app.screen, ConflictScreen)
        assert "老王" in "".join(str(one.content) for one in pilot.app.screen.query(Static))
        await press(pilot, "1", "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "ctrl+s")
    held = saved(form)
    assert (held.unit, held.goal) == ("他的中心", "我的目标")
