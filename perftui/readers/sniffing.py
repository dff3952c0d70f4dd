"""What kind of document some bytes are, whatever the file is called."""

import io
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import PurePath

from perftui.readers.formats import KINDS, Kind, kind_by_name
from perftui.readers.formats.text.encoding import is_text
from perftui.readers.guard.archives import open_zip
from perftui.readers.report import DocumentError, Repair

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOP, _TOP_OF_PDF = 4096, 1024

_SAVE_AS_WORD = "请用 Word 或 WPS 打开，另存为 docx 再读入"
_SAVE_AS_EXCEL = "请用 Excel 或 WPS 打开，另存为 xlsx 再读入"
_PASSWORD = "有密码，请用原来的软件打开，去掉密码后另存再读入"
_PICTURE = "是图片，里面的字读不出来，请找原来的 Word、Excel 或 PDF 文件再读入"
_OTHER_ARCHIVE = "是压缩文件，请先解压，再读入里面的文件（或改用 zip 格式）"

_REFUSED = (
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM.{4}\0\0\0\0", re.S), _PICTURE),
    (re.compile(rb"RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)", re.S), _PICTURE),
    (re.compile(rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh\d|\xfd7zXZ"), _OTHER_ARCHIVE),
    (re.compile(rb"\s*\{\\rtf"), f"是 RTF 文档，这一版读不了，{_SAVE_AS_WORD}"),
)
_REFUSED_XML = (
    (re.compile(rb"progid=.excel|office:spreadsheet|xmlns:ss=", re.I), _SAVE_AS_EXCEL),
    (re.compile(rb"progid=.word|wordml|w:worddocument|2006/xmlpackage", re.I), _SAVE_AS_WORD),
    (re.compile(rb"<office:document", re.I), "请另存为 docx 或 xlsx 再读入"),
)
_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|table)"
    rb"[\s>/]",
    re.I | re.S,
)
_MAIL = re.compile(rb"[a-z-]+:", re.I)
_MIME = re.compile(rb"^mime-version:", re.I | re.M)
_FOREIGN_ENTRIES = {
    "xl/workbook.bin": f"是二进制的 Excel 工作簿（xlsb），这一版读不了，{_SAVE_AS_EXCEL}",
    "ppt/presentation.xml": "是演示文稿，不是自评表，请核对文件",
    "OFD.xml": "是 OFD 版式文件，这一版读不了，请另存为 PDF 或 Word 文档再读入",
    "META-INF/manifest.xml": "是 odt、ods 一类的文档，这一版读不了，请另存为 docx 或 xlsx",
    "Index/Document.iwa": "是苹果 iWork 文稿，请导出为 Word 或 Excel 文件再读入",
}
_FOREIGN_STREAMS = {
    "EncryptedPackage": _PASSWORD,
    "PowerPoint Document": "是演示文稿，不是自评表，请核对文件",
    "__properties_version1.0": "是邮件，请把里面的附件另存出来再读入",
}
_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a document by its content; `name` is the file's.

    Raises DocumentError for a kind that perftui does not read, and for what is none.
    """
    if refusal := next((said for mark, said in _REFUSED if mark.match(data)), ""):
        raise DocumentError(f"「{name}」{refusal}")
    if data.startswith((ZIP, _EMPTY_ZIP)):
        return KINDS[_in_zip(data, name)]
    if data.startswith(_OLE):
        return KINDS[_in_ole(data, name)]
    if b"%PDF-" in data[:_TOP_OF_PDF]:
        return KINDS["pdf"]
    return KINDS[_in_text(data, name)]


def mislabelled(kind: Kind, name: str) -> tuple[Repair, ...]:
    """Tell where a file's name promises another kind than it is."""
    promised = kind_by_name(name)
    if promised in (None, kind):
        return ()
    suffix = PurePath(name).suffix
    return (Repair("文件名", f"名字是 {suffix}，其实是{kind.name}，按{kind.name}读入"),)


def kind_of_zip(entries: Collection[str]) -> str:
    """Return what a zip file with these entries is: docx, xlsx, the sentence that refuses it, or
    nothing for an archive of files.
    """
    if foreign := next((said for e, said in _FOREIGN_ENTRIES.items() if e in entries), ""):
        return foreign
    if "xl/workbook.xml" in entries:
        return "xlsx"
    is_package = "[Content_Types].xml" in entries or "word/document.xml" in entries
    return "docx" if is_package and _has_folder(entries, "word") else ""


def _has_folder(entries: Iterable[str], folder: str) -> bool:
    return any(re.match(rf"{folder}[/\\]", entry) for entry in entries)


def _in_zip(data: bytes, name: str) -> str:
    with open_zip(io.BytesIO(data), name) as archive:
        kind = kind_of_zip(archive.namelist())
    if kind in KINDS:
        return kind
    raise DocumentError(f"「{name}」{kind or _OTHER_ARCHIVE}")


def _in_ole(data: bytes, name: str) -> str:
    """Return which of the old Office kinds a file is."""
    streams = _streams(data)
    if foreign := next((said for s, said in _FOREIGN_STREAMS.items() if s in streams), ""):
        raise DocumentError(f"「{name}」{foreign}")
    kind = next((kind for stream, kind in _STREAMS.items() if stream in streams), "")
    if not kind:
        raise DocumentError(
            f"「{name}」是旧版 Office 的文件，但里面没有 Word 或 Excel 的内容，或者已经损坏；"
            "请用原来的软件打开，另存后再读入"
        )
    return kind


def _streams(data: bytes) -> Collection[str]:
    """Return the names of the streams at the top of an OLE file, of any where it is damaged."""
    with suppress(Exception):  # meets damage with exceptions of any type
        import olefile

        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {path[0] for path in file.listdir()}
    known = {**_FOREIGN_STREAMS, **_STREAMS}
    return {name for name in known if name.encode("utf-16-le") in data}


def _in_text(data: bytes, name: str) -> str:
    """Return whether text, or what should be, is a page or plain."""
    top = data[:_TOP].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    promised = kind_by_name(name)
    if _PAGE.match(top):
        return "html"
    if top.startswith(b"<"):
        if refusal := next((said for mark, said in _REFUSED_XML if mark.search(top)), ""):
            raise DocumentError(f"「{name}」是 2003 版的 XML 文档，这一版读不了，{refusal}")
        if b"<table" in data.lower():
            return "html"
    if _MAIL.match(top) and _MIME.search(top) and b"text/html" in data.lower():
        return "mhtml"
    if promised is not None and promised.id != "text" and not is_text(data):
        raise DocumentError(
            f"「{name}」不是完好的{promised.name}，好像已经损坏；请用原来的软件打开，另存后再读入"
        )
    return promised.id if promised and promised.id == "html" and b"<" in data else "text"
