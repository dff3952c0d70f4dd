"""Writes small binary Word documents with what Word itself writes and LibreOffice does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from struct import pack

SECTOR = 512
TEXT_AT = 0x800
SMALLEST_STREAM = 4096
END, FREE, IS_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NARROW = 0x4000_0000


@dataclass(frozen=True)
class Par:
    """A paragraph with its mark; `looks` gives the modifiers of its first characters, in turn."""

    text: str
    modifiers: bytes = b""
    style: int = 0
    looks: Sequence[tuple[int, bytes]] = ()


def sprm(code: int, operand: bytes) -> bytes:
    """Write a modifier, with its length where its kind wants one."""
    if code >> 13 != 6:
        return pack("<H", code) + operand
    if code == 0xD608:
        return pack("<HH", code, len(operand) + 1) + operand
    return pack("<HB", code, len(operand)) + operand


IN_TABLE = sprm(0x2416, b"\1")
ROW_END = IN_TABLE + sprm(0x2417, b"\1")


def row_shape(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """Write the modifier that defines a row, with the flags of its first cells."""
    cells = b"".join(pack("<H18x", flag) for flag in flags)
    places = pack(f"<{len(edges)}h", *edges)
    return sprm(0xD608, bytes([len(edges) - 1]) + places + cells)


def row(texts: Sequence[str], shape: bytes) -> list[Par]:
    """Write a row of cells and its end."""
    return [*(Par(f"{text}\7", IN_TABLE) for text in texts), Par("\7", ROW_END + shape)]


def word(
    paragraphs: Sequence[Par],
    *,
    pieces: Sequence[tuple[int, int, int]] = (),
    lists: Sequence[bytes] = (),
    data: bytes = b"",
    styles: Sequence[tuple[int, int, bytes]] = (),
    fonts: Sequence[str] = (),
    flags: int = 0,
    version: int = 0xC1,
) -> bytes:
    """Write a document.

    `pieces` are lengths, bytes a character and short modifiers; without them there is one piece.
    `lists` are what pieces may point to. `styles` are kinds, bases and modifiers of characters.
    """
    text = "".join(paragraph.text for paragraph in paragraphs)
    pieces = pieces or [(len(text), 2, 0)]
    stored, offsets, table = _text(text, pieces, lists)
    main = bytearray(stored)
    table += b"\0" * (-len(table) % 4)
    parts = {33: (0, len(table))}
    ends = [0, *accumulate(len(paragraph.text) for paragraph in paragraphs)]
    pages = [
        (offsets[start], offsets[end - 1] + 2, _paragraph_page(offsets[start], offsets[end], each))
        for (start, end), each in zip(pairwise(ends), paragraphs, strict=True)
    ]
    looks = [
        (offsets[at], offsets[at + length], _character_page(offsets[at], offsets[at + length], how))
        for (start, _), each in zip(pairwise(ends), paragraphs, strict=True)
        for at, (length, how) in _placed(start, each.looks)
    ]
    for index, found in ((13, pages), (12, looks)):
        parts[index] = (len(table), 4 + 8 * len(found))
        numbers = range(len(main) // SECTOR, len(main) // SECTOR + len(found))
        main += b"".join(page for _, _, page in found)
        table += pack(f"<{len(found) + 1}I", *(first for first, _, _ in found), offsets[-1])
        table += pack(f"<{len(found)}I", *numbers)
    for index, part in ((1, _style_sheet(styles)), (15, _font_table(fonts))):
        parts[index] = (len(table), len(part))
        table += part
    main[:TEXT_AT] = _head(len(text), parts, flags, version)
    return compound({"WordDocument": bytes(main), "1Table": table, "Data": data})


def _placed(start: int, looks: Sequence[tuple[int, bytes]]) -> list[tuple[int, tuple[int, bytes]]]:
    places = accumulate((length for length, _ in looks), initial=start)
    return list(zip(places, looks, strict=False))


def _text(
    text: str, pieces: Sequence[tuple[int, int, int]], lists: Sequence[bytes]
) -> tuple[bytes, list[int], bytes]:
    """Store the text; return it behind the head, the offset of each character, and the pieces."""
    stored, offsets, entries, places = b"\0" * TEXT_AT, [], b"", [0]
    for length, width, short in pieces:
        start = places[-1]
        encoding = "cp1252" if width == 1 else "utf-16-le"
        place = 2 * len(stored) | NARROW if width == 1 else len(stored)
        entries += pack("<HIH", 0, place, short)
        offsets += [len(stored) + width * index for index in range(length)]
        stored += text[start : start + length].encode(encoding)
        places.append(start + length)
    offsets.append(len(stored))
    stored += b"\0" * (-len(stored) % SECTOR)
    table = pack(f"<{len(places)}I", *places) + entries
    listed = b"".join(pack("<BH", 1, len(each)) + each for each in lists)
    return stored, offsets, listed + pack("<BI", 2, len(table)) + table


def _paragraph_page(start: int, end: int, paragraph: Par) -> bytes:
    held = pack("<H", paragraph.style) + paragraph.modifiers
    held += b"\0" * (1 - len(held) % 2)
    page = pack("<IIB12x", start, end, 11) + b"\0"
    page += bytes([(len(held) + 1) // 2]) + held
    return page.ljust(SECTOR - 1, b"\0") + b"\1"


def _character_page(start: int, end: int, how: bytes) -> bytes:
    page = pack("<IIBx", start, end, 5) + bytes([len(how)]) + how
    return page.ljust(SECTOR - 1, b"\0") + b"\1"


def _style_sheet(styles: Sequence[tuple[int, int, bytes]]) -> bytes:
    sheet = pack("<HHH", 4, len(styles), 10)
    for kind, base, how in styles:
        of_paragraph = pack("<HH", 2, 0) if kind == 1 else b""
        entry = pack("<5H", 0, kind | base << 4, 2 if kind == 1 else 1, 0, 0) + pack("<HH", 0, 0)
        entry += of_paragraph + pack("<H", len(how)) + how + b"\0" * (len(how) % 2)
        sheet += pack("<H", len(entry)) + entry
    return sheet


def _font_table(fonts: Sequence[str]) -> bytes:
    table = pack("<HH", len(fonts), 0)
    for name in fonts:
        entry = b"\0" * 39 + name.encode("utf-16-le") + b"\0\0"
        table += bytes([len(entry)]) + entry
    return table


def _head(length: int, parts: dict[int, tuple[int, int]], flags: int, version: int) -> bytes:
    head = bytearray(TEXT_AT)
    head[:4] = pack("<HH", 0xA5EC, version)
    head[0x0A:0x0C] = pack("<H", 0x0200 | flags)
    head[0x4C:0x50] = pack("<I", length)
    for index, part in parts.items():
        head[0x9A + 8 * index : 0xA2 + 8 * index] = pack("<II", *part)
    return bytes(head)


def compound(streams: dict[str, bytes]) -> bytes:
    """Write streams into a compound file."""
    body, entries = b"", [_entry("Root Entry", 5, 1 if streams else FREE, END, 0)]
    chains: list[int] = []
    for number, (name, stream) in enumerate(streams.items(), 1):
        size = max(len(stream), SMALLEST_STREAM)
        count = -(-size // SECTOR)
        first = len(chains)
        chains += [*range(first + 1, first + count), END]
        body += stream.ljust(count * SECTOR, b"\0")
        following = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, FREE, first, size, following))
    directory_at = len(chains)
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % SECTOR)
    count = len(directory) // SECTOR
    chains += [*range(directory_at + 1, directory_at + count), END]
    fat_count = -(-(len(chains) + 2) // 127)
    fat_at = len(chains)
    chains += [IS_FAT] * fat_count
    chains += [FREE] * (fat_count * 128 - len(chains))
    fats = [*range(fat_at, fat_at + fat_count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count)
    head += pack("<IIIIIII", directory_at, 0, SMALLEST_STREAM, END, 0, END, 0)
    head += pack("<109I", *fats, *[FREE] * (109 - fat_count))
    return head + body + directory + pack(f"<{len(chains)}I", *chains)


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = FREE) -> bytes:
    named = name.encode("utf-16-le")
    entry = named.ljust(64, b"\0") + pack("<HBB", len(named) + 2, kind, 1)
    return entry + pack("<III36xIII", FREE, right, child, first, size, 0)
