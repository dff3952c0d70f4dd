"""What comes from the terminal: bytes that are no UTF-8, pastes that hold keys, and typing."""

import random
from importlib import import_module

import pytest
from textual import events

from perftui.tui.terminal import receiving
from perftui.tui.terminal.receiving import Receiver, Unreadable
from tests.tui.keyboard import TOWER, opened, settle

PASTE, END = "\x1b[200~", "\x1b[201~"
UNKNOWN = "\ufffd"


def received(*chunks: str, silence: int = 30) -> list[str]:
    """Return what a receiver makes of what comes at once each, and of the silence after it."""
    receiver, found = Receiver(), []
    for chunk in chunks:
        found += [*receiver.feed(chunk), *receiver.tick()]
    for _ in range(silence):
        found += receiver.tick()
    return [_shown(message) for message in found]


def _shown(message) -> str:
    if isinstance(message, events.Paste):
        return f"<{message.text}>"
    return message.key if isinstance(message, events.Key) else type(message).__name__


@pytest.mark.parametrize(
    ("chunks", "told"),
    [
        (["ab"], ["a", "b"]),
        (["\x11"], ["ctrl+q"]),
        ([f"{PASTE}甲乙{END}"], ["<甲乙>"]),
        ([f"a{PASTE}甲", f"乙{END}b"], ["a", "<甲乙>", "b"]),
        ([f"{PASTE}甲\r\n乙\r丙{END}"], ["<甲\n乙\n丙>"]),
        ([f"{PASTE}甲\x1b]52;c;eA==\x07\u202e\x00乙{END}"], ["<甲乙>"]),
        ([f"{PASTE}甲{END}\x11{END}"], ["<甲>"]),
        ([f"{PASTE}甲{END}\x11{PASTE}乙{END}"], ["<甲乙>"]),
        ([f"{PASTE}甲{END}", f"\x11乙{END}"], ["<甲乙>"]),
        ([f"{PASTE}{'甲' * 9}\x1b{chr(17) * 40}{END}"], [f"<{'甲' * 9}>"]),
        ([f"{PASTE}甲{END}\x13"], ["<甲>", "ctrl+s"]),
        ([f"{PASTE}甲"], ["<甲>"]),
        ([f"{PASTE}{END}"], ["<>"]),
    ],
)
def test_a_paste_is_text_to_its_last_mark_and_typing_is_keys(chunks, told):
    assert received(*chunks) == told


def test_a_paste_that_comes_slowly_stays_one():
    receiver, found = Receiver(), []
    for chunk in (f"{PASTE}甲", "乙", f"丙{END}"):
        found += receiver.feed(chunk)
        for _ in range(5):
            found += receiver.tick()
    assert [message.text for message in found] == ["甲乙丙"]


@pytest.mark.parametrize(
    ("chunks", "told"),
    [
        (["\ufffd"], ["Unreadable"]),
        (["a\ufffdb"], ["Unreadable", "a", "b"]),
        (["\ufffd", "\ufffd", "c"], ["Unreadable", "c"]),
        (["\ufffdq\x11" * 20], ["Unreadable"]),
        ([f"{PASTE}{UNKNOWN * 40}{END}s"], ["Unreadable", "s"]),
        ([f"{PASTE}原文缺字\ufffd{END}"], ["<原文缺字\ufffd>"]),
    ],
)
def test_what_is_no_utf8_is_left_out_and_told_once(chunks, told):
    assert received(*chunks) == told


def test_no_bytes_end_it_and_what_is_typed_then_arrives():
    decode = receiving._lenient("utf-8")().decode
    source = random.Random(9)
    receiver = Receiver()
    for _ in range(60):
        list(receiver.feed(decode(source.randbytes(source.choice((3, 40, 4096))))))
        list(receiver.tick())
    for _ in range(30):
        list(receiver.tick())
    decode(b"", True)
    found = [_shown(message) for message in receiver.feed("导")]
    assert found[-1:] == ["导"]


def test_it_stands_before_the_driver_of_this_version():
    pytest.importorskip("termios")
    receiving.install()
    driver = import_module("textual.drivers.linux_driver")
    assert driver.XTermParser is Receiver
    assert driver.getincrementaldecoder("utf-8")().decode(b"\xff\xd6a") == "\ufffd\ufffda"


def test_a_version_that_has_moved_them_stays_as_it_is(monkeypatch):
    pytest.importorskip("termios")
    driver = import_module("textual.drivers.linux_driver")
    monkeypatch.setattr(driver, "XTermParser", object)
    monkeypatch.delattr(driver, "getincrementaldecoder")
    receiving.install()
    assert driver.XTermParser is object


async def test_the_user_is_told_of_bytes_that_are_no_text(folder):
    async with opened(folder / TOWER) as pilot:
        pilot.app.post_message(Unreadable())
        await settle(pilot)
        assert any("UTF-8" in str(note.message) for note in pilot.app._notifications)
