"""A form as a PDF in the official layout, or several with a cover."""

from perftui.writers.book import Book
from perftui.writers.pdf.compiling import typeset
from perftui.writers.pdf.content import content_of
from perftui.writers.pdf.fonts import installed_fonts
from perftui.writers.pdf.letters import Letters


def render(book: Book) -> bytes:
    """Return the forms as a PDF, the same bytes for the same book; raises ExportError."""
    fonts = installed_fonts()
    return typeset(content_of(book, Letters(fonts.widths)), fonts)
