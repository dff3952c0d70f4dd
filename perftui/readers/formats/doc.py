"""Word documents of 1997 to 2003 (.doc, .wps) in: paragraphs and tables in their order.

Tracked changes are read as accepted; what is hidden, or a code that text is computed from, is left
out. The text of a text box follows the paragraph it is anchored in.
"""

from collections.abc import Iterator
from struct import error

from perftui.readers.formats.word97 import DAMAGED, UnreadableError
from perftui.readers.formats.word97.document import Document, read_document
from perftui.readers.formats.word97.rows import Rows
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError, LeftOut, Note, Repair


def read(data: bytes, source: str) -> Grid:
    """Read a document; `source` is its name. Raises DocumentError for one that cannot be read."""
    try:
        document = read_document(data)
        rows = tuple(Rows().of(document.blocks))
    except UnreadableError as reason:
        raise DocumentError(f"「{source}」{reason}") from None
    except (error, LookupError, ValueError) as damage:
        raise DocumentError(f"「{source}」{DAMAGED}") from damage
    if not any(row.filled for row in rows):
        raise DocumentError(f"「{source}」里没有文字，请核对是不是选错了文件")
    return Grid(rows, source, tuple(_notes(document)))


def _notes(document: Document) -> Iterator[Note]:
    if document.has_changes:
        yield Repair("全文", "文档里有修订，按全部接受读入，删去的文字没有读入")
    if document.has_hidden:
        yield LeftOut("全文", "设为隐藏的文字没有读入")
    if document.has_notes:
        yield LeftOut("全文", "脚注、尾注和批注没有读入")
    if document.has_pictures:
        yield LeftOut("全文", "图片没有读入")
