"""Property modifiers (sprms): lists of bytes that each change one property of text or tables."""

from collections.abc import Iterator
from struct import unpack_from

from perftui.readers.formats.word97 import TOO_LARGE, UnreadableError

MOST_BYTES = 8_000_000

IS_HIDDEN = 0x083C
IS_DELETED = 0x0800
IS_INSERTED = 0x0801
CHARACTER_STYLE = 0x4A30
SYMBOL = 0x6A09
FONT = 0x4A4F
DATA_LOCATION = 0x6A03

IN_TABLE = 0x2416
ROW_END = 0x2417
PAGE_BREAK_BEFORE = 0x2407
LIST_USE = 0x460B
LIST_DEPTH = 0x260A
DEPTH = 0x6649
DEPTH_CHANGE = 0x664A
INNER_CELL_END = 0x244B
INNER_ROW_END = 0x244C
ELSEWHERE = (0x6645, 0x6646, 0x646B)
"""Their operand is where in the Data stream a longer list of modifiers stands."""

DEFINE_ROW = 0xD608
DEFINE_ROW_BRIEFLY = 0xD606
_CHANGE_TABS = 0xC615

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)

Modifier = tuple[int, bytes]


class Lists:
    """Reads lists of modifiers, up to some bytes in all; hostile documents repeat theirs."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._left = most

    def read(self, listed: bytes) -> Iterator[Modifier]:
        """Read a list; raises UnreadableError when all together are longer than in any form."""
        self._left -= len(listed)
        if self._left < 0:
            raise UnreadableError(TOO_LARGE)
        return modifiers(listed)


def modifiers(listed: bytes) -> Iterator[Modifier]:
    """Yield each modifier's code and operand (without its length), up to one that is cut off."""
    at = 0
    while at + 3 <= len(listed):
        (code,) = unpack_from("<H", listed, at)
        prefix, size = _operand_size(code, listed, at + 2)
        start = at + 2 + prefix
        at = start + size
        if at > len(listed):
            return
        yield code, listed[start:at]


def is_of_tables(code: int) -> bool:
    """Whether a modifier changes a table rather than a paragraph or characters."""
    return (code >> 10) & 7 == 5


def number(operand: bytes) -> int:
    """Return an operand that is a signed number."""
    return int.from_bytes(operand, "little", signed=True)


def from_short_form(prm: int) -> bytes:
    """Return the list of one modifier that two bytes of a text piece stand for, or none."""
    code = _SHORT_FORMS.get((prm >> 1) & 0x7F)
    return b"" if code is None else code.to_bytes(2, "little") + bytes([prm >> 8])


_SHORT_FORMS = {
    0x09: PAGE_BREAK_BEFORE,
    0x18: IN_TABLE,
    0x19: ROW_END,
    0x41: IS_DELETED,
    0x5C: IS_HIDDEN,
}


def _operand_size(code: int, listed: bytes, at: int) -> tuple[int, int]:
    """Return how many bytes tell an operand's length, and its length in bytes."""
    if size := _SIZES[code >> 13]:
        return 0, size
    if code in (DEFINE_ROW, DEFINE_ROW_BRIEFLY):
        return 2, max(int.from_bytes(listed[at : at + 2], "little") - 1, 0)
    if code == _CHANGE_TABS and listed[at] == 255:
        return 1, _tabs_size(listed, at + 1)
    return 1, listed[at]


def _tabs_size(listed: bytes, at: int) -> int:
    """Measure a change of tab stops too long for its size to be told in a byte."""
    removed = 1 + 4 * listed[at]
    added = listed[at + removed] if at + removed < len(listed) else 0
    return removed + 1 + 3 * added
