"""Fonts that draw signs where the text holds letters or private characters."""

from collections.abc import Iterator
from struct import error, unpack_from

_NAME_AT = 40

_SIGNS = {
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
        0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x9F: "•", 0xA1: "○",
        0xA7: "▪", 0xA8: "□", 0xE0: "→", 0xF0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA3: "□",
        0x2A: "□", 0x30: "□", 0x2B: "■",
    },
}  # fmt: skip


def read_fonts(table: bytes) -> tuple[str, ...]:
    """Read the names of the fonts, in the order of their numbers; those cut off are left out."""
    try:
        return tuple(_names(table))
    except (error, IndexError):
        return ()


def sign(font: str, code: int) -> str:
    """Return the character that looks as a code does in a font of signs, or nothing."""
    return _SIGNS.get(font.lower(), {}).get(code & 0xFF, "")


def _names(table: bytes) -> Iterator[str]:
    (count,) = unpack_from("<H", table)
    at = 4
    for _ in range(count):
        size = table[at]
        name = table[at + _NAME_AT : at + 1 + size].decode("utf-16-le", "ignore")
        yield name.partition("\0")[0]
        at += 1 + size
