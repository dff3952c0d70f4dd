"""A PDF as the tests see it: the text of each page, and where its characters stand."""

import pypdfium2
import pypdfium2.raw as pdfium

EDGES = (48.0, 548.5)
"""Where the tables of a page begin and end, in points from the left."""


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page without blanks and line ends."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in opened(pdf)]


def whole(pdf: bytes) -> str:
    """Return the text of all pages without blanks and line ends."""
    return "".join(pages(pdf))


def opened(pdf: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF."""
    return pypdfium2.PdfDocument(pdf)


def outside(pdf: bytes) -> list[str]:
    """Return the characters that stand outside the page's text, but for blanks and marks."""
    found = []
    for number, page in enumerate(opened(pdf), 1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            within = EDGES[0] <= left and right <= EDGES[1] and bottom > 15 and top < 830
            if character.strip() and right > left and not within:
                found.append(f"{number}: {character} {left:.1f} {bottom:.1f}")
    return found


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return each bookmark's level, title and page, all from 1."""
    return [
        (mark.level + 1, mark.get_title(), mark.get_dest().get_index() + 1)
        for mark in opened(pdf).get_toc()
    ]


def shades(pdf: bytes, page: int) -> list[int]:
    """Return how light each spot of a page is, from 0 to 255."""
    bitmap = opened(pdf)[page - 1].render(scale=0.5, grayscale=True)
    return list(bytes(bitmap.buffer))
