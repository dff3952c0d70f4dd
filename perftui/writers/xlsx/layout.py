"""A form laid out on a sheet: title, header block, indicator table, notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from perftui.writers.boxes import Box, BoxRow, box_rows, edges
from perftui.writers.cell import Cell
from perftui.writers.cells import fold_label
from perftui.writers.printed import Form, Group
from perftui.writers.xlsx.computing import compute
from perftui.writers.xlsx.grid import Grid, grid_for
from perftui.writers.xlsx.pages import Paper, Tall, settle
from perftui.writers.xlsx.sheet import Placed, Rows, Sheet

_ROW_HEIGHT = 22
_TITLE_HEIGHT = 42


@dataclass(frozen=True)
class _Label:
    """The label of a category, which is written when it is known where pages end."""

    rows: Rows
    placed: Placed


def form_grid(form: Form) -> Grid:
    """Return the grid of sheet columns on which a form is laid out."""
    shares = tuple(heading.width for heading in form.headings)
    return grid_for(shares, edges(box_rows(form.header)))


def write_form(sheet: Sheet, form: Form, grid: Grid, room: float) -> Paper:
    """Write a form on an empty sheet whose pages have so much room; return how it prints.

    Raises ExportError for a text too long for a cell.
    """
    if form.draft:
        # Seen on the screen only: on paper each page says it above the form.
        sheet.add_row([Placed(grid.whole, Cell("草稿"), "draft")], _TITLE_HEIGHT)
    first = sheet.add_row([Placed(grid.whole, Cell(form.title), "title")], _TITLE_HEIGHT)
    if form.subtitle:
        sheet.add_row([Placed(grid.whole, Cell(form.subtitle), "subtitle")], _ROW_HEIGHT)
    _write_header(sheet, box_rows(form.header), grid)
    headings = _write_headings(sheet, form, grid)
    labels = [_write_group(sheet, form, group, grid) for group in form.groups]
    _write_total(sheet, form, grid)
    below = labels[-1].rows if labels else headings
    compute(sheet, form, grid, Rows(headings.last + 1, below.last))
    last = _write_notes(sheet, form, grid)
    paper = Paper(room, Rows(first.first, last.last), headings)
    _write_labels(sheet, labels, paper)
    return paper


def _write_header(sheet: Sheet, rows: Sequence[BoxRow], grid: Grid) -> None:
    written = []
    for row in rows:
        single = [box for box in row.boxes if box.down == 1 and not box.continues]
        placed = [_placed(sheet, box, grid) for box in single]
        written.append(sheet.add_row(placed, _ROW_HEIGHT))
    for n, row in enumerate(rows):
        for box in row.boxes:
            if box.down > 1:
                place = Rows(written[n].first, written[n + box.down - 1].last)
                sheet.put(place, _placed(sheet, box, grid))


def _placed(sheet: Sheet, box: Box, grid: Grid) -> Placed:
    span = grid.between(box.start, box.end)
    if box.role == "label":
        text = fold_label(box.cell.text, sheet.capacity_of(span))
        return Placed(span, replace(box.cell, text=text), "label")
    is_number = box.role == "number" and (box.cell.number is not None or not box.cell.text)
    return Placed(span, box.cell, "right" if is_number else "text")


def _write_headings(sheet: Sheet, form: Form, grid: Grid) -> Rows:
    """Write the headings of the indicator table and return where they stand."""
    columns = zip(grid.columns, form.headings, strict=True)
    placed = [Placed(span, Cell(heading.label), "label") for span, heading in columns]
    return sheet.add_row(placed, _ROW_HEIGHT)


def _write_group(sheet: Sheet, form: Form, group: Group, grid: Grid) -> _Label:
    """Write the rows of a category, and return what stands to their left."""
    label = Placed(grid.columns[0], Cell(group.label_on_two_lines), "strong")
    least = max(_ROW_HEIGHT, sheet.height_of(label) / len(group.rows))
    written = [sheet.add_row(_row_cells(form, row, grid), least) for row in group.rows]
    return _Label(Rows(written[0].first, written[-1].last), label)


def _row_cells(form: Form, row: tuple[Cell, ...], grid: Grid) -> list[Placed]:
    columns = zip(grid.columns[1:], form.headings[1:], row, strict=True)
    return [
        Placed(span, cell, "centred" if heading.is_centred else "text")
        for span, heading, cell in columns
    ]


def _write_total(sheet: Sheet, form: Form, grid: Grid) -> None:
    """Write the row of totals; its cells are known as total_weight and total_score."""
    left = slice(form.total_span, None)
    totals = zip(grid.columns[left], form.headings[left], form.total, strict=True)
    label = Placed(grid.joined(form.total_span), Cell(form.total_label), "strong")
    cells = [
        Placed(span, replace(cell, field=f"total_{heading.field}"), "strong")
        for span, heading, cell in totals
    ]
    sheet.add_row([label, *cells], _ROW_HEIGHT)


def _write_notes(sheet: Sheet, form: Form, grid: Grid) -> Rows:
    """Write the notes below an empty row and return where the last one stands."""
    last = sheet.add_row([Placed(grid.whole, Cell(), "note")])
    for note in form.notes:
        last = sheet.add_row([Placed(grid.whole, Cell(note), "note")])
    return last


def _write_labels(sheet: Sheet, labels: Sequence[_Label], paper: Paper) -> None:
    """Write the labels of the categories as the pages ask for, and set the heights of all rows."""
    tall = [Tall(label.rows, sheet.height_of(label.placed)) for label in labels]
    setting = settle(sheet.heights, sheet.parts, tall, paper)
    sheet.set_heights(setting.heights)
    if setting.headings_begin_page:
        sheet.sheet.set_h_pagebreaks([paper.headings.first])
    for label, is_at_top in zip(labels, setting.at_top, strict=True):
        sheet.put(label.rows, replace(label.placed, at_top=is_at_top))
