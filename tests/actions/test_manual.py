"""docs/keys.md is what the table says."""

from pathlib import Path

from perftui.actions.free_keys import FREE_KEYS
from perftui.actions.keys import Keys
from perftui.actions.manual import manual
from perftui.actions.table import ACTIONS, PLACES

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_is_current() -> None:
    said = PAGE.read_text("utf-8").rstrip()
    assert said == manual().rstrip(), "run: python -m perftui.actions.manual > docs/keys.md"


def test_it_has_every_action_and_the_keys_that_hold() -> None:
    said = manual(Keys({"editor.preview": "f10"}))
    assert all(f"`{action.full_id}`" in said for action in ACTIONS)
    assert "| F10 | 预览 | 看这份表印出来的样子 |" in said


def test_free_keys_are_of_places_that_there_are() -> None:
    assert set(FREE_KEYS) <= set(PLACES)
