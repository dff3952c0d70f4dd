"""A paper -> a workbook: by openpyxl with formulas not computed, by xlsxwriter with results."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tests.readers.houses.paper import Block, Cell, PageBreak, Paper, Paragraph

_NAMED = re.compile(r"\{(\w+)(?::(\d+):(\d+))?\}")
Placed = tuple[int, int, Cell]
Place = tuple[str, int, int]


def uncomputed(paper: Paper) -> bytes:
    """Write the paper with openpyxl; what its formulas give is not stored."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    formulas = _formulas(paper)
    for sheet in paper.sheets:
        page = book.create_sheet(sheet.name)
        for row, column, cell in _placed(sheet.blocks):
            made = page.cell(row + 1, column + 1)
            value = formulas.get((sheet.name, row, column)) or _stored(cell)
            made.value = value
            if isinstance(value, str) and (sheet.name, row, column) not in formulas:
                made.data_type = "s"
            made.number_format = cell.shown
            made.font = Font(name=paper.font, bold=cell.bold)
            made.alignment = Alignment(wrap_text=True, textRotation=255 if cell.vertical else 0)
            if cell.across > 1 or cell.down > 1:
                page.merge_cells(
                    start_row=row + 1,
                    start_column=column + 1,
                    end_row=row + cell.down,
                    end_column=column + cell.across,
                )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def computed(paper: Paper) -> bytes:
    """Write the paper with xlsxwriter; what its formulas give is stored with them."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    formulas = _formulas(paper)
    for sheet in paper.sheets:
        page = book.add_worksheet(sheet.name)
        widths = max(
            (block.widths for block in sheet.blocks if hasattr(block, "widths")),
            key=len,
            default=(),
        )
        for column, width in enumerate(widths):
            page.set_column(column, column, width / 110)
        for row, column, cell in _placed(sheet.blocks):
            look: dict[str, Any] = {
                "font_name": paper.font,
                "bold": cell.bold,
                "text_wrap": True,
                "border": 1,
                "num_format": cell.shown,
            }
            if cell.vertical:
                look["rotation"] = 270
            style = book.add_format(look)
            if cell.across > 1 or cell.down > 1:
                last = row + cell.down - 1, column + cell.across - 1
                page.merge_range(row, column, *last, "", style)
            _put(page, row, column, cell, formulas.get((sheet.name, row, column)), style)
    book.close()
    return out.getvalue()


def _put(page: Any, row: int, column: int, cell: Cell, formula: str | None, style: Any) -> None:
    stored = _stored(cell)
    if formula:
        result = float(stored) if isinstance(stored, Decimal) else stored
        page.write_formula(row, column, formula, style, result)
    elif isinstance(stored, date):
        page.write_datetime(row, column, stored, style)
    elif isinstance(stored, Decimal):
        page.write_number(row, column, float(stored), style)
    elif stored:
        page.write_string(row, column, stored, style)
    else:
        page.write_blank(row, column, None, style)


def _stored(cell: Cell) -> Decimal | date | str | None:
    return cell.text or None if cell.value is None else cell.value


def _placed(blocks: tuple[Block, ...]) -> Iterator[Placed]:
    """Yield where each cell stands; a paragraph is merged across the sheet."""
    width = max((len(block.widths) for block in blocks if hasattr(block, "widths")), default=1)
    top = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text:
                yield top, 0, Cell(block.text, across=width, bold=block.look == "title")
            top += 1
        elif isinstance(block, PageBreak):
            top += 1
        else:
            table = block.accepted()
            for row, column, cell in table.placed():
                yield top + row, column, cell
            top += len(table.rows)


def _formulas(paper: Paper) -> dict[tuple[str, int, int], str]:
    """Fill in the formulas: the cells that they name, as they are called from their sheet.

    A sheet with several forms, and a formula whose cells hold no numbers, stay as they were typed.
    """
    named: dict[str, list[Place]] = defaultdict(list)
    waiting: list[tuple[Place, str]] = []
    for sheet in paper.sheets:
        for row, column, cell in _placed(sheet.blocks):
            if cell.key and (cell.value is not None or cell.formula):
                named[cell.key].append((sheet.name, row, column))
            if cell.formula:
                waiting.append(((sheet.name, row, column), cell.formula))
    if len(named["budget"]) > 1:
        return {}
    return {
        place: "=" + _NAMED.sub(lambda match, here=place[0]: _range(match, named, here), formula)
        for place, formula in waiting
        if all(named[match[1]] for match in _NAMED.finditer(formula))
    }


def _range(match: re.Match[str], named: dict[str, list[Place]], here: str) -> str:
    """Name the cells of a key, or some of them, by the ends of their runs."""
    cells = named[match[1]]
    if match[2]:
        cells = cells[int(match[2]) : int(match[3])]
    runs: list[list[Place]] = []
    for place in cells:
        if runs and place[1] == runs[-1][-1][1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(_ends(run, here) for run in runs)


def _ends(run: list[Place], here: str) -> str:
    sheet = "" if run[0][0] == here else f"{run[0][0]}!"
    first, last = (f"{chr(65 + column)}{row + 1}" for _, row, column in (run[0], run[-1]))
    return sheet + (first if len(run) == 1 else f"{first}:{last}")
