"""Packages of Office parts, docx and xlsx: how much they unpack to, and what no form has."""

import re
import zipfile
from collections.abc import Iterable

from perftui.readers.guard.archives import DAMAGE, is_bomb, is_locked, leads_outside

LARGEST_PARTS = {"docx": 32 * 2**20, "xlsx": 128 * 2**20}  # sheets are read row by row

_MOST_ENTRIES = 4000
_LARGEST_PACKAGE = 256 * 2**20
_MOST_TAGS = 1_000_000
_MOST_MERGED_CELLS = 100 * 2**20  # a hundred whole columns
_DEEPEST = 400
_CHUNK, _TOP = 4096, 65536

_NOT_XML = re.compile(r"(?:.*/)?(?:media|embeddings|fonts|customXml)/", re.IGNORECASE)
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_SPAN = re.compile(rb"grid(?:Span|Before|After)\b[^<>]{0,200}?[\"']\s*\+?0*([1-9]\d{3,})\s*[\"']")
_MERGE = re.compile(
    rb"mergeCell\s[^<>]{0,200}?ref\s*=\s*[\"']"
    rb"\$?([A-Za-z]*)\$?(\d*):\$?([A-Za-z]*)\$?(\d*)[\"']"
)


def wrong_with_package(package: zipfile.ZipFile, kind: str) -> str:
    """Say why a package of a kind is refused, nothing if it is not."""
    entries = package.infolist()
    parts = [entry for entry in entries if not _NOT_XML.match(entry.filename)]
    if any(map(is_locked, entries)):
        return "有密码，请用原来的软件打开，去掉密码后另存再读入"
    if any(map(leads_outside, entries)):
        return "里面有指到外面的路径，不是正常的文档，没有读入"
    if len(entries) > _MOST_ENTRIES or _size(entries) > _LARGEST_PACKAGE:
        return "解开后大得不像自评表，请核对文件"
    if any(map(is_bomb, parts)) or _size(parts) > LARGEST_PARTS[kind]:
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
