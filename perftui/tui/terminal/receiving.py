"""What comes from the terminal: keys, pastes, and bytes that are neither.

textual ends on one byte that is no UTF-8, takes a paste for finished at the first mark of an end,
whoever wrote it, and some of what is pasted behind an Esc for keys. `install` puts a decoder that
takes every byte, and a `Receiver` before textual's parser. Where a version has moved them, they
stay as they are (a test tells us).
"""

from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from time import monotonic
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from perftui.evaluation.safe_text import safe_text

_START, _END = "\x1b[200~", "\x1b[201~"
_UNKNOWN = "\ufffd"  # what the decoder puts for a byte that is no UTF-8
# Of so many characters that come at once every so many unknown: nobody types that.
_LONG, _EVERY = 32, 8
_LONGEST_GAP = 20  # silent ticks, a tenth of a second each, within a paste that goes on
_SECONDS_BETWEEN_NOTICES = 5.0


class Unreadable(Message):
    """Bytes came that are no UTF-8; they were left out."""


class Receiver:
    """Turns what comes from the terminal into keys and pastes, as textual's parser does.

    A paste ends when its last mark of an end is followed by silence, since what is pasted may hold
    such marks itself. Its text is safe. What is no UTF-8 is left out, and told now and then.
    """

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._pasted: list[str] | None = None
        self._is_silent = False
        self._silence = 0
        self._told = -_SECONDS_BETWEEN_NOTICES

    def feed(self, data: str) -> Iterator[Message]:
        """Take in what has come; "" at the end."""
        self._is_silent = False
        if self._pasted is not None:
            self._pasted.append(data)
            return
        typed, start, pasted = data.partition(_START)
        if typed or not start:
            yield from self._typed(typed)
        if start:
            self._pasted = [pasted]

    def tick(self) -> Iterator[Message]:
        """Note that a moment has passed: call it after each `feed`, and regularly in silence."""
        self._silence = self._silence + 1 if self._is_silent else 0
        self._is_silent = True
        if self._pasted is not None and self._silence:
            text = "".join(self._pasted)
            if _END in text or self._silence >= _LONGEST_GAP:
                self._pasted = None
                yield from self._paste(text)
        yield from self._parsed(self._parser.tick())

    def _paste(self, text: str) -> Iterator[Message]:
        pasted, end, typed = text.rpartition(_END)
        pasted = pasted if end else text
        if _is_garbled(pasted):
            yield from self._notice()
        else:
            yield events.Paste(safe_text(pasted))
        if end and typed:
            yield from self.feed(typed)

    def _typed(self, text: str) -> Iterator[Message]:
        if _UNKNOWN in text:
            yield from self._notice()
            text = "" if _is_garbled(text) else text.replace(_UNKNOWN, "")
            if not text:
                return
        yield from self._parsed(self._parser.feed(text))

    def _parsed(self, messages: Iterable[Message]) -> Iterator[Message]:
        """Yield what the parser finds; one that fails on what it was given begins anew."""
        try:
            yield from messages
        except Exception:
            self._parser = XTermParser(self._debug)

    def _notice(self) -> Iterator[Message]:
        if monotonic() - self._told >= _SECONDS_BETWEEN_NOTICES:
            self._told = monotonic()
            yield Unreadable()


def _is_garbled(text: str) -> bool:
    return len(text) >= _LONG and text.count(_UNKNOWN) * _EVERY > len(text)


def install() -> None:
    """Have textual's driver for Linux and macOS take every byte, and pastes as they are."""
    with suppress(ImportError):
        driver: Any = import_module("textual.drivers.linux_driver")
        if hasattr(driver, "getincrementaldecoder") and hasattr(driver, "XTermParser"):
            driver.getincrementaldecoder = _lenient
            driver.XTermParser = Receiver


def _lenient(encoding: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="replace")
