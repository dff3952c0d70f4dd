"""A book written in a unit's docx template: opened, filled, given a cover and properties."""

from collections.abc import Iterable, Iterator

from perftui.writers.book import Book
from perftui.writers.docx.ooxml import Element, w
from perftui.writers.docx.own.cover_page import cover_page
from perftui.writers.docx.own.package import BadTemplateError, Package
from perftui.writers.docx.own.rows import filling_of, unwrap_controls
from perftui.writers.docx.own.sections import Sheet, fill_package
from perftui.writers.docx.own.text import has_placeholders
from perftui.writers.docx.properties import core_properties


def document(book: Book, template: bytes) -> bytes:
    """Return a book in a template; raises BadTemplateError."""
    package = Package(template)
    if next(placeholders(texts_of(package)), None) is None:
        raise BadTemplateError(
            "里面一个占位符也没有；要填内容的地方请写上半角的 {{ 项目名称 }} 这样的占位符"
        )
    sheets = [
        Sheet(filling_of(values, [group.name for group in form.groups]), form.draft)
        for form, values in zip(book.forms, book.values, strict=True)
    ]
    fill_package(package, sheets, cover_page(book.cover) if book.cover else ())
    package.set_properties(core_properties(book))
    package.forget_origin()
    return package.save()


def texts_of(package: Package) -> list[Element]:
    """Return the text of a template, its headers and footers; raises BadTemplateError."""
    names = [package.main, *package.parts_of("header"), *package.parts_of("footer")]
    texts = [package.read(name) for name in names]
    for text in texts:
        unwrap_controls(text)
    return texts


def placeholders(texts: Iterable[Element]) -> Iterator[Element]:
    """Yield the paragraphs that have placeholders."""
    for text in texts:
        yield from (paragraph for paragraph in text.iter(w("p")) if has_placeholders(paragraph))
