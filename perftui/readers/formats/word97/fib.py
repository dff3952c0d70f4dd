"""The file information block at the head of a Word document: what it holds, and where."""

from dataclasses import dataclass
from struct import unpack_from

from perftui.readers.formats.word97 import DAMAGED, UnreadableError

OLDEST = 0x00C0
"""The number of the first file format with the layout of Word 97."""

_WORD_97 = 0xA5EC
_OF_WORD = (0xA5, 0xA6)
_ENCRYPTED = 0x0100
_IN_TABLE_1 = 0x0200

_OLD = "是 Word 95 或更早版本的文档，读不了；请用 Word 或 WPS 打开，另存为 .docx 文件再读入"
LOCKED = "设了密码，读不了；请在 Word 里打开它，去掉密码另存，再读入"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the table stream, in bytes; parts the document lacks are empty."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Stories:
    """How many characters each text of the document has, in the order they follow one another."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    text_boxes: int

    @property
    def text_boxes_at(self) -> int:
        """Where the text of the boxes begins."""
        others = self.footnotes + self.headers + self.macros + self.comments + self.endnotes
        return self.main + others

    @property
    def end_of_text_boxes(self) -> int:
        """Where the text of the boxes ends, or that of the document if it has no boxes."""
        return self.text_boxes_at + self.text_boxes if self.text_boxes else self.main


@dataclass(frozen=True, slots=True)
class FileInformation:
    """Which stream the tables of the document are in, and where the tables are in it."""

    table_stream: str
    stories: Stories
    styles: Part
    character_pages: Part
    paragraph_pages: Part
    fonts: Part
    pieces: Part
    lists: Part
    list_uses: Part
    shapes: Part
    text_boxes: Part


def read_fib(stream: bytes) -> FileInformation:
    """Read the block from the head of the WordDocument stream.

    Raises UnreadableError for documents with a password, of older versions, or cut off.
    """
    if len(stream) < 0x2F2:
        raise UnreadableError(DAMAGED)
    kind, version = unpack_from("<HH", stream)
    (flags,) = unpack_from("<H", stream, 0x0A)
    if kind >> 8 in _OF_WORD and version < OLDEST:
        raise UnreadableError(_OLD)
    if kind != _WORD_97:
        raise UnreadableError(DAMAGED)
    if flags & _ENCRYPTED:
        raise UnreadableError(LOCKED)
    return FileInformation(
        table_stream="1Table" if flags & _IN_TABLE_1 else "0Table",
        stories=Stories(*unpack_from("<7I", stream, 0x4C)),
        styles=_part(stream, 1),
        character_pages=_part(stream, 12),
        paragraph_pages=_part(stream, 13),
        fonts=_part(stream, 15),
        pieces=_part(stream, 33),
        lists=_part(stream, 73),
        list_uses=_part(stream, 74),
        shapes=_part(stream, 40),
        text_boxes=_part(stream, 56),
    )


def _part(stream: bytes, index: int) -> Part:
    return Part(*unpack_from("<II", stream, 0x9A + 8 * index))
