"""What is refused before a reader sees it: files that would cost far more than any form does.

Each check searches bytes for what makes reading slow or large, takes milliseconds, and refuses in
one sentence.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from perftui.readers.report import DocumentError

LARGEST = 20 * 2**20
"""The most bytes of a document."""

DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What a damaged zip file or entry raises, a password or an unknown way of packing included."""

_MOST_ENTRIES = 4000
_LARGEST_DIRECTORY = 2**20
_LARGEST_PARTS = {"docx": 32 * 2**20, "xlsx": 128 * 2**20}  # sheets are read row by row
_LARGEST_PACKAGE = 256 * 2**20
_LARGEST_ARCHIVE = 2**31
_MOST_TIMES_LARGER, _LARGE = 150, 4 * 2**20
_MOST_TAGS, _MOST_TAGS_OF_PAGE = 1_000_000, 300_000
_MOST_MERGED_CELLS = 100 * 2**20  # a hundred whole columns
_DEEPEST = 400
_MOST_OBJECTS = 200_000
_LARGEST_STREAM, _LARGEST_DRAWING = 40 * 2**20, 8 * 2**20
_STEP = 2**20
_CHUNK, _TOP, _NEAR = 4096, 65536, 400

_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
_NOT_XML = re.compile(r"(?:.*/)?(?:media|embeddings|fonts|customXml)/", re.IGNORECASE)
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_SPAN = re.compile(rb"grid(?:Span|Before|After)\b[^<>]{0,200}?[\"']\s*\+?0*([1-9]\d{3,})\s*[\"']")
_MERGE = re.compile(
    rb"mergeCell\s[^<>]{0,200}?ref\s*=\s*[\"']"
    rb"\$?([A-Za-z]*)\$?(\d*):\$?([A-Za-z]*)\$?(\d*)[\"']"
)
_STREAM = re.compile(rb"stream\r?\n")
_COMMANDS = re.compile(rb"[\t\n\r -~]{256}")
_FILTERS = re.compile(rb"/Filter\s*\[([^\]]{0,300})\]")
_PACKER = re.compile(rb"/(?:Fl\b|FlateDecode|LZW|RL\b|RunLengthDecode)")
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000


def check(kind: str, data: bytes, name: str) -> None:
    """Refuse a document of a kind that no form is; `name` is the document's. Raises DocumentError.

    Kinds whose readers are bounded by the size of the file are let pass.
    """
    if kind in _LARGEST_PARTS:
        with open_zip(io.BytesIO(data), name) as package:
            wrong = _wrong_with_package(package, _LARGEST_PARTS[kind])
    else:
        wrong = _CHECKS[kind](data) if kind in _CHECKS else ""
    if wrong:
        raise DocumentError(f"「{name}」{wrong}")


def check_size(size: int, name: str) -> None:
    """Refuse a document of more bytes than any form has; raises DocumentError."""
    if size > LARGEST:
        raise DocumentError(f"「{name}」超过 {LARGEST // 2**20} MB，不像自评表，请核对文件")


