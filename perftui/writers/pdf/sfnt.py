"""What an OpenType font says of its characters: which it has, and how wide each is.

Only four of its tables are read, in 20 ms, and no library is needed for that.
"""

from collections.abc import Iterator
from pathlib import Path
from struct import calcsize, error, iter_unpack, unpack_from

_TABLE, _SUBTABLE, _GROUP, _METRIC = ">4s4xII", ">HHI", ">III", ">Hh"
_FOR_ALL_PLANES = 12
"""The format of a character map that goes beyond the first 65,536 characters."""


class FontError(Exception):
    """A file that is no OpenType font, or one without a table that is needed."""


def advance_widths(path: Path) -> dict[int, int]:
    """Return the width of each character a font has, by code point, in thousandths of its size.

    Raises FontError and OSError.
    """
    data = path.read_bytes()
    try:
        tables = dict(_tables(data))
        units = _number(data, ">H", tables[b"head"] + 18)
        advances = _advances(data, tables[b"hhea"], tables[b"hmtx"])
        last = len(advances) - 1
        return {
            code: advances[min(glyph, last)] * 1000 // units
            for code, glyph in _characters(data, tables[b"cmap"])
        }
    except (LookupError, ZeroDivisionError, error) as fault:
        raise FontError(f"{path.name}: {fault}") from None


def _tables(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield each table's tag and where it begins."""
    for n in range(_number(data, ">H", 4)):
        tag, start, _ = unpack_from(_TABLE, data, 12 + n * calcsize(_TABLE))
        yield tag, start


def _advances(data: bytes, hhea: int, hmtx: int) -> list[int]:
    """Return the width of each glyph; those after the last one listed are as wide as it."""
    count = _number(data, ">H", hhea + 34)
    metrics = data[hmtx : hmtx + count * calcsize(_METRIC)]
    return [advance for advance, _ in iter_unpack(_METRIC, metrics)]


def _characters(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Yield each code point with the number of its glyph."""
    start = _character_map(data, cmap)
    end = start + 16 + _number(data, ">I", start + 12) * calcsize(_GROUP)
    for first, last, glyph in iter_unpack(_GROUP, data[start + 16 : end]):
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _character_map(data: bytes, cmap: int) -> int:
    """Return where the character map for all planes begins; raises LookupError."""
    for n in range(_number(data, ">H", cmap + 2)):
        _, _, start = unpack_from(_SUBTABLE, data, cmap + 4 + n * calcsize(_SUBTABLE))
        if _number(data, ">H", cmap + start) == _FOR_ALL_PLANES:
            return cmap + int(start)
    raise LookupError("cmap")


def _number(data: bytes, form: str, at: int) -> int:
    (value,) = unpack_from(form, data, at)
    return int(value)
