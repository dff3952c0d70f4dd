"""Web pages in: tables with their merged cells, and the text outside them line by line.

Nothing is fetched, no entity of a document type is read, and nothing hidden is taken in.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count

from lxml import etree

from perftui.readers.formats.html.style import Style, begins_page
from perftui.readers.formats.html.tables import TooLargeError, table_rows
from perftui.readers.formats.html.text import BLOCKS, text_of
from perftui.readers.formats.text.encoding import damage, decode
from perftui.readers.grid import Grid, Row
from perftui.readers.report import DocumentError, LeftOut, Note

MOST_ROWS = 20_000

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FOUND_BY_CONTENT = re.compile("utf-?(?:8|16)|unicode|gb.*|x-gbk|us-ascii", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_NEAR_TOP = 4096
_PAGE_BREAK = "\n"


def read(data: bytes, source: str) -> Grid:
    """Read a web page; raises DocumentError for bytes that are none."""
    return grid_of(decode_page(data, source), source)


def decode_page(data: bytes, source: str) -> str:
    """Decode a page as it says it is encoded, or as text of any kind; raises DocumentError."""
    try:
        return _decode(data)
    except UnicodeError:
        raise DocumentError(
            f"「{source}」的文字编码不认识；请用浏览器打开，复制到 Word 文档里再读入"
        ) from None


def grid_of(text: str, source: str) -> Grid:
    """Read the source of a web page; `source` is the document's name. Raises DocumentError."""
    page = _parse(text, source)
    if page is None:
        return Grid((), source)
    style = Style.of(page)
    rows: list[Row] = []
    try:
        for row in _rows(page, style):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise TooLargeError
    except TooLargeError:
        raise DocumentError(
            f"「{source}」里的行或列太多，不像自评表，请只留下自评表再读入"
        ) from None
    return Grid(tuple(rows), source, (*_hidden(page, style), *damage(text, "网页")))


def _decode(data: bytes) -> str:
    said = _CHARSET.search(data[:_NEAR_TOP])
    charset = said[1].decode("ascii", "replace") if said else ""
    if charset and not _FOUND_BY_CONTENT.fullmatch(charset):
        with suppress(UnicodeError, LookupError):
            return data.decode(charset)
    return decode(data)


def _parse(text: str, source: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    declaration = _DECLARATION.match(text)
    content = text[declaration.end() if declaration else 0 :].encode("utf-8", "replace")
    try:
        page = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if any("RESOURCE_LIMIT" in error.type_name for error in parser.error_log):
        raise DocumentError(
            f"「{source}」的网页层次太深或文字太长，不像自评表，请复制到 Word 文档里再读入"
        )
    return page


def _rows(page: etree._Element, style: Style) -> Iterator[Row]:
    """Yield the rows of the tables, and each line of text outside them, in their order."""
    tables, paragraphs = count(1), count(1)
    broken = False
    for piece in _pieces(page, style):
        broken = broken or piece == _PAGE_BREAK
        for row in _rows_of(piece, style, tables, paragraphs):
            yield replace(row, break_before=True) if broken else row
            broken = False


def _rows_of(
    piece: str | etree._Element, style: Style, tables: Iterator[int], paragraphs: Iterator[int]
) -> Iterator[Row]:
    if isinstance(piece, str):
        for line in filter(None, piece.split("\n")):
            yield Row((line,), f"第{next(paragraphs)}段")
    else:
        yield from table_rows(piece, style, tables)


def _pieces(element: etree._Element, style: Style) -> Iterator[str | etree._Element]:
    """Yield the tables in an element, the texts before, between and after them, and page breaks."""
    if not style.is_shown(element):
        return
    if element.tag == "table":
        yield _PAGE_BREAK if begins_page(element) else ""
        yield element
    elif _holds_table(element):
        yield _PAGE_BREAK if begins_page(element) else ""
        yield from _mixed(element, style)
    else:
        yield _PAGE_BREAK if any(map(begins_page, element.iter())) else ""
        yield text_of(element, style)


def _mixed(element: etree._Element, style: Style) -> Iterator[str | etree._Element]:
    """Yield what stands in an element that holds tables; what is no block of its own is a line."""
    line = etree.Element("p")
    line.text = element.text
    for child in list(element):
        if child.tag in BLOCKS or _holds_table(child) or any(map(begins_page, child.iter())):
            yield text_of(line, style)
            yield from _pieces(child, style)
            line = etree.Element("p")
            line.text = child.tail
        else:
            line.append(child)
    yield text_of(line, style)


def _holds_table(element: etree._Element) -> bool:
    return next(element.iter("table"), None) is not None


def _hidden(page: etree._Element, style: Style) -> Iterator[Note]:
    hidden = style.hidden_texts(page)
    if hidden:
        yield LeftOut("网页", f"有{hidden}处隐藏的内容，没有读入")
