"""Text of forms, files and the clipboard is text: on no screen markup, a command or an escape."""

import os
import select
import signal
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from perftui.evaluation.fields import TEXTS
from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import load, save
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, settle, type_text

MARKUP = "[/red] [1] 预算[red] [link=http://x] [@click=app.quit]点[/] {{7*7}} ${x} <b>"
ESCAPES = "\x1b]0;PWNED\x07\x1b[31m\x1b[5n\x9b6n\u202e\u2066\x00\r\x7f"
HOSTILE = f"{MARKUP}{ESCAPES}尾"
PASTED = f"{MARKUP}\u202e\u2066\x00\x7f尾"  # terminals take escapes out of what is pasted
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


KEYS = (b"\r", b"\x1b[17~", b"\x1b[17~", b"\x1b[17~", b"\x1b[17~", b"\x1bOS", b"\x1b", b"\x11")
SENT = (b"PWNED", b"\x1b[5n", b"\x9b6n", "\u202e".encode(), "\u2066".encode())


def test_nothing_of_a_form_reaches_the_terminal_but_its_text(spoilt: Path) -> None:
    """Run the program on a terminal of its own and read every byte that it writes."""
    process, terminal = pytest.importorskip("pty").fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-m", "perftui", str(spoilt.absolute())])
    try:
        written = _read_until(terminal, "预算[red]".encode())
        for key in KEYS:
            os.write(terminal, key)
            written += _read_until_quiet(terminal)
    finally:
        _end(process, terminal)
    assert "预算[red]".encode() in written
    assert [part for part in SENT if part in written] == []


def _read_until(terminal: int, wanted: bytes) -> bytes:
    written = b""
    while wanted not in written:
        ready, _, _ = select.select([terminal], [], [], 60)
        if not ready:
            break
        written += os.read(terminal, 65536)
    return written


def _read_until_quiet(terminal: int) -> bytes:
    written = b""
    while select.select([terminal], [], [], 0.4)[0]:
        try:
            written += os.read(terminal, 65536)
        except OSError:  # the program has ended
            break
    return written


def _end(process: int, terminal: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
