"""A book written in a unit's docx template: opened, filled, given a cover and properties."""

from collections.abc import Iterator

from lxml import etree

from perftui.writers.book import Book
from perftui.writers.cells import shares
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.docx.own.package import Element, Package, make
from perftui.writers.docx.own.rows import filling_of
from perftui.writers.docx.own.sections import Sheet, fill_package

_WIDTH = 9600
_PROPERTY_LIMIT = 255
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_MADE = "2020-01-01T00:00:00Z"


def document(book: Book, template: bytes) -> bytes:
    """Return a book in a template; raises BadTemplateError."""
    package = Package(template)
    sheets = [
        Sheet(filling_of(values, [group.name for group in form.groups]), form.draft)
        for form, values in zip(book.forms, book.values, strict=True)
    ]
    fill_package(package, sheets, _cover(book.cover) if book.cover else ())
    package.set_properties(_properties(book))
    package.forget_origin()
    return package.save()


def _properties(book: Book) -> Element:
    spaces = {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap=spaces)
    texts = {
        f"{{{_DC}}}title": book.title[:_PROPERTY_LIMIT],
        f"{{{_DC}}}creator": book.author[:_PROPERTY_LIMIT],
        f"{{{_CP}}}lastModifiedBy": book.author[:_PROPERTY_LIMIT],
        f"{{{_CP}}}revision": "1",
    }
    for name, text in texts.items():
        etree.SubElement(root, name).text = text
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        made.text = _MADE
    etree.SubElement(root, f"{{{_DC}}}language").text = "zh-CN"
    return root


def _cover(cover: Cover) -> Iterator[Element]:
    """Yield the title of a cover and its table, which need no style of the template."""
    yield _paragraph(cover.title, "center", 36, bold=True, after=240)
    widths = shares(tuple(column.width for column in COLUMNS), _WIDTH)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = make(
        "tblPr",
        make("tblW", w=_WIDTH, type="dxa"),
        make("jc", val="center"),
        make("tblBorders", *(make(side, val="single", sz=4, space=0) for side in sides)),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *(make(side, w=50, type="dxa") for side in sides[:4])),
    )
    rows = [
        _row([column.label for column in COLUMNS], widths, heading=True),
        *(_row([cell.text for cell in row], widths) for row in cover.rows),
        _row([cell.text for cell in cover.total], widths),
    ]
    grid = make("tblGrid", *(make("gridCol", w=width) for width in widths))
    yield make("tbl", properties, grid, *rows)


def _row(texts: list[str], widths: tuple[int, ...], heading: bool = False) -> Element:
    properties = make("trPr", make("cantSplit"))
    if heading:
        properties.append(make("tblHeader"))
    row = make("tr", properties)
    for text, width, column in zip(texts, widths, COLUMNS, strict=True):
        align = "center" if heading or column.align == "centre" else column.align
        cell = make("tcPr", make("tcW", w=width, type="dxa"), make("vAlign", val="center"))
        row.append(make("tc", cell, _paragraph(text, align, 18, bold=heading, after=0)))
    return row


def _paragraph(text: str, align: str, size: int, bold: bool, after: int) -> Element:
    layout = make(
        "pPr",
        make("spacing", before=0, after=after, line=240, lineRule="auto"),
        make("ind", left=0, right=0, firstLine=0, firstLineChars=0),
        make("jc", val=align),
    )
    look = make("rPr", *([make("b")] if bold else []), make("sz", val=size))
    content = make("t")
    content.text = text
    return make("p", layout, make("r", look, content))
