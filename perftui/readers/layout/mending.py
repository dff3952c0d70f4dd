"""What is set right in the rows of a table before they are read field by field."""

import re
from dataclasses import replace

from perftui.readers.grid import Row, span
from perftui.readers.layout.labels import Vocabulary, key
from perftui.readers.layout.table import Table
from perftui.readers.report import Note, Repair, quoted

_PER_CENT = re.compile(r"\d+(?:\.\d+)?%")


def with_whole_labels(table: Table, words: Vocabulary) -> Table:
    """Return the table with the labels whole that a page's end tore apart."""
    column = table.column("category")
    rows = list(table.body)
    first: int | None = None
    for index, row in enumerate(rows):
        cell = "" if column is None else row.at(column)
        if not cell or column is None:
            continue
        whole = "" if first is None else rows[first].at(column) + cell
        if words.category_of(cell) or first is None or not words.category_of(whole):
            first = index
        else:
            rows[first] = rows[first].having(column, whole)
            rows[index] = row.having(column, "")
    return replace(table, body=tuple(rows))


def in_points(table: Table) -> tuple[Table, list[Note]]:
    """Return the table with weights and scores in points where a column has them in per cent."""
    notes: list[Note] = []
    for column in table.number_columns:
        cells = [row.at(column) for row in table.body if row.at(column)]
        if cells and all(_PER_CENT.fullmatch(key(cell)) for cell in cells):
            points = [
                row.having(column, key(row.at(column)).removesuffix("%")) if row.at(column) else row
                for row in table.body
            ]
            where = span(row.where for row in table.body)
            what = f"{quoted(table.headings[column])}一栏按百分数填写，1%读作1分"
            notes.append(Repair(where, what))
            table = replace(table, body=tuple(points))
    return table, notes


def is_filler(row: Row) -> bool:
    """Whether a row of a template was left as it was: …… and nothing else."""
    return not any(char.isalnum() for cell in row.filled for char in cell)
