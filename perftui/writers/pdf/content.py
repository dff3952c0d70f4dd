"""A book as plain lists and texts for the template, with every decision on its layout taken.

Texts are data to the template: nothing in them is markup or code. Each is a list of lines, and each
line a list of pieces between which it may break.
"""

from perftui.writers.book import Book
from perftui.writers.pdf import measures
from perftui.writers.pdf.cover_table import cover_table
from perftui.writers.pdf.letters import STAND_IN, Letters
from perftui.writers.pdf.tables import Plain, bookmark, header_table, indicator_table
from perftui.writers.printed import Form
from perftui.writers.properties import short

_LISTED = 20
"""How many characters that the font lacks are listed by their numbers, and names as keywords."""


def content_of(book: Book, letters: Letters) -> Plain:
    """Return what the template prints."""
    forms = book.forms
    words = [*(f.title for f in forms), *(f.year for f in forms), book.author]
    words += [form.name for form in forms[:_LISTED]]
    return {
        "title": short(book.title),
        "author": short(book.author),
        "keywords": [short(word) for word in dict.fromkeys(words) if word],
        "page": {"side": measures.SIDE, "top": measures.TOP, "bottom": measures.BOTTOM},
        "sizes": {
            "text": measures.SIZE,
            "small": measures.SMALL_SIZE,
            "subtitle": measures.SUBTITLE_SIZE,
            "title": measures.TITLE_SIZE,
            "line": measures.LINE,
            "apart": measures.APART,
            "beside": measures.BESIDE,
            "above_line": measures.ABOVE_LINE,
            "above_lines": measures.ABOVE_LINES,
        },
        "cover": cover_table(book.cover, letters) if book.cover else None,
        "forms": [form_content(form, Letters(letters.widths)) for form in forms],
    }


def form_content(form: Form, letters: Letters) -> Plain:
    """Return what the template prints of a form; the letters note what the font lacks."""
    made = {
        "bookmark": bookmark(f"{form.name}{form.title}"),
        "title": letters.printable(form.title),
        "subtitle": letters.printable(form.subtitle),
        "draft": form.draft,
        "header": header_table(form.header, letters),
        "indicators": indicator_table(form, letters),
        "notes": [letters.printable(note) for note in form.notes],
    }
    return {**made, "missing": _missing(letters)}


def _missing(letters: Letters) -> str:
    """Say which characters are printed as a stand-in, empty where there are none."""
    numbers = [f"U+{ord(character):04X}" for character in letters.missing]
    if not numbers:
        return ""
    rest = f"等{len(numbers)}个" if len(numbers) > _LISTED else ""
    return f"{STAND_IN}：打印字库中没有的字，依次为{'、'.join(numbers[:_LISTED])}{rest}。"
