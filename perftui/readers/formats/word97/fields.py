"""Fields: the codes that Word computes text from, and the boxes and lists of forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from struct import error, unpack_from

_SIGN = re.compile("[\x13\x14\x15]")
_ENCLOSING = re.compile(r"\s*eq\s*\\o(?:\s*\\a[clr])?\s*\(([^(),\\]*),([^(),\\]*)\)\s*", re.I)
_CIRCLES, _SQUARES, _TICKS = "○〇◯", "□◻☐", "√✓✔"
_BEGIN, _SEPARATOR = "\x13", "\x14"
_CHECK_BOX, _DROP_DOWN = 1, 2
_BY_DEFAULT = 25
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Field:
    """A field between its first sign and behind its last; its result begins at `code_end`."""

    start: int
    code_end: int
    end: int


def fields(units: str) -> Iterator[Field]:
    """Yield the fields of a text that have a beginning and an end; inner ones come first."""
    open_fields: list[tuple[int, int | None]] = []
    for sign in _SIGN.finditer(units):
        if sign[0] == _BEGIN:
            open_fields.append((sign.start(), None))
        elif open_fields and sign[0] == _SEPARATOR:
            start, code_end = open_fields[-1]
            open_fields[-1] = (start, code_end or sign.end())
        elif open_fields:
            start, code_end = open_fields.pop()
            yield Field(start, code_end or sign.end(), sign.end())


def codes(found: list[Field]) -> Iterator[tuple[int, int]]:
    """Yield what of a text is code of any of its fields, one stretch after the other."""
    end = 0
    for start, code_end in sorted((field.start, field.code_end) for field in found):
        if code_end > end:
            yield max(start, end), code_end
            end = code_end


def enclosed(code: str) -> str:
    """Return the character that a code draws inside another one, as ① or ☑, else nothing."""
    found = _ENCLOSING.fullmatch(code)
    if not found:
        return ""
    shape, inner = found[1].strip(), found[2].strip()
    if shape in _SQUARES and inner in _TICKS:
        return "☑"
    is_small = inner.isdecimal() and inner.isascii() and 0 < int(inner) <= 20
    return chr(ord("①") + int(inner) - 1) if shape in _CIRCLES and is_small else inner


def chosen(data: bytes, offset: int) -> str:
    """Return what a box or a list of a form shows, from its settings in the data; else nothing."""
    try:
        return _chosen(data, offset)
    except (error, IndexError):
        return ""


def _chosen(data: bytes, offset: int) -> str:
    (head_size,) = unpack_from("<H", data, offset + 4)
    at = offset + head_size
    version, bits = unpack_from("<IH", data, at)
    kind, choice = bits & 3, bits >> 2 & 0x1F
    if version != 0xFFFF_FFFF or kind not in (_CHECK_BOX, _DROP_DOWN):
        return ""
    at = _behind_text(data, at + 10)
    if choice == _BY_DEFAULT:
        (choice,) = unpack_from("<H", data, at)
    if kind == _CHECK_BOX:
        return "☑" if choice else "□"
    at += 2
    for _ in range(5):
        at = _behind_text(data, at)
    return _entry(data, at, choice)


def _behind_text(data: bytes, at: int) -> int:
    return at + 2 + 2 * _size(data, at) + 2


def _size(data: bytes, at: int) -> int:
    (size,) = unpack_from("<H", data, at)
    return int(size)


def _entry(data: bytes, at: int, index: int) -> str:
    """Return an entry of a list of texts."""
    _, count, extra = unpack_from("<HHH", data, at)
    if index >= count:
        return ""
    at += 6
    for _ in range(index):
        length = _size(data, at)
        at += 2 + 2 * length + extra
    length = _size(data, at)
    return data[at + 2 : at + 2 + min(2 * length, _LONGEST)].decode("utf-16-le", "ignore")
