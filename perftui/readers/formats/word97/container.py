"""The compound file (OLE) a Word document is kept in: its streams."""

import io
from dataclasses import dataclass
from struct import unpack_from

import olefile

from perftui.readers.formats.word97 import DAMAGED, UnreadableError
from perftui.readers.formats.word97.fib import LOCKED, FileInformation, Part, read_fib

_OTHER = "不是 Word 文档，请核对是不是选错了文件"


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of a document: its text, its tables, and the data too long for either."""

    tables: FileInformation
    text: bytes
    table: bytes
    data: bytes

    def cut(self, part: Part) -> bytes:
        """Cut a part out of the tables; raises UnreadableError where it is not all there."""
        if part.offset + part.length > len(self.table):
            raise UnreadableError(DAMAGED)
        return self.table[part.offset : part.offset + part.length]

    def elsewhere(self, offset: int) -> bytes:
        """Return the list of modifiers that stands at an offset of the data, or none."""
        if offset + 2 > len(self.data):
            return b""
        (size,) = unpack_from("<H", self.data, offset)
        return self.data[offset + 2 : offset + 2 + size]


def read_streams(data: bytes) -> Streams:
    """Take the streams out of a compound file.

    Raises UnreadableError for files with a password, of older versions, damaged, or not of Word.
    """
    if not data.startswith(olefile.MAGIC):
        raise UnreadableError(_OTHER)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return _streams(file)
    except UnreadableError:
        raise
    except Exception:
        # olefile meets damage with a dozen exceptions, OSError and TypeError among them.
        raise UnreadableError(DAMAGED) from None


def _streams(file: olefile.OleFileIO) -> Streams:
    if not file.exists("WordDocument"):
        raise UnreadableError(LOCKED if file.exists("EncryptedPackage") else _OTHER)
    text = file.openstream("WordDocument").read()
    information = read_fib(text)
    if not file.exists(information.table_stream):
        raise UnreadableError(DAMAGED)
    return Streams(
        information,
        text,
        file.openstream(information.table_stream).read(),
        file.openstream("Data").read() if file.exists("Data") else b"",
    )
