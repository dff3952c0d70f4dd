"""What a Word document says of itself: its title, whose it is, words to find it by."""

from lxml import etree

from perftui.writers.book import Book
from perftui.writers.docx.ooxml import Element
from perftui.writers.properties import MADE, short

_SPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def core_properties(book: Book) -> Element:
    """Return the part with the properties of a book; its years and projects are keywords."""
    years = [form.year for form in book.forms if form.year]
    subjects = dict.fromkeys(form.title for form in book.forms)
    words = dict.fromkeys(("绩效自评", *years, *(form.name for form in book.forms if form.name)))
    made = f"{MADE:%Y-%m-%dT%H:%M:%SZ}"
    root = etree.Element(_spelt("cp:coreProperties"), nsmap=_SPACES)
    for name, text in (
        ("dc:title", book.title),
        ("dc:subject", "、".join(subjects)),
        ("dc:creator", book.author),
        ("cp:keywords", "，".join(words)),
        ("cp:lastModifiedBy", book.author),
        ("cp:revision", "1"),
        ("dcterms:created", made),
        ("dcterms:modified", made),
        ("dc:language", "zh-CN"),
    ):
        is_time = name.startswith("dcterms:")
        attributes = {_spelt("xsi:type"): "dcterms:W3CDTF"} if is_time else {}
        etree.SubElement(root, _spelt(name), attributes).text = short(text)
    return root


def _spelt(name: str) -> str:
    """Return a name with a prefix, as dc:title, as lxml spells it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"
