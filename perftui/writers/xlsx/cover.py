"""The first sheet of many forms: a table of them, whose rows lead to their sheets.

Amounts, scores and grades refer to the cells of the forms, so that they change with these.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perftui.evaluation.profile import load_profile
from perftui.writers.cell import Cell
from perftui.writers.cells import shares
from perftui.writers.cover import COLUMNS, Cover, CoverColumn
from perftui.writers.printed import Form
from perftui.writers.xlsx import formulas
from perftui.writers.xlsx.computing import can_be_computed, compute_rates
from perftui.writers.xlsx.grid import Span
from perftui.writers.xlsx.names import quoted
from perftui.writers.xlsx.numbers import is_exact
from perftui.writers.xlsx.pages import Paper
from perftui.writers.xlsx.sheet import Placed, Rows, Sheet

WIDTHS = shares(tuple(column.width for column in COLUMNS), 696)
"""Pixels of the columns, which are more than those of a form."""

_AMOUNTS = ("budget", "executed")
_REFERRING = ("name", *_AMOUNTS, "total_score", "grade")
_FIELDS = ("", "name", "", "", *_AMOUNTS, "execution_rate", "total_score", "grade")
"""What the columns hold, by the names of the cells of a form."""

_STYLES = {"left": "listed", "centre": "listed centred", "right": "listed right"}
_WHOLE = Span(0, len(COLUMNS) - 1)
_TITLE_HEIGHT = 42
_ROW_HEIGHT = 24


def write_cover(sheet: Sheet, cover: Cover, room: float) -> Paper:
    """Write the table on an empty sheet whose pages have so much room; return how it prints.

    Raises ExportError for a text too long for a cell.
    """
    title = sheet.add_row([Placed(_WHOLE, Cell(cover.title), "title")], _TITLE_HEIGHT)
    labels = [Placed(Span(n, n), Cell(c.label), "listed label") for n, c in enumerate(COLUMNS)]
    headings = sheet.add_row(labels, _ROW_HEIGHT)
    for number, row in enumerate(cover.rows):
        sheet.add_row(_placed(row, f"{number}."), _ROW_HEIGHT)
    last = sheet.add_row(_placed(cover.total, "total."), _ROW_HEIGHT)
    sheet.set_heights(sheet.heights)
    sheet.sheet.freeze_panes(headings.last + 1, 0)
    _add_up(sheet, len(cover.rows))
    compute_rates(sheet)
    return Paper(room, Rows(title.first, last.last), headings)


def connect(cover: Sheet, forms: Sequence[tuple[Form, Sheet]]) -> None:
    """Let the rows of a cover lead and refer to the sheets of the forms; all are written.

    Names refer to them, too: LibreOffice would show the text of a link on one line only.
    """
    for number, (form, sheet) in enumerate(forms):
        cover.link(f"{number}.name", f"{quoted(sheet.name)}!A1")
        factor = load_profile(form.profile).money_factor
        for name in _REFERRING:
            unit = factor if name in _AMOUNTS else Decimal(1)
            own = cover.cell(f"{number}.{name}")
            if name in sheet.fields and _is_same(own, sheet.cell(name), unit):
                there = formulas.place(sheet.name, sheet.address(name))
                cover.compute(own.field, formulas.converted(there, unit, _places(own)))


def _placed(row: Sequence[Cell], of: str) -> list[Placed]:
    """Return the cells of a row, which are known as 0.budget or total.budget."""
    return [
        Placed(Span(n, n), replace(cell, field=of + name if name else ""), _style(column, of, name))
        for n, (cell, column, name) in enumerate(zip(row, COLUMNS, _FIELDS, strict=True))
    ]


def _style(column: CoverColumn, of: str, name: str) -> str:
    if of == "total.":
        return "listed total right" if column.align == "right" else "listed total"
    return "listed link" if name == "name" else _STYLES[column.align]


def _add_up(sheet: Sheet, count: int) -> None:
    """Let the amounts in the last row be sums of those above it."""
    for name in _AMOUNTS:
        fields = [f"{number}.{name}" for number in range(count)]
        if fields and can_be_computed(map(sheet.cell, (*fields, f"total.{name}"))):
            area = f"{sheet.address(fields[0])}:{sheet.address(fields[-1])}"
            sheet.compute(f"total.{name}", formulas.sum_of(area), is_sum=True)


def _is_same(own: Cell, there: Cell, unit: Decimal) -> bool:
    """Whether a cell of the cover shows what a cell of a form does, in units of so many 元."""
    if own.number is None or there.number is None:
        is_plain = own.text[:1] != "#" and "_x" not in own.text  # no error, no escaped character
        return own.number is there.number and own.text == there.text != "" and is_plain
    return is_exact(own) and is_exact(there) and there.number * unit == own.number


def _places(cell: Cell) -> int:
    return len(cell.text.partition(".")[2])
