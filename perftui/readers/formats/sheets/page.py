"""What the cells of a sheet show -> rows of one grid.

What is hidden is left out and told. A merged cell shows its text where its first visible row
and column cross. Blank rows and columns around the content are no rows and columns of the grid.
A row after a page break or after blank rows follows a break.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.formulas.tokens import column_letters
from perftui.readers.formats.formulas.values import Position
from perftui.readers.formats.sheets.cells import Shown, listed, notes_on
from perftui.readers.formats.sheets.workbook import Block, Sheet, address
from perftui.readers.grid import Row
from perftui.readers.report import LeftOut, Note, Repair, quoted

MOST_COLUMNS = 100
LARGEST_MERGE = 10_000
"""Merged cells beyond so many, if they hide others, are a slip of the mouse."""

_MOST_MERGED = 1_000_000
_MOST_COUNTED = 50_000
_LONGEST_GAP = 1_000
_MOST_LISTED = 8

Cells = dict[Position, Shown]


def name_of(sheet: Sheet) -> str:
    """Name a sheet for people: 表「Sheet1」."""
    return f"表{quoted(safe_text(sheet.name))}"


def read_page(
    sheet: Sheet, cells: Mapping[Position, Shown], is_alone: bool, follows: bool
) -> tuple[list[Row], list[Note]]:
    """Return the rows of a sheet, and what is to be told.

    `is_alone` tells that no other sheet has rows, so that cells go by their bare names;
    `follows` that rows of another sheet stand before these.
    """
    name = name_of(sheet)
    prefix = "" if is_alone else name
    open_cells = dict(cells)
    merges, notes = _uncover(open_cells, sheet, prefix)
    notes += _leave_out_hidden(open_cells, sheet)
    columns, beyond = _columns(open_cells, sheet, prefix)
    notes += [*beyond, *notes_on(open_cells, prefix)]
    texts = {place: cell.text for place, cell in open_cells.items() if cell.text}
    numbers = sorted({row for row, _ in texts})
    left, above = _covered(merges, numbers, columns)
    breaks = _breaks(numbers, merges, sheet) | set(numbers[:1] if follows else ())
    rows = [
        Row(
            cells=tuple(texts.get((number, column), "") for column in columns),
            where=f"{name}第{number}行",
            break_before=number in breaks,
            from_left=frozenset(left[number]),
            from_above=frozenset(above[number]),
            places=tuple(f"{prefix}{address((number, column))}" for column in columns),
        )
        for number in numbers
    ]
    return rows, notes


def _uncover(cells: Cells, sheet: Sheet, prefix: str) -> tuple[list[Block], list[Note]]:
    """Move the texts of merged cells to where they show, and drop what merged cells hide."""
    merges: list[Block] = []
    notes: list[Note] = []
    hidden: list[Position] = []
    looked_at = 0
    for block in sheet.merges:
        looked_at += min(block.size, _MOST_COUNTED)
        if looked_at > _MOST_MERGED:
            notes.append(LeftOut(name_of(sheet), "合并的单元格太多，有些按没有合并读入"))
            break
        corner = block.top, block.left
        covered = [place for place in _within(block, cells) if place != corner]
        if covered and block.size > LARGEST_MERGE:
            where = f"{prefix}{address(corner)}起"
            notes.append(Repair(where, "合并的单元格盖住了整张表，按没有合并读入"))
            continue
        hidden += [place for place in covered if cells.pop(place).text]
        place = _shown_at(block, sheet)
        if corner != place and corner in cells:
            cells[place] = cells.pop(corner)
        merges.append(block)
    if hidden:
        notes.append(LeftOut(listed(sorted(hidden), prefix), "被合并的单元格盖住，没有读入"))
    return merges, notes


def _within(block: Block, cells: Collection[Position]) -> list[Position]:
    """Return the places within merged cells that hold something."""
    rows, columns = range(block.top, block.bottom + 1), range(block.left, block.right + 1)
    if block.size > len(cells):
        return [(row, column) for row, column in cells if row in rows and column in columns]
    return [(row, column) for row in rows for column in columns if (row, column) in cells]


def _shown_at(block: Block, sheet: Sheet) -> Position:
    """Return the first visible cell of merged cells, the very first if all are hidden."""
    rows = (r for r in range(block.top, block.bottom + 1) if r not in sheet.hidden_rows)
    columns = (c for c in range(block.left, block.right + 1) if c not in sheet.hidden_columns)
    return next(rows, block.top), next(columns, block.left)


def _leave_out_hidden(cells: Cells, sheet: Sheet) -> list[Note]:
    """Take the cells of hidden rows and columns out, and tell about them."""
    rows: dict[int, list[str]] = defaultdict(list)
    columns: dict[int, list[str]] = defaultdict(list)
    for row, column in sorted(cells):
        if row in sheet.hidden_rows:
            rows[row].append(cells.pop((row, column)).text)
        elif column in sheet.hidden_columns:
            columns[column].append(cells.pop((row, column)).text)
    named_rows = {str(row): texts for row, texts in rows.items() if any(texts)}
    named_columns = {column_letters(c): columns[c] for c in sorted(columns) if any(columns[c])}
    return [
        *_hidden(named_rows, "行", sheet),
        *_hidden(named_columns, "列", sheet),
    ]


def _hidden(named: Mapping[str, Sequence[str]], unit: str, sheet: Sheet) -> list[Note]:
    """Tell about hidden rows or columns by their names, with what the first of them holds."""
    if not named:
        return []
    names = list(named)
    listing = "、".join(names[:_MOST_LISTED]) + ("…" if len(names) > _MOST_LISTED else "")
    count = f"共{len(names)}{unit}，" if len(names) > 1 else ""
    first = quoted(" ".join(filter(None, named[names[0]])))
    what = f"是隐藏的，{count}没有读入：{first}{'等' if len(names) > 1 else ''}"
    return [LeftOut(f"{name_of(sheet)}第{listing}{unit}", what)]


def _columns(cells: Cells, sheet: Sheet, prefix: str) -> tuple[list[int], list[Note]]:
    """Return the visible columns from the first to the last with a text; far ones are cut off."""
    used = [column for (_, column), cell in cells.items() if cell.text]
    reach = range(min(used, default=1), max(used, default=0) + 1)
    columns = [column for column in reach if column not in sheet.hidden_columns]
    if len(columns) <= MOST_COLUMNS:
        return columns, []
    beyond = sorted(place for place in cells if place[1] >= columns[MOST_COLUMNS])
    for place in beyond:
        del cells[place]
    note = LeftOut(listed(beyond, prefix), f"离表格太远（在第{MOST_COLUMNS}列以后），没有读入")
    last = max(column for (_, column), cell in cells.items() if cell.text)
    return [column for column in columns[:MOST_COLUMNS] if column <= last], [note]


def _covered(
    merges: Iterable[Block], rows: Sequence[int], columns: Sequence[int]
) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Return for each row the columns that are merged with the left, and with the row above."""
    left: dict[int, set[int]] = defaultdict(set)
    above: dict[int, set[int]] = defaultdict(set)
    for block in merges:
        across = range(bisect_left(columns, block.left), bisect_right(columns, block.right))
        down = rows[bisect_left(rows, block.top) : bisect_right(rows, block.bottom)]
        for row in down:
            left[row].update(across[1:])
        for row in down[1:]:
            above[row].update(across)
    return left, above


def _breaks(rows: Sequence[int], merges: Iterable[Block], sheet: Sheet) -> set[int]:
    """Return the rows that follow a page break, or a blank row that is not merged away."""
    starts = sorted(sheet.page_starts)
    merged = {
        row
        for block in merges
        for row in range(block.top + 1, min(block.bottom, block.top + _LONGEST_GAP) + 1)
    }

    def has_blank(last: int, row: int) -> bool:
        between = range(last + 1, row)
        return len(between) > _LONGEST_GAP or any(
            number not in sheet.hidden_rows and number not in merged for number in between
        )

    return {
        row
        for last, row in pairwise(rows)
        if bisect_right(starts, last) < bisect_right(starts, row) or has_blank(last, row)
    }
