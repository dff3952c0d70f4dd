"""A form as a PDF in the official layout, or several with a cover."""

from perftui.writers.book import Book
from perftui.writers.pdf.compiling import typeset
from perftui.writers.pdf.content import content_of, form_content
from perftui.writers.pdf.fonts import installed_fonts
from perftui.writers.pdf.letters import Letters
from perftui.writers.printed import Form


def render(book: Book) -> bytes:
    """Return the forms as a PDF, the same bytes for the same book; raises ExportError."""
    fonts = installed_fonts()
    return typeset(content_of(book, Letters(fonts.widths)), fonts)


def lacking(form: Form) -> str:
    """Return the characters of a form that are printed as 〓, each once; raises ExportError."""
    letters = Letters(installed_fonts().widths)
    form_content(form, letters)
    return "".join(letters.missing)
