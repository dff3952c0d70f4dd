"""Lines from standard input, whatever their encoding: bytes are read once, and none ends it."""

import codecs
import re
from collections import deque
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

_MOST_BYTES = 65_536
_WIDE_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Two bytes of Chinese in GB18030 are often a letter of an alphabet that no form is written in.
_FOREIGN = re.compile("[\x00-\x7f\u0100-\u07ff]+")


@dataclass(frozen=True)
class InputLine:
    """A line as it was read; `note` says what of it could not be taken as it stands.

    One that is `garbled` has characters that nobody knows.
    """

    number: int
    text: str
    note: str = ""
    garbled: bool = False


class LineInput:
    """Reads the lines of a stream, of each no more than `longest` characters.

    They are UTF-8 or GB18030, each line by itself.
    """

    def __init__(self, stream: BinaryIO | None, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._number = 0
        self._ready: deque[InputLine] = deque()

    def next(self) -> InputLine | None:
        """Return the next line, None at the end; waits for it. Raises OSError."""
        while not self._ready:
            content = self._stream.readline(_MOST_BYTES) if self._stream else b""
            if not content:
                return None
            if self._number == 0 and content[:2] in _WIDE_BOMS:
                self._narrow(content)
                continue
            self._take(content)
        return self._ready.popleft()

    def _take(self, content: bytes) -> None:
        is_cut = len(content) == _MOST_BYTES and not content.endswith(b"\n") and self._skip()
        if self._number == 0:
            content = content.removeprefix(codecs.BOM_UTF8)
        # Old files end their lines with a carriage return alone.
        for piece in content.removesuffix(b"\n").removesuffix(b"\r").split(b"\r"):
            self._ready.append(self._line(piece, is_cut=is_cut))

    def _skip(self) -> bool:
        """Pass over the rest of a line; returns whether there was any."""
        rest, is_any = b"-", False
        while self._stream and rest and not rest.endswith(b"\n"):
            rest = self._stream.readline(_MOST_BYTES)
            is_any = is_any or bool(rest.strip())
        return is_any

    def _narrow(self, content: bytes) -> None:
        """Go on with a file of two bytes a character, as some editors save it, in UTF-8."""
        whole = content + (self._stream.read() if self._stream else b"")
        text = whole[2:].decode(_WIDE_BOMS[whole[:2]], "replace")
        self._stream = BytesIO(text.encode("utf-8", "replace"))

    def _line(self, content: bytes, *, is_cut: bool) -> InputLine:
        self._number += 1
        known, notes = _decoded(content, is_cut=is_cut), ""
        text = content.decode("utf-8", "replace") if known is None else known
        if known is None:
            notes = (
                f"第{self._number}行不是 UTF-8，也不是 GB18030，认不出的字换成了「\ufffd」；"
                "没有照它改，请重新写一遍。"
            )
        if is_cut or len(text) > self._longest:
            notes += f"第{self._number}行太长，只读了前{self._longest:,}字，后面的没有读。"
        return InputLine(self._number, text[: self._longest], notes, garbled=known is None)


def _decoded(content: bytes, *, is_cut: bool) -> str | None:
    """Return bytes as text, None if they are none; what is cut may end within a character."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(content, final=not is_cut)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" or text.isascii() or not _FOREIGN.fullmatch(text):
            return text
        return _decoded_chinese(content) or text
    return None


def _decoded_chinese(content: bytes) -> str | None:
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        return None
