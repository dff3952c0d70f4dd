"""Forms as a Word document in the official layout: one, or many behind a cover that lists them."""

from collections.abc import Iterator
from functools import cache

from perftui.writers.book import Book
from perftui.writers.docx.cover_page import bookmark_of, cover_page
from perftui.writers.docx.header_block import header_block
from perftui.writers.docx.indicator_table import indicator_table
from perftui.writers.docx.ooxml import (
    Element,
    bookmarked,
    element,
    ending,
    field,
    paragraph,
    serialised,
    text_run,
)
from perftui.writers.docx.own import form as own
from perftui.writers.docx.package import Package
from perftui.writers.docx.page import (
    draft_header,
    footer,
    footer_reference,
    header_reference,
    plain_header,
    section,
)
from perftui.writers.docx.settings import fonts_part, settings_part
from perftui.writers.docx.styles import (
    FIRST_NOTE,
    GAP,
    NOTE,
    PROJECT,
    SUBTITLE,
    TITLE,
    TITLE_IN_BOOK,
    styles_part,
)
from perftui.writers.printed import Form


def render(book: Book) -> bytes:
    """Return the forms as a docx file, the same bytes for the same book.

    In a unit's own template if it has one; raises ExportError for what is wrong with that.
    """
    if own.has_template(book):
        return own.render(book)
    package = Package()
    for name, part in _parts_of_all().items():
        package.add(name, name, part)
    body = element("body", *_content(book, package))
    return package.saved(element("document", body), book)


@cache
def _parts_of_all() -> dict[str, bytes]:
    """Return the parts that are the same in all documents."""
    made = {"styles": styles_part(), "settings": settings_part(), "fontTable": fonts_part()}
    return {name: serialised(part) for name, part in made.items()}


def _content(book: Book, package: Package) -> Iterator[Element]:
    """Yield the blocks of the document, each section's properties in its last paragraph."""
    if book.cover:
        *before, last = cover_page(book.cover)
        yield from before
        yield ending(section([]), last)
    sections = _sections(book, package)
    for number, (form, properties) in enumerate(zip(book.forms, sections, strict=True), 1):
        *before, last = _blocks(form, number if _has_parts(book) else 0)
        yield from before
        is_last = number == len(book.forms)
        yield last if is_last else ending(properties, last)
        if is_last:
            yield properties


def _sections(book: Book, package: Package) -> Iterator[Element]:
    """Yield the section of each form; in a book each has pages numbered from 1."""
    headers = {}
    if book.is_draft:
        headers[True] = package.add("header1", "header", serialised(draft_header()))
        headers[False] = package.add("header2", "header", serialised(plain_header()))
    in_book = _has_parts(book)
    for number, form in enumerate(book.forms, 1):
        count = _page_count(number) if in_book else field("NUMPAGES")
        references = [header_reference(headers[form.draft])] if headers else []
        pages = package.add(f"footer{number}", "footer", serialised(footer(count)))
        references.append(footer_reference(pages))
        yield section(references, new_page=in_book, numbered_anew=in_book)


def _has_parts(book: Book) -> bool:
    """Whether there is more in the document than one form."""
    return len(book.forms) > 1 or book.cover is not None


def _page_count(number: int) -> Element:
    # Programs that do not know the pages of a section show the number of its last page.
    return field("SECTIONPAGES", field(f"PAGEREF {bookmark_of(number)}_end"))


def _blocks(form: Form, number: int) -> Iterator[Element]:
    """Yield the blocks of a form; in a book, its number and project stand above its title."""
    if number:
        name = text_run(f"附表{number}　{form.name or '未命名'}")
        yield paragraph(PROJECT.id, *bookmarked(2 * number, bookmark_of(number), name))
    yield paragraph((TITLE_IN_BOOK if number else TITLE).id, text_run(form.title))
    if form.subtitle:
        yield paragraph(SUBTITLE.id, text_run(form.subtitle))
    yield header_block(form.header)
    yield paragraph(GAP.id)
    yield indicator_table(form)
    *before, last = _notes(form) or [paragraph(GAP.id)]
    yield from before
    if number:
        last.extend(bookmarked(2 * number + 1, f"{bookmark_of(number)}_end"))
    yield last


def _notes(form: Form) -> list[Element]:
    """Return the notes, which stay together and with the table above them."""
    return [
        paragraph((NOTE if n else FIRST_NOTE).id, text_run(note), keep=n < len(form.notes) - 1)
        for n, note in enumerate(form.notes)
    ]
