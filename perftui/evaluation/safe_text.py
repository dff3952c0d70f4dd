"""The boundary that every text from outside passes: files, clipboard, keyboard, phrase banks."""

import re

_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC, DCS, SOS, PM, APC: titles, clipboard
    r"|\x1b[ -/]*[0-~]?"  # other two-character escapes
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, overrides and isolates
    "\ud800-\udfff\ufffe\uffff]"  # lone surrogates and non-characters, which no document holds
)


def safe_text(text: str) -> str:
    """Return the text without terminal escapes, control characters and bidi overrides.

    Line ends become line feeds; tabs stay. What is left can be shown, stored and exported.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    return _UNSAFE.sub("", _ESCAPE_SEQUENCE.sub("", lines)).replace("\ufeff", "")
