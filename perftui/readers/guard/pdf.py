"""PDF files: how many objects they have, and how much their streams unpack to."""

import re
import zlib
from collections.abc import Iterator

from perftui.readers.guard.archives import MOST_TIMES_LARGER

_MOST_OBJECTS = 200_000
_LARGEST_STREAM, _LARGEST_DRAWING = 40 * 2**20, 8 * 2**20
_LARGEST_FILE = 256 * 2**20
_STEP, _NEAR = 2**20, 500

_STREAM = re.compile(rb"stream\r?\n")
_COMMANDS = re.compile(rb"(?:(?:[-+.\d]{1,12}|[A-Za-z'\"*]{1,3})[\t\n\r ]{1,4}){16}")
_FILTERS = re.compile(rb"/Filter\s*\[([^\]]{0,300})\]")
_PACKER = re.compile(rb"/(?:Fl\b|FlateDecode|LZW|RL\b|RunLengthDecode)")


def wrong_with_pdf(data: bytes) -> str:
    """Say why a PDF file is refused, nothing if it is not."""
    too_large = "里面的内容大得不像自评表，请核对文件"
    if data.count(b" obj") > _MOST_OBJECTS:
        return too_large
    if any(len(_PACKER.findall(filters)) > 1 for filters in _FILTERS.findall(data)):
        return "里面有反复压缩的内容，不是正常的文档，没有读入"
    return too_large if any(_streams_too_large(data)) else ""


def _streams_too_large(data: bytes) -> Iterator[bool]:
    """Yield for each packed stream whether it, or all up to it, is more than a page needs."""
    view, total = memoryview(data), 0
    for match in _STREAM.finditer(data):
        start = match.end()
        end = data.find(b"endstream", start)
        packed = view[start : end if end >= 0 else len(data)]
        size, is_drawing = _unpacked(packed)
        total += size
        # An empty page that was scanned is packed as well as a bomb.
        is_picture = b"/Image" in data[max(start - _NEAR, 0) : start] and not is_drawing
        is_bomb = size > len(packed) * MOST_TIMES_LARGER and not is_picture
        yield size > _LARGEST_DRAWING and (is_bomb or is_drawing or size > _LARGEST_STREAM)
        yield total > _LARGEST_FILE


def _unpacked(packed: memoryview) -> tuple[int, bool]:
    """Return how many bytes a packed stream holds, and whether some of them are drawing commands.

    It is counted little further than the largest that is let pass.
    """
    unpacking, size, is_drawing = zlib.decompressobj(), 0, False
    rest: bytes | memoryview = packed
    try:
        while rest and not unpacking.eof and size <= _LARGEST_STREAM:
            piece = unpacking.decompress(rest, _STEP)
            rest, size = unpacking.unconsumed_tail, size + len(piece)
            is_drawing = is_drawing or _COMMANDS.search(piece, 0, _NEAR) is not None
    except zlib.error:
        pass  # packed in another way, or damaged
    return size, is_drawing
