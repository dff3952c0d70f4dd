"""A docx read by its raw XML."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from tests.writers.round_trip.independent.pages import Page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ART = "{urn:schemas-microsoft-com:vml}textpath"


def docx_page(data: bytes) -> Page:
    """Return the tables and paragraphs of a document's body."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = fromstring(package.read("word/document.xml"))
    body = root.find(f"{_W}body")
    assert body is not None
    page = Page()
    for block in body:
        if block.tag == f"{_W}tbl":
            page.rows += list(_rows(block))
        elif block.tag == f"{_W}p" and (text := _paragraph(block)):
            page.lines.append(text)
    return page


def docx_furniture(data: bytes) -> list[str]:
    """Return the texts of headers and footers, of the shapes in them too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if "header" in name or "footer" in name]
        roots = [fromstring(package.read(name)) for name in names if name.endswith(".xml")]
    texts = [text.text or "" for root in roots for text in root.iter(f"{_W}t")]
    return texts + [art.get("string", "") for root in roots for art in root.iter(_ART)]


def _rows(table: Element) -> Iterator[list[str]]:
    for row in table.findall(f"{_W}tr"):
        texts = [_cell(cell) for cell in row.findall(f"{_W}tc") if not _is_covered(cell)]
        yield [text for text in texts if text]


def _is_covered(cell: Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _cell(cell: Element) -> str:
    return "\n".join(_paragraph(p) for p in cell.findall(f"{_W}p")).strip()


def _paragraph(paragraph: Element) -> str:
    pieces = []
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        elif part.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("" if part.get(f"{_W}type") == "page" else "\n")
        elif part.tag == f"{_W}tab":
            pieces.append(" ")
    return "".join(pieces)
