"""A web page read with lxml."""

from collections.abc import Iterator

import lxml.html
from lxml.etree import _Element as Element

from tests.writers.round_trip.independent.pages import Page

_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "header", "footer"}
_UNSEEN = {"style", "script", "title", "template"}


def html_page(data: bytes) -> Page:
    """Return the tables of a page and its headings and paragraphs."""
    root = lxml.html.document_fromstring(data.decode("utf-8"))
    page = Page()
    for table in root.iter("table"):
        for row in table.iter("tr"):
            texts = [_text(cell) for cell in row if cell.tag in ("td", "th")]
            page.rows.append([text for text in texts if text])
        page.lines += [_text(caption) for caption in table.iter("caption")]
    for block in root.body.iter(*_BLOCKS):
        if not any(parent.tag == "table" for parent in block.iterancestors()) and (
            text := _text(block)
        ):
            page.lines += text.split("\n")
    return page


def _text(element: Element) -> str:
    return "\n".join(line.strip() for line in "".join(_pieces(element)).split("\n")).strip()


def _pieces(element: Element) -> Iterator[str]:
    """Yield a text as it shows: breaks only where the markup or the style has them."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield "\n" if child.tag == "br" or child.tag in _BLOCKS else ""
            yield from _pieces(child)
        yield child.tail or ""
