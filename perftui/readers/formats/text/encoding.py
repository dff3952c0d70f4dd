"""Bytes to text, in whatever encoding they are, and with a few bytes damaged."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from perftui.readers.report import Note, Question

DAMAGED = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_PLAIN = re.compile("[\t\n\r -~\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_END_OF_FILE = "\x1a"
_MOST_DAMAGE = 0.01
_MOST_DAMAGE_OF_UTF8 = 0.2
_LEAST_PLAIN = 0.9


def decode(data: bytes) -> str:
    """Decode text with a byte order mark, or as UTF-8, UTF-16 or GB 18030.

    What cannot be decoded becomes U+FFFD, if it is less than a hundredth of the text. Raises
    UnicodeError for bytes that are no text.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    text = _decode_as(data, marked) if marked else _decode_unmarked(data)
    text = text.rstrip(_END_OF_FILE)
    if _BINARY.search(text):
        raise UnicodeError("control characters that no text holds")
    return text


def damage(text: str, where: str = "") -> Iterator[Note]:
    """Ask about what could not be decoded; the line of the first is named, or `where` it is."""
    at = text.find(DAMAGED)
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        asked = f"文字有{text.count(DAMAGED)}处损坏，读成了「{DAMAGED}」，请对照原文补上"
        yield Question(where or f"第{line}行", asked)


def is_text(data: bytes) -> bool:
    """Whether bytes can be decoded as text."""
    try:
        decode(data)
    except UnicodeError:
        return False
    return True


def _decode_as(data: bytes, encoding: str) -> str:
    """Decode, damage and all; raises UnicodeError where there is too much of it."""
    text = data.decode(encoding, "replace")
    if text.count(DAMAGED) > len(text) * _MOST_DAMAGE:
        return data.decode(encoding)
    return text


def _decode_unmarked(data: bytes) -> str:
    if b"\0" in data:
        return _decode_utf_16(data)
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    # Taken for UTF-8, nearly every character of another encoding is damaged.
    is_utf_8 = text.count(DAMAGED) <= beyond_ascii * _MOST_DAMAGE_OF_UTF8
    return _decode_as(data, "utf-8" if is_utf_8 else "gb18030")


def _decode_utf_16(data: bytes) -> str:
    """Decode UTF-16 that does not say its byte order: the order in which it looks like text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if len(_PLAIN.findall(text)) > len(text) * _LEAST_PLAIN:
                return text
    raise UnicodeError("zeros, and no UTF-16")
