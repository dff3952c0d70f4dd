"""A book written in a unit's docx template: opened, filled, given a cover and properties."""

from perftui.writers.book import Book
from perftui.writers.docx.own.cover_page import cover_page
from perftui.writers.docx.own.package import Package
from perftui.writers.docx.own.rows import filling_of
from perftui.writers.docx.own.sections import Sheet, fill_package
from perftui.writers.docx.properties import core_properties


def document(book: Book, template: bytes) -> bytes:
    """Return a book in a template; raises BadTemplateError."""
    package = Package(template)
    sheets = [
        Sheet(filling_of(values, [group.name for group in form.groups]), form.draft)
        for form, values in zip(book.forms, book.values, strict=True)
    ]
    fill_package(package, sheets, cover_page(book.cover) if book.cover else ())
    package.set_properties(core_properties(book))
    package.forget_origin()
    return package.save()
