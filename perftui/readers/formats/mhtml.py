"""Web pages in a single file (.mht) in: the pages among its parts, one after the other."""

from email import message_from_bytes

from perftui.readers.formats import html
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError


def read(data: bytes, source: str) -> Grid:
    """Read the pages of a file; raises DocumentError where it holds none."""
    parts = message_from_bytes(data).walk()
    pages = [
        part.get_payload(decode=True) for part in parts if part.get_content_subtype() == "html"
    ]
    sources = [html.decode_page(page, source) for page in pages if isinstance(page, bytes)]
    if not sources:
        raise DocumentError(f"「{source}」里没有网页，请用浏览器打开，复制到 Word 文档里再读入")
    return html.grid_of("\n".join(sources), source)
