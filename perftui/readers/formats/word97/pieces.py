"""The piece table: where in the file each stretch of a document's text stands."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from perftui.readers.formats.word97 import DAMAGED, TOO_LARGE, UnreadableError
from perftui.readers.formats.word97.modifiers import from_short_form

MOST_UNITS = 500_000
MOST_PIECES = 20_000

_LISTED, _TABLE = 1, 2
_NARROW = 0x4000_0000
_WINDOWS_1252 = {
    code: character
    for code in range(0x80, 0xA0)
    if (character := bytes([code]).decode("cp1252", "ignore"))
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: its places in the text, its offset in the file, its bytes a character.

    `modifiers` change all of it, on top of what its paragraphs and characters say.
    """

    start: int
    end: int
    offset: int
    width: int
    modifiers: bytes = b""

    @property
    def offset_end(self) -> int:
        """The offset behind the last character."""
        return self.offset + (self.end - self.start) * self.width


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document in UTF-16 units, one character each, and the pieces it is made of."""

    units: str
    pieces: tuple[Piece, ...]

    def piece_at(self, place: int) -> Piece:
        """Return the piece that holds the character at a place."""
        return self.pieces[bisect_right(self.pieces, place, key=lambda piece: piece.start) - 1]

    def offset_of(self, place: int) -> int:
        """Return where in the file the character at a place stands."""
        piece = self.piece_at(place)
        return piece.offset + (place - piece.start) * piece.width


def read_text(stream: bytes, table: bytes, least: int, most: int) -> Text:
    """Read the first units of a text from the WordDocument stream and the table of its pieces.

    Raises UnreadableError where there are less than the least, or far more than in a form.
    """
    pieces = tuple(_pieces(table, most))
    if not pieces or pieces[0].start != 0 or pieces[-1].end < least:
        raise UnreadableError(DAMAGED)
    if pieces[-1].end > MOST_UNITS:
        raise UnreadableError(TOO_LARGE)
    return Text("".join(_units(stream, piece) for piece in pieces), pieces)


def joined(units: str) -> str:
    """Return a text of UTF-16 units with its surrogate pairs as one character."""
    if units.isascii() or max(units) < "\ud800":
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _pieces(table: bytes, length: int) -> Iterator[Piece]:
    lists, at = _listed(table)
    (size,) = unpack_from("<I", table, at + 1)
    count = (size - 4) // 12
    if count > MOST_PIECES:
        raise UnreadableError(TOO_LARGE)
    places = unpack_from(f"<{count + 1}I", table, at + 5)
    for index in range(count):
        start, end = places[index], min(places[index + 1], length)
        if places[index + 1] <= start:
            raise UnreadableError(DAMAGED)
        fc, prm = unpack_from("<IH", table, at + 5 + 4 * (count + 1) + 8 * index + 2)
        offset, width = ((fc & ~_NARROW) // 2, 1) if fc & _NARROW else (fc, 2)
        yield Piece(start, end, offset, width, _modifiers(prm, lists))
        if end == length:
            return


def _listed(table: bytes) -> tuple[list[bytes], int]:
    """Return the lists of modifiers before the piece table, and where the piece table stands."""
    lists: list[bytes] = []
    at = 0
    while table[at] == _LISTED:
        (size,) = unpack_from("<H", table, at + 1)
        lists.append(table[at + 3 : at + 3 + size])
        at += 3 + size
    if table[at] != _TABLE:
        raise UnreadableError(DAMAGED)
    return lists, at


def _modifiers(prm: int, lists: list[bytes]) -> bytes:
    if not prm & 1:
        return from_short_form(prm)
    return lists[prm >> 1] if prm >> 1 < len(lists) else b""


def _units(stream: bytes, piece: Piece) -> str:
    raw = stream[piece.offset : piece.offset_end]
    if len(raw) < piece.offset_end - piece.offset:
        raise UnreadableError(DAMAGED)
    if piece.width == 1:
        return raw.decode("latin-1").translate(_WINDOWS_1252)
    try:
        text = raw.decode("utf-16-le")
    except UnicodeDecodeError:
        text = ""
    return text if len(text) * 2 == len(raw) else _unit_by_unit(raw)


def _unit_by_unit(raw: bytes) -> str:
    return "".join(map(chr, unpack_from(f"<{len(raw) // 2}H", raw)))
