"""Text of forms, files and the clipboard is text: on no screen markup, a command or an escape."""

import unicodedata
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.fields import TEXTS
from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import load, save
from perftui.tui.terminal.last_guard import LastGuard
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, settle, type_text

MARKUP = "[/red] [1] 预算[red] [link=http://x] [@click=app.quit]点[/] {{7*7}} ${x} <b>"
ESCAPES = "\x1b]0;PWNED\x07\x1b[31m\x1b[5n\x9b6n\u202e\u2066\x00\r\x7f"
HOSTILE = f"{MARKUP}{ESCAPES}尾"
PASTED = f"{MARKUP}\u202e\u2066\x00\x7f尾"  # terminals take escapes out of what is pasted
GUARD = LastGuard.apply
SHOWN = ("[/red]", "[1]", "预算[red]")
FIELDS = ("unit", "department", *TEXTS)


def hostile(form: Evaluation) -> Evaluation:
    """Put hostile text into every text of a form."""
    rows = tuple(
        row.model_copy(
            update={"name": f"{row.name}{HOSTILE}", "explanation": HOSTILE, "remark": HOSTILE}
        )
        for row in form.indicators
    )
    texts = dict.fromkeys(FIELDS, HOSTILE)
    numbered = f"1. {HOSTILE}\n2. {HOSTILE}"
    narratives = {"problems": numbered, "measures": numbered}
    return form.model_copy(
        update={**texts, **narratives, "name": f"{HOSTILE}{form.name}", "indicators": rows}
    )


def visible(pilot) -> str:
    """Return the characters on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def assert_inert(pilot) -> None:
    text = visible(pilot)
    odd = {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    assert not odd
    assert pilot.app.is_running


@pytest.fixture(autouse=True)
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the last guard away, so that what it would have to do shows."""
    monkeypatch.setattr(LastGuard, "apply", lambda guard, segments, background: segments)


@pytest.fixture
def spoilt(folder: Path) -> Path:
    """Spoil every form of the folder."""
    for file in folder.glob("*.json"):
        save(hostile(load(file)), file)
    return folder


HOME_WAYS = (
    ("home", ()),
    ("filter", ("[", "r")),
    ("marked", ("f6",)),
    ("preview", ("ctrl+o",)),
    ("overview", ("f5", "f6", "f6", "enter")),
    ("checked", ("f4",)),
    ("export", ("f9",)),
    ("deleted", ("ctrl+d", "tab", "tab")),
    ("help", ("f1", "[", "/")),
    ("palette", ("ctrl+p", "[", "/")),
)
EDITOR_WAYS = (
    ("sections", ("f6",) * 8),
    ("grid", ("f6", "f6", "0", "enter", "tab", "f2")),
    ("suggestions", ("f6", "f6", "f6", "f6", "f3", "ctrl+t")),
    ("findings", ("f4", "down", "enter", "f4", "ctrl+r")),
    ("compare", ("ctrl+l", "f6", "f7")),
    ("history", ("x", "ctrl+g", "f7")),
    ("preview", ("ctrl+o", "f6")),
    ("export", ("f9", "enter")),
)


@pytest.mark.parametrize("keys", [w[1] for w in HOME_WAYS], ids=[w[0] for w in HOME_WAYS])
async def test_no_screen_of_the_folder_takes_text_for_anything_else(
    keys: tuple[str, ...], spoilt: Path
) -> None:
    async with opened(spoilt, size=(120, 40)) as pilot:
        assert all(part in visible(pilot) for part in SHOWN)
        for key in keys:
            await press(pilot, key)
            assert_inert(pilot)


@pytest.mark.parametrize("keys", [w[1] for w in EDITOR_WAYS], ids=[w[0] for w in EDITOR_WAYS])
async def test_no_screen_of_a_form_takes_text_for_anything_else(
    keys: tuple[str, ...], spoilt: Path
) -> None:
    async with opened(spoilt / DRAFT, size=(120, 40)) as pilot:
        assert all(part in visible(pilot) for part in SHOWN)
        for key in keys:
            await press(pilot, key)
            assert_inert(pilot)


async def test_what_is_pasted_is_text_in_every_field(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        for path in ("department", "goal", "indicators[1].remark", "problems"):
            await editor(pilot).go_to(path)
            if path.startswith("indicators"):
                await press(pilot, "f2")
            await type_text(pilot, f"\x1b[200~{PASTED}\x1b[201~")
            assert_inert(pilot)
            value = editor(pilot).document.show(path)
            assert all(part in value for part in SHOWN)
            assert not {"\u202e", "\x00", "\x7f"} & set(value)
        await settle(pilot)


async def test_the_last_guard_lets_nothing_through_that_was_forgotten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LastGuard, "apply", GUARD)
    async with opened(folder) as pilot:
        title = pilot.app.screen.query_one("#home-title", Static)
        title.border_title = Content(f"框{ESCAPES}")
        title.styles.border = ("round", "red")
        title.styles.height = 3
        title.update(Content(f"甲{ESCAPES}尾"))
        await settle(pilot)
        assert "甲" in visible(pilot)
        assert "框" in visible(pilot)
        assert_inert(pilot)