@contextmanager
def open_zip(file: io.RawIOBase | io.BytesIO, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip file, and close it and the file behind it.

    Raises DocumentError for a damaged one, and for one of far too many entries.
    """
    with _Bounded(file) as bounded, _directory_of(bounded, name) as archive:
        bounded.largest_read = None
        yield archive


def _directory_of(bounded: "_Bounded", name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(bounded)
    except DAMAGE:
        raise DocumentError(
            f"「{name}」不完整或已损坏，可能没有下载完；请重新拷贝一份，或用原来的软件打开另存"
        ) from None
    except _TooLargeError:
        raise DocumentError(f"「{name}」里的文件太多，不像自评表，请核对文件") from None


def wrong_with_archive(entries: Iterable[zipfile.ZipInfo]) -> str:
    """Say why an archive of documents is refused as a whole, nothing if it is not."""
    if sum(entry.file_size for entry in entries) > _LARGEST_ARCHIVE:
        return f"解开后超过 {_LARGEST_ARCHIVE // 2**30} GB，请解开后只读入需要的文件"
    return ""


def wrong_with_member(entry: zipfile.ZipInfo) -> str:
    """Say why one document in an archive is refused, nothing if it is not."""
    if entry.flag_bits & 1:
        return "有密码，请去掉密码后再读入"
    if _OUTSIDE.match(entry.filename):
        return "的路径指到压缩包外面，没有读入"
    if entry.file_size > LARGEST:
        return f"超过 {LARGEST // 2**20} MB，不像自评表，请核对文件"
    if _is_bomb(entry):
        return "压缩得不正常，解开后大得不像自评表，没有读入"
    return ""


class _TooLargeError(Exception):
    """More is to be read at once than a form needs."""


class _Bounded(io.BufferedReader):
    """A file of which, while it is opened, no more is read at once than a directory may have."""

    largest_read: int | None = _LARGEST_DIRECTORY

    def read(self, size: int | None = -1, /) -> bytes:
        if self.largest_read is not None and size is not None and size > self.largest_read:
            raise _TooLargeError
        return super().read(size)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_LARGE, entry.compress_size * _MOST_TIMES_LARGER)


def _wrong_with_package(package: zipfile.ZipFile, largest: int) -> str:
    """Say what is wrong with a package of Office parts, of which the XML may be so large."""
    entries = package.infolist()
    parts = [entry for entry in entries if not _NOT_XML.match(entry.filename)]
    if any(entry.flag_bits & 1 for entry in entries):
        return "有密码，请用原来的软件打开，去掉密码后另存再读入"
    if any(_OUTSIDE.match(entry.filename) for entry in entries):
        return "里面有指到外面的路径，不是正常的文档，没有读入"
    if len(entries) > _MOST_ENTRIES or _size(entries) > _LARGEST_PACKAGE:
        return "解开后大得不像自评表，请核对文件"
    if any(_is_bomb(part) for part in parts) or _size(parts) > largest:
        return "里面的内容大得不像自评表，请删去多余的空行和内容，另存后再读入"
    contents = (_content(package, part) for part in parts)
    return next(filter(None, map(_wrong_with_part, contents)), "")


def _size(entries: Iterable[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _content(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part that is XML, in an encoding in which ASCII is itself; nothing for others."""
    try:
        with package.open(part) as file:
            content = file.read(part.file_size)
    except DAMAGE:
        return b""  # the reader says so, if it needs this part
    if b"\0" in content[:4]:
        order = "utf-16-be" if content[:1] in (b"\0", b"\xfe") else "utf-16-le"
        content = content.decode(order, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    return content if _BEGINS_AS_XML.match(content) else b""


def _wrong_with_part(content: bytes) -> str:
    """Say what is wrong with a part of a package."""
    if _DECLARED.search(content):
        return "里面有文档类型声明（DTD），正常的文档没有，没有读入"
    if _SPAN.search(content):
        return "里面有跨上千列的单元格，不像自评表，没有读入"
    if _merged_cells(content) > _MOST_MERGED_CELLS:
        return "里面合并的单元格范围太大（如整张表），请取消合并后另存再读入"
    is_sheet = b"<sheetData" in content[:_TOP]
    if content.count(b"<c " if is_sheet else b"<") > _MOST_TAGS:
        return "里面的行列多得不像自评表，请只留下自评表，另存后再读入"
    if _depth(content) > _DEEPEST:
        return "里面的层次太深，不是正常的文档，没有读入"
    return ""


def _merged_cells(content: bytes) -> int:
    """Count the cells that ranges merge; a range may name whole columns, or whole rows."""
    return sum(
        (abs(_column(last, 16384) - _column(first, 1)) + 1)
        * (abs(int(bottom[:9] or 1048576) - int(top[:9] or 1)) + 1)
        for first, top, last, bottom in _MERGE.findall(content)
    )


def _column(letters: bytes, missing: int) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number or missing


def _depth(content: bytes) -> int:
    """Return how deep elements are nested at least, looking at every few thousand bytes."""
    no_elements = content.count(b"<!") + content.count(b"<?")
    deepest = depth = 0
    for start in range(0, len(content), _CHUNK):
        end = start + _CHUNK
        depth += content.count(b"<", start, end) - 2 * content.count(b"</", start, end + 1)
        depth -= content.count(b"/>", start, end + 1)
        deepest = max(deepest, depth)
    return deepest - no_elements


def _wrong_with_pdf(data: bytes) -> str:
    """Say what is wrong with a PDF file."""
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
        is_bomb = size > len(packed) * _MOST_TIMES_LARGER and not is_picture
        yield size > _LARGEST_DRAWING and (is_bomb or is_drawing or size > _LARGEST_STREAM)
        yield total > _LARGEST_PACKAGE


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
            is_drawing = is_drawing or _COMMANDS.match(piece) is not None
    except zlib.error:
        pass  # packed in another way, or damaged
    return size, is_drawing


def _wrong_with_page(data: bytes) -> str:
    """Say what is wrong with a web page."""
    if data.count(b"<") > _MOST_TAGS_OF_PAGE:
        return "里面的内容大得不像自评表，请只留下自评表，另存后再读入"
    for tag in _LONG_TAG.findall(data):
        if len(_QUOTED.sub(b"", tag).split()) > _MOST_ATTRIBUTES:
            return "不是正常的网页，没有读入"
    return ""


_CHECKS: dict[str, Callable[[bytes], str]] = {
    "pdf": _wrong_with_pdf,
    "html": _wrong_with_page,
    "mhtml": _wrong_with_page,
}
