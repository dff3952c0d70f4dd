"""The cells of a form that a spreadsheet computes: totals, execution rates, the grade.

A cell is computed only from numbers and empty cells. Where one of them had to be written as a
text, what is printed stays as it is.
"""

from collections.abc import Iterable

from xlsxwriter.utility import xl_rowcol_to_cell

from perftui.writers.cell import Cell
from perftui.writers.printed import Form
from perftui.writers.xlsx import formulas
from perftui.writers.xlsx.grid import Grid
from perftui.writers.xlsx.numbers import is_exact
from perftui.writers.xlsx.sheet import Rows, Sheet


def compute(sheet: Sheet, form: Form, grid: Grid, table: Rows) -> None:
    """Put formulas into a form that has been written; `table` is where its indicators stand."""
    compute_rates(sheet)
    areas = _compute_totals(sheet, form, grid, table)
    if "grade" not in sheet.fields or not sheet.cell("grade").text or not form.grades:
        return
    if {"weight", "score"} <= areas.keys():
        total = sheet.address("total_score")
        formula = formulas.grade_of(total, form.grades, areas["weight"], areas["score"])
        sheet.compute("grade", formula)


def compute_rates(sheet: Sheet) -> None:
    """Let each execution rate be computed from the amounts beside it, if there can be one."""
    for field in sheet.fields:
        of = field.removesuffix("execution_rate")
        budget, executed = f"{of}budget", f"{of}executed"
        if of != field and {budget, executed} <= set(sheet.fields):
            amounts = (sheet.cell(executed), sheet.cell(budget))
            is_due = bool(sheet.cell(field).text) or not all(cell.text for cell in amounts)
            if is_due and can_be_computed((sheet.cell(field), *amounts)):
                formula = formulas.rate_of(sheet.address(executed), sheet.address(budget))
                sheet.compute(field, formula)


def _compute_totals(sheet: Sheet, form: Form, grid: Grid, table: Rows) -> dict[str, str]:
    """Let the totals be computed; return the area that each adds up by the column's field."""
    areas: dict[str, str] = {}
    for n, heading in enumerate(form.headings):
        if not heading.is_number:
            continue
        rows = [row[n - 1] for group in form.groups for row in group.rows]
        numbers = (*rows, sheet.cell(f"total_{heading.field}"))
        if rows and all(cell.number is None or is_exact(cell) for cell in numbers):
            column = grid.columns[n].first
            ends = (xl_rowcol_to_cell(row, column) for row in (table.first, table.last))
            area = ":".join(ends)
            sheet.compute(f"total_{heading.field}", formulas.sum_of(area), is_sum=True)
            areas[heading.field] = area
    return areas


def can_be_computed(cells: Iterable[Cell]) -> bool:
    """Whether cells hold numbers or nothing, and no texts."""
    return all(is_exact(cell) or not cell.text for cell in cells)
