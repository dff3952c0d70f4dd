"""A PDF read with pypdfium2: its text, its fonts, its outline and what it says of itself."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Printed:
    """A PDF: the text of each page, and the fonts used that are not embedded."""

    pages: tuple[str, ...]
    outline: tuple[str, ...]
    metadata: dict[str, str]
    foreign_fonts: frozenset[str]
    sizes: frozenset[tuple[int, int]]


def pdf_page(data: bytes) -> Printed:
    """Read a PDF."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        texts, fonts, sizes = [], set(), set()
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
                fonts |= set(_foreign_fonts(page))
                sizes.add(tuple(round(side) for side in page.get_size()))
        return Printed(
            tuple(texts),
            tuple(item.get_title() for item in document.get_toc()),
            document.get_metadata_dict(),
            frozenset(fonts),
            frozenset(sizes),
        )


def _foreign_fonts(page: pypdfium2.PdfPage) -> Iterator[str]:
    for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(thing.raw)
        if not pdfium.FPDFFont_GetIsEmbedded(font):
            yield str(font)
