"""The boundary that every text from outside passes: files, clipboard, keyboard, phrase banks."""

import re
from typing import Any

_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*+[ -/]*+[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]*+(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC: titles
    r"|\x1b[ -/]*+[0-~]?"  # other two-character escapes, and the start of one that does not end
)
_LINE_END = re.compile("\r\n|[\r\v\f\u2028\u2029]")

# What is taken out wherever it stands. Of characters that Python does not know only those stay
# away that never will be any: Chinese names are written in new planes and in private ones.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u200b\u200c\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_SIGNS_OVER_OTHERS = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
)
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_ALWAYS = f"{_CONTROLS}{_DIRECTIONS}{_UNSEEN}{_SIGNS_OVER_OTHERS}{_NO_CHARACTERS}"

# What stays only behind the kind of character that it varies, and once: in rows it hides messages.
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_VARIATIONS = (
    ("\ufe0e\ufe0f", rf"0-9#*\xa9\xae\u203c\u2049\u2122{_EMOJI}"),
    ("\ufe00-\ufe02\U000e0100-\U000e01ef", _HAN),
    ("\u180b-\u180f", "\u1820-\u18aa"),
)

UNSAFE = re.compile(f"[{_ALWAYS}]")
"""One character that no text may have."""

_STRAY_VARIATION = re.compile(
    "[\ufe03-\ufe0d]|" + "|".join(f"(?<![{kind}])[{signs}]" for signs, kind in _VARIATIONS)
)
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_SUSPICIOUS = re.compile(
    f"[{_ALWAYS}\u200d\ufe03-\ufe0d{''.join(signs for signs, _ in _VARIATIONS)}]"
)


def safe_text(text: str) -> str:
    """Return the text without terminal escapes, control characters and what is not seen.

    Bidi overrides, blanks of no width, tags and characters that are none go. Line ends become line
    feeds; tabs stay, and so does what emoji and rare Chinese characters are put together with. What
    is left can be shown, stored and exported.
    """
    if not _SUSPICIOUS.search(text):
        return text
    lines = _ESCAPE_SEQUENCE.sub("", _LINE_END.sub("\n", text))
    seen = _STRAY_VARIATION.sub("", UNSAFE.sub("", lines))
    return _STRAY_JOINER.sub("", seen)


def safe_data(data: Any) -> Any:
    """Return plain data, such as a file of settings holds, with every text in it made safe."""
    if isinstance(data, str):
        return safe_text(data)
    if isinstance(data, dict):
        return {safe_data(key): safe_data(value) for key, value in data.items()}
    return [safe_data(item) for item in data] if isinstance(data, list) else data
