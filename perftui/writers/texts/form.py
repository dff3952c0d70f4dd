"""Forms as html, Markdown, aligned text and text between tabs, through jinja2 templates.

A template lays out one form. How several are joined, their cover, and the line that a draft is one
are the same whatever template lays out the form.
"""

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from perftui.writers.book import Book
from perftui.writers.cells import centre, wrap
from perftui.writers.cover import Cover
from perftui.writers.printed import DRAFT_LINE, Form
from perftui.writers.texts.environment import render_template
from perftui.writers.texts.header_table import header_table
from perftui.writers.texts.own import own_template, render_own
from perftui.writers.texts.plain import Plain, plain_cover, plain_form
from perftui.writers.texts.plain_table import WIDTH, cover_lines, header_lines, table_lines
from perftui.writers.texts.tabbed import cover_rows, form_rows


def render_html(book: Book) -> bytes:
    """Return a book as one self-contained html page in UTF-8; raises ExportError."""
    values = {
        "title": book.title,
        "author": book.author,
        "cover": plain_cover(book.cover) if book.cover else None,
        "draft_line": DRAFT_LINE,
        "is_draft": book.is_draft,
        "articles": tuple(
            {"name": form.name, "draft": form.draft, "content": Markup(_form(book, n, "html"))}
            for n, form in enumerate(book.forms)
        ),
    }
    return render_template("book.html.j2", **values).encode()


def render_markdown(book: Book) -> bytes:
    """Return a book as Markdown with tables, in UTF-8; raises ExportError."""
    return _one_after_another(book, "md")


def render_text(book: Book) -> bytes:
    """Return a book as text aligned for a fixed-width font, in UTF-8; raises ExportError."""
    return _one_after_another(book, "txt")


def render_tabbed(book: Book) -> bytes:
    """Return a book as text with cells between tabs, in UTF-8; raises ExportError."""
    return _one_after_another(book, "tsv")


def _one_after_another(book: Book, name: str) -> bytes:
    return "\n\n".join(_parts(book, name)).encode()


def _parts(book: Book, name: str) -> Iterator[str]:
    if book.cover:
        values = {**plain_cover(book.cover), **_COVER_LAID_OUT[name](book.cover)}
        yield render_template(f"cover.{name}.j2", **values)
    for number, form in enumerate(book.forms):
        draft = f"{DRAFT_LINE}\n\n" if form.draft else ""
        yield draft + _form(book, number, name)


def _form(book: Book, number: int, name: str) -> str:
    """Return one form laid out by the unit's template for it, or by the shipped one."""
    values = form_values(book, number, name)
    if own := own_template(book.templates, book.forms[number].profile, name):
        return render_own(book.templates, own, name, values)
    return render_template(f"form.{name}.j2", **values)


def form_values(book: Book, number: int, name: str) -> Plain:
    """Return what a template of a format may print of one of a book's forms, by name.

    A unit's template may also print the values by the names people know, if the book has them.
    """
    form = book.forms[number]
    named = book.values[number].as_mapping() if book.templates and book.values else {}
    return {
        **named,
        "form": plain_form(form),
        "number": number + 1,
        "heading": "h2" if book.cover else "h1",
        **_LAID_OUT[name](form),
    }


def _table(form: Form) -> Plain:
    columns = ((h.label, "centred" if h.is_centred else "") for h in form.headings[1:])
    return {"header": header_table(form.header), "columns": tuple(columns)}


def _lines(form: Form) -> Plain:
    return {
        "title_lines": tuple(_centred(text) for text in (form.title, form.subtitle) if text),
        "header_lines": tuple(header_lines(form)),
        "table_lines": tuple(table_lines(form)),
        "note_lines": tuple(line for note in form.notes for line in wrap(note, WIDTH)),
    }


def _rows(form: Form) -> Plain:
    return {"rows": tuple(form_rows(form))}


def _nothing(_: Any) -> Plain:
    return {}


def _cover_lines(cover: Cover) -> Plain:
    return {"title_line": _centred(cover.title), "table_lines": tuple(cover_lines(cover))}


def _cover_rows(cover: Cover) -> Plain:
    return {"table_rows": tuple(cover_rows(cover))}


def _centred(text: str) -> str:
    return centre(text, WIDTH).rstrip()


_LAID_OUT: dict[str, Callable[[Form], Plain]] = {
    "html": _table,
    "md": _nothing,
    "txt": _lines,
    "tsv": _rows,
}
_COVER_LAID_OUT: dict[str, Callable[[Cover], Plain]] = {
    "md": _nothing,
    "txt": _cover_lines,
    "tsv": _cover_rows,
}
RENDERERS: dict[str, Callable[[Book], bytes]] = {
    "html": render_html,
    "md": render_markdown,
    "txt": render_text,
    "tsv": render_tabbed,
}
"""The writers of this module by the suffix of their format."""
