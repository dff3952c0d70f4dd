"""Fields that two people have changed: both texts are shown, and what is chosen is given back."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from perftui.evaluation import fields
from perftui.evaluation.merging import Merged, merge
from perftui.evaluation.merging.choosing import Edits
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.storage.evaluation_file import load
from perftui.tui.app import PerftuiApp
from perftui.tui.screens.conflicts import ConflictList, ConflictScreen, Side
from perftui.tui.screens.editor import EditorScreen
from tests.tui.keyboard import TOWER, opened, press, settle, type_text

MINE = (
    ("executed", Decimal(1180000)),
    ("goal", "[red]大厦[/]管好"),
    ("problems", f"{'背景说明很长，这里先说一遍。' * 20}一是验收晚了15天。"),
)
THEIRS = (
    ("executed", Decimal(1187000)),
    ("goal", "大厦管好，不出事故"),
    ("problems", f"{'背景说明很长，这里先说一遍。' * 20}一是验收晚了25天，预算偏紧。"),
    ("indicators[9].score", Decimal(1)),
    ("unit", "另一中心"),
)
UNKNOWN = "文件中的「audit」"


def changed(evaluation: Evaluation, edits: Sequence[tuple[str, Any]]) -> Evaluation:
    for path, value in edits:
        evaluation = fields.replace(evaluation, path, value)
    return evaluation


@pytest.fixture
def merged(folder: Path) -> Merged:
    """Three fields that both changed, a row that I removed, a key of another version."""
    base = load(folder / TOWER)
    mine, theirs = changed(base, MINE), changed(base, THEIRS)
    left = tuple(row for place, row in enumerate(mine.indicators) if place != 9)
    mine = mine.model_copy(update={"indicators": left, "audit": "a"})
    return merge(base, mine, theirs.model_copy(update={"audit": "b"}))


@asynccontextmanager
async def asked(
    folder: Path, merged: Merged, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], list[Edits | None]]]:
    """Open the screen above the editor; what it gives back comes into the list."""
    given: list[Edits | None] = []
    async with opened(folder / TOWER, size) as pilot:
        pilot.app.push_screen(screen_of(merged), given.append)
        await settle(pilot)
        yield pilot, given


def screen_of(merged: Merged) -> ConflictScreen:
    form = merged.evaluation
    return ConflictScreen(merged.conflicts, form, load_profile(form.profile), "李")


def lines(pilot: Pilot[None]) -> list[str]:
    listed = pilot.app.screen.query_one(ConflictList)
    return [str(listed.entry(place)) for place in range(listed.option_count)]


def sides(pilot: Pilot[None]) -> list[str]:
    texts = pilot.app.screen.query(".side-text").results(Static)
    return [str(text.content) for text in texts]


def text_of(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(name, Static).content)


def told(pilot: Pilot[None]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def test_each_field_is_chosen_by_a_digit_and_all_come_as_edits(
    folder: Path, merged: Merged
) -> None:
    async with asked(folder, merged) as (pilot, given):
        assert sides(pilot) == ["1,180,000.00", "1,187,000.00"]
        await press(pilot, "2")
        assert sides(pilot) == ["[red]大厦[/]管好", "大厦管好，不出事故"]
        await type_text(pilot, "３")
        await press(pilot, "1")
        assert sides(pilot)[0] == "（删去了这一行）"
        assert text_of(pilot, "#conflicts-hint").startswith("还有1处没有选")
        await press(pilot, "1")
        assert [line.split()[0] for line in lines(pilot)] == [
            *("用对方", "都留下", "用我的", "用我的", "不用选")
        ]
        assert text_of(pilot, "#conflicts-hint").startswith("都选好了，按 回车 放进表里")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
    rows = merged.evaluation.indicators
    assert given == [
        (
            ("executed", Decimal(1187000)),
            ("goal", "[red]大厦[/]管好\n大厦管好，不出事故"),
            ("indicators", (*rows[:9], *rows[10:])),
        )
    ]


async def test_esc_leaves_mine_where_nothing_was_chosen_and_says_so(
    folder: Path, merged: Merged
) -> None:
    async with asked(folder, merged) as (pilot, given):
        assert "Esc 没有选的留着我填的" in text_of(pilot, "#conflicts-hint")
        await press(pilot, "down", "2", "escape")
    assert given == [(("goal", "大厦管好，不出事故"),)]


@pytest.mark.parametrize(("key", "is_theirs"), [("f5", False), ("f6", True)])
async def test_all_are_taken_from_one_side(
    folder: Path, merged: Merged, key: str, is_theirs: bool
) -> None:
    async with asked(folder, merged) as (pilot, given):
        await press(pilot, key, "enter")
    (edits,) = given
    assert edits is not None
    form = changed(merged.evaluation, edits)
    for path in ("executed", "goal", "problems"):
        assert fields.get(form, path) == dict(THEIRS if is_theirs else MINE)[path]
    assert len(form.indicators) == len(merged.evaluation.indicators) - (not is_theirs)


async def test_enter_leads_to_what_has_no_choice_yet(folder: Path, merged: Merged) -> None:
    async with asked(folder, merged) as (pilot, given):
        await press(pilot, "1", "down", "1", "enter")
        assert text_of(pilot, "#conflicts-field").startswith("项目年度总目标")
        await press(pilot, "ctrl+q")
        assert not given
        assert "还有两边都改的没有选" in told(pilot)[-1]
        assert isinstance(pilot.app.screen, ConflictScreen)


async def test_only_texts_can_be_kept_both_and_unknown_keys_are_left(
    folder: Path, merged: Merged
) -> None:
    async with asked(folder, merged) as (pilot, given):
        await press(pilot, "3")
        assert lines(pilot)[0].startswith("未选")
        await press(pilot, "end", "2")
        assert UNKNOWN in lines(pilot)[4]
        assert lines(pilot)[4].startswith("不用选")
        await press(pilot, "escape")
    assert given == [()]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_text_is_shown_where_it_differs(
    folder: Path, merged: Merged, size: tuple[int, int]
) -> None:
    async with asked(folder, merged, size) as (pilot, _):
        await press(pilot, "down", "down")
        await settle(pilot)
        tops = []
        for side in pilot.app.screen.query(Side):
            scroll = side.query_one("VerticalScroll")
            assert scroll.scroll_offset.y + scroll.size.height >= scroll.virtual_size.height
            tops.append(scroll.scroll_offset.y)
        await press(pilot, "pageup")
        after = [
            side.query_one("VerticalScroll").scroll_offset.y
            for side in pilot.app.screen.query(Side)
        ]
        assert all(now < top or not top for now, top in zip(after, tops, strict=True))


LooksAsBefore = Callable[..., bool]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_conflicts_look_as_before(
    size: tuple[int, int], folder: Path, merged: Merged, snap_compare: LooksAsBefore
) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await settle(pilot)
        pilot.app.push_screen(screen_of(merged))
        await settle(pilot)
        await press(pilot, "2", "3", "2", "up")
        await settle(pilot)

    assert snap_compare(PerftuiApp(folder / TOWER), terminal_size=size, run_before=ask)
