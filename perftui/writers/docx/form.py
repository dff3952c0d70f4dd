"""A form as a Word document in the official layout."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

from perftui.writers.cells import fold_label, shares
from perftui.writers.docx.ooxml import Element, TableCell, paragraph, table, table_row, text_run
from perftui.writers.docx.page import (
    CENTRED,
    LABEL,
    NOTE,
    PROSE,
    TEXT_WIDTH,
    TITLE,
    VALUE,
    empty_document,
)
from perftui.writers.printed import Cell, Entry, Form, Group

_HEADER_WIDTHS = shares((40, 45, 40, 45), TEXT_WIDTH.twips)
_LABEL_CELLS = 20
"""What fits on one line of a label cell, in character cells."""

_ROW_HEIGHT = 400
"""The least height of a row, in twips; two rows hold the two lines of a category cell."""


def render(form: Form) -> bytes:
    """Return the form as a docx file, the same bytes for the same form."""
    document = empty_document(form)
    body = document.element.body
    for block in _blocks(form):
        body.insert_element_before(block, "w:sectPr")
    return _saved(document)


def _blocks(form: Form) -> Iterator[Element]:
    yield paragraph(TITLE, text_run(form.title))
    yield table(_HEADER_WIDTHS, map(_header_row, form.header))
    yield paragraph(NOTE)
    widths = shares(tuple(h.width for h in form.headings), TEXT_WIDTH.twips)
    yield table(widths, _indicator_rows(form, widths))
    yield paragraph(NOTE, keep=True)
    for n, note in enumerate(form.notes, 1):
        yield paragraph(NOTE, text_run(note), keep=n < len(form.notes))


def _header_row(entries: tuple[Entry, ...]) -> Element:
    """Make a row of two entries, or of one whose value spans the other three columns."""
    alone = len(entries) == 1
    cells: list[TableCell] = []
    for entry in entries:
        cells.append(TableCell((fold_label(entry.label, _LABEL_CELLS),), LABEL, shaded=True))
        style = PROSE if alone else VALUE
        cells.append(TableCell(entry.value.lines, style, span=3 if alone else 1))
    return table_row(cells, _HEADER_WIDTHS, _ROW_HEIGHT, may_split=alone)


def _indicator_rows(form: Form, widths: tuple[int, ...]) -> Iterator[Element]:
    headings = [TableCell((h.label,), LABEL, shaded=True) for h in form.headings]
    yield table_row(headings, widths, _ROW_HEIGHT, is_heading=True)
    for group in form.groups:
        for n, row in enumerate(group.rows):
            yield table_row(_indicator_cells(form, group, row, n), widths, _ROW_HEIGHT)
    yield table_row(_total_cells(form), widths, _ROW_HEIGHT)


def _indicator_cells(
    form: Form, group: Group, row: tuple[Cell, ...], n: int
) -> Iterable[TableCell]:
    if n == 0:
        yield TableCell(
            (group.label_on_two_lines,), LABEL, merge="restart", keep=len(group.rows) > 1
        )
    else:
        yield TableCell(style=LABEL, merge="continue")
    for heading, cell in zip(form.headings[1:], row, strict=True):
        yield TableCell(cell.lines, CENTRED if heading.is_centred else VALUE)


def _total_cells(form: Form) -> Iterable[TableCell]:
    """Return the total row, which stays on one page with the notes below it."""
    yield TableCell((form.total_label,), LABEL, span=form.total_span, keep=True)
    for cell in form.total:
        yield TableCell(cell.lines, LABEL, keep=True)


def _saved(document: WordDocument) -> bytes:
    """Save the document with the same time on every member of the archive."""
    written, result = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return result.getvalue()
