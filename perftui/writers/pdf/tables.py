"""The two tables of a form for the template: the header block, and the indicators."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from perftui.evaluation import fields
from perftui.writers.boxes import WIDTH, Box, BoxRow, Role, box_rows, columns_of, edges
from perftui.writers.cell import Cell
from perftui.writers.header import Block
from perftui.writers.pdf import measures
from perftui.writers.pdf.breaking import Piece, count_lines, pieces
from perftui.writers.pdf.letters import Letters
from perftui.writers.printed import Form, Group

Plain = dict[str, Any]

_BOOKMARK_LIMIT = 60

_ALIGNMENT: dict[Role, str] = {
    "label": "centre",
    "value": "left",
    "prose": "left",
    "number": "right",
}


def header_table(header: Iterable[Block], letters: Letters) -> Plain:
    """Return the header block: widths of columns, and rows of cells."""
    rows = box_rows(header)
    at = edges(rows)
    widths = [(b - a) * measures.TEXT_WIDTH / WIDTH for a, b in pairwise(at)]
    return {"widths": widths, "rows": [_header_row(row, at, letters) for row in rows]}


def indicator_table(form: Form, letters: Letters) -> Plain:
    """Return the indicators: widths of columns, headings, groups of rows, the total."""
    shares = [heading.width for heading in form.headings]
    widths = [share * measures.TEXT_WIDTH / sum(shares) for share in shares]
    return {
        "widths": widths,
        "headings": [
            text(Cell(heading.label), width, letters)
            for heading, width in zip(form.headings, widths, strict=True)
        ],
        "groups": [_group(form, group, widths, letters) for group in form.groups],
        "total": {
            "label": text(Cell(form.total_label), sum(widths[: form.total_span]), letters),
            "span": form.total_span,
            "cells": [
                text(cell, width, letters)
                for cell, width in zip(form.total, widths[form.total_span :], strict=True)
            ],
        },
    }


def text(
    cell: Cell, width: float, letters: Letters, size: float = measures.SIZE
) -> list[list[Piece]]:
    """Return the lines of a cell of a width in points, each in pieces between which it breaks."""
    room = measures.letters_beside(width, size)
    return [pieces(letters.printable(line), letters, room) for line in cell.lines]


def height_of(cell: Cell, width: float, letters: Letters) -> float:
    """Estimate how high a cell will be, in points."""
    count = count_lines(cell.lines, letters, measures.letters_beside(width))
    apart = (len(cell.lines) - 1) * measures.APART
    return (count * measures.LINE + apart) * measures.SIZE + measures.ABOVE_LINES


def _header_row(row: BoxRow, at: Sequence[int], letters: Letters) -> Plain:
    begun = [box for box in row.boxes if not box.continues]
    highest = max(height_of(box.cell, _width(box), letters) for box in begun)
    return {
        "bookmark": row.boxes[0].cell.text.rstrip("：") if _is_narrative(row) else "",
        "whole": highest <= (measures.WHOLE_NARRATIVE if row.is_prose else measures.WHOLE_ROW),
        "above": _above(highest),
        "cells": [
            {
                "lines": text(box.cell, _width(box), letters),
                "columns": len(columns_of(box, at)),
                "rows": box.down,
                "label": box.role == "label",
                "justified": measures.letters_beside(_width(box)) >= measures.LEAST_JUSTIFIED,
                "align": _ALIGNMENT[box.role],
            }
            for box in begun
        ],
    }


def _width(box: Box) -> float:
    return (box.end - box.start) * measures.TEXT_WIDTH / WIDTH


def _is_narrative(row: BoxRow) -> bool:
    return any(box.cell.field in fields.TEXTS for box in row.boxes)


def _group(form: Form, group: Group, widths: Sequence[float], letters: Letters) -> Plain:
    aligned = ["centre" if heading.is_centred else "left" for heading in form.headings[1:]]
    label = Cell(group.label_on_two_lines)
    # A label that is higher than its rows makes the last of them as high as itself.
    least = height_of(label, widths[0], letters)
    return {
        "bookmark": bookmark(group.label),
        "label": text(label, widths[0], letters),
        "repeated": least <= measures.HIGHEST_REPEATED,
        "rows": [_row(cells, widths[1:], aligned, letters, least) for cells in group.rows],
    }


def _row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    aligned: Sequence[str],
    letters: Letters,
    label: float,
) -> Plain:
    highest = max(height_of(cell, w, letters) for cell, w in zip(cells, widths, strict=True))
    return {
        "whole": max(highest, label) <= measures.WHOLE_ROW,
        "above": _above(highest),
        "height": max(highest, measures.LEAST_HEIGHT),
        "cells": [
            {"lines": text(cell, width, letters), "align": align}
            for cell, width, align in zip(cells, widths, aligned, strict=True)
        ],
    }


def bookmark(name: str) -> str:
    """Return a name as it stands in the list of bookmarks."""
    return name if len(name) <= _BOOKMARK_LIMIT else name[: _BOOKMARK_LIMIT - 1] + "…"


def _above(highest: float) -> float:
    """Return the space above and below the text of a row, by the height of its highest cell."""
    is_one_line = highest < 2 * measures.SIZE * measures.LINE
    return measures.ABOVE_LINE if is_one_line else measures.ABOVE_LINES
