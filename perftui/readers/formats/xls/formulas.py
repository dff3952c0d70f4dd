"""The formulas of an old workbook whose stored result is 0 or empty, which may not be computed.

xlrd gives only results; programs that write formulas without computing them store such.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from struct import unpack_from
from typing import Any

from xlrd.formula import FMLA_TYPE_SHARED, decompile_formula

from perftui.readers.formats.formulas.values import Formula, Position

_BOUNDSHEET, _BOF, _EOF, _FORMULA, _SHARED = 0x0085, 0x0809, 0x000A, 0x0006, 0x04BC
_WORKSHEET = 0
_SHARES = b"\x01"
"""The first byte of a formula that is that of another cell, whose row and column follow."""

_MOST_RECORDS = 500_000
_NO_RESULTS = (bytes(8), b"\x03\x00\x00\x00\x00\x00\xff\xff")

Record = tuple[int, bytes]
Found = tuple[int, int, bytes]
"""Row and column from 0, and the formula in the form that the file keeps it in."""


def doubtful_formulas(stream: bytes, book: Any) -> list[dict[Position, Formula]]:
    """Return for each worksheet of a book the formulas that stored 0 or nothing.

    `stream` are the records of the book. Raises whatever damage makes Python raise.
    """
    starts = [
        unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == _BOUNDSHEET and body[5] == _WORKSHEET
    ]
    return [dict(_formulas(stream, start, book)) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the kinds and contents of records from the start of a part to its end."""
    depth = 0
    for _ in range(_MOST_RECORDS):
        if start + 4 > len(stream):
            return
        kind, length = unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        start += 4 + length


def _formulas(stream: bytes, start: int, book: Any) -> Iterator[tuple[Position, Formula]]:
    """Yield the formulas of a sheet as they are written, with their places."""
    found, shared = _compiled(stream, start)
    for row, column, code in found:
        text = ""
        with suppress(Exception):  # one that cannot be decompiled is as good as none
            if code[:1] == _SHARES:
                text = _written(shared[unpack_from("<HH", code, 1)], (row, column), book)
            else:
                text = _written(code, (0, 0), book)
        if text:
            yield (row + 1, column + 1), Formula(text)


def _written(code: bytes, base: Position, book: Any) -> str:
    """Decompile a formula whose references count from a base, as xlrd takes shared ones to do.

    As what it is, a formula of its own with a range on another sheet makes xlrd fail.
    """
    row, column = base
    text = decompile_formula(book, code, len(code), FMLA_TYPE_SHARED, browx=row, bcolx=column)
    return text or ""


def _compiled(stream: bytes, start: int) -> tuple[list[Found], Mapping[tuple[int, int], bytes]]:
    """Return the formulas without results, and those that others share by their first cell."""
    found: list[Found] = []
    shared: dict[tuple[int, int], bytes] = {}
    place = 0, 0
    for kind, body in _records(stream, start):
        if kind == _FORMULA:
            row, column = place = unpack_from("<HH", body)
            if body[6:14] in _NO_RESULTS:
                found.append((row, column, _code(body, 20)))
        elif kind == _SHARED:
            shared[place] = _code(body, 8)
    return found, shared


def _code(body: bytes, start: int) -> bytes:
    """Return a formula that stands behind its length."""
    return body[start + 2 : start + 2 + unpack_from("<H", body, start)[0]]
