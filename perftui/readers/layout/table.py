"""The indicator table of a form: where it stands, and which column its headings give a field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from perftui.readers.grid import Row
from perftui.readers.layout.columns import Columns, columns_of, joined
from perftui.readers.layout.labels import POINTS, Vocabulary, key
from perftui.readers.report import Note, Question, quoted

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?分?")
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Table:
    """The table of a form: its columns by field and heading, its rows, and the 合计 row.

    `above` and `below` are the rows of the form around it. A table without a heading row has the
    usual columns.
    """

    columns: Columns
    above: tuple[Row, ...]
    body: tuple[Row, ...] = ()
    total: Row | None = None
    below: tuple[Row, ...] = ()
    has_headings: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The field of each column, "" for those that have none."""
        return self.columns.fields

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column."""
        return self.columns.headings

    def column(self, field: str) -> int | None:
        """Return the column of a field."""
        return self.columns.column(field)

    @property
    def name_column(self) -> int:
        """The column of the indicator names."""
        return self.fields.index("name")

    @property
    def number_columns(self) -> tuple[int, ...]:
        """The columns of weight and score; a table has at least one of them."""
        return tuple(i for i, field in enumerate(self.fields) if field in POINTS)

    @property
    def unknown_columns(self) -> tuple[int, ...]:
        """The columns with a heading that the profile does not know."""
        pairs = zip(self.fields, self.headings, strict=True)
        return tuple(i for i, (field, heading) in enumerate(pairs) if heading and not field)

    def offset(self, row: Row) -> int | None:
        """Return how many cells weight and score stand beside their columns; None without them.

        Of several places where they could stand it is the nearest. Where a measured value stands
        beside them, which may be a number too, one of the two in its place is enough.
        """
        columns = self.number_columns
        numbers = [i for i in columns if is_number(row.at(i))]
        if numbers and self.fields[min(columns) - 1] in ("target", "actual"):
            return 0
        reach = range(-min(columns), len(row.cells) - max(columns))
        fits = [d for d in reach if all(is_number(row.at(column + d)) for column in columns)]
        return min(fits, key=abs, default=None)


def is_number(text: str) -> bool:
    """Whether a cell holds a plain number, as weights and scores are."""
    return 0 < len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(key(text)) is not None


def locate(rows: tuple[Row, ...], words: Vocabulary) -> Table:
    """Find the table by its headings, or without any, by its first row with a category."""
    empty, start = _headed(rows, words) or _headless(rows, words)
    end = next((i for i in range(start, len(rows)) if _is_end(rows[i], words)), len(rows))
    total = rows[end] if end < len(rows) and words.is_total(rows[end]) else None
    body, last = _under_headings(rows[start:end], empty.columns, words)
    sums = () if total is None else (empty.columns.adopt(last.put(total), last),)
    columns, tight = empty.columns.tightened((*body, *sums))
    return replace(
        empty,
        columns=columns,
        body=_page_breaks(tight[: len(body)]),
        total=next(iter(tight[len(body) :]), None),
        below=rows[end + 1 :] if total else rows[end:],
    )


def _under_headings(
    rows: Sequence[Row], columns: Columns, words: Vocabulary
) -> tuple[tuple[Row, ...], Columns]:
    """Return the rows with their cells in the columns, and the columns the last of them had.

    Headings that are repeated are left out, also where those columns are others; the row after
    them follows a break.
    """
    body: list[Row] = []
    current, broken, skip = columns, False, 0
    for index, row in enumerate(rows):
        if skip or words.is_title(row):
            broken, skip = True, max(skip - 1, 0)
        elif found := _headings_at(rows, index, words):
            current, skip = found[0], found[1] - 1
            broken = True
        else:
            ready = columns.adopt(current.put(row), current)
            body.append(replace(ready, break_before=broken or ready.break_before))
            broken = False
    return tuple(body), current


def _headings_at(rows: Sequence[Row], index: int, words: Vocabulary) -> tuple[Columns, int] | None:
    """Return the columns that headings at a row define, and over how many rows they go."""
    row = rows[index]
    single = words.headings_of(row)
    if index + 1 < len(rows):
        both = joined(row, rows[index + 1])
        fields, lower = words.headings_of(both), words.headings_of(rows[index + 1])
        if _known(fields) > max(_known(single), _known(lower)):
            return columns_of(fields, both), 2
    return (columns_of(single, row), 1) if single else None


def read_total(table: Table) -> tuple[Mapping[str, str], tuple[Note, ...]]:
    """Return the weight and score that the 合计 row prints."""
    row = table.total
    if row is None:
        return {}, ()
    offset = table.offset(row) or 0
    columns = {table.fields[i]: i + offset for i in table.number_columns}
    printed = {field: row.at(i) for field, i in columns.items() if row.at(i)}
    others = [cell for cell in row.filled[1:] if cell not in printed.values()]
    asked = (Question(row.where, f"合计行里的{quoted(cell)}不知道是什么") for cell in others)
    return printed, tuple(asked)


def _known(fields: Sequence[str]) -> int:
    return len(set(fields) - {""})


def _headed(rows: tuple[Row, ...], words: Vocabulary) -> tuple[Table, int] | None:
    """Return the empty table under the headings, and the row after them."""
    for index in range(len(rows)):
        if found := _headings_at(rows, index, words):
            return Table(found[0], rows[:index]), index + found[1]
    return None


def _headless(rows: tuple[Row, ...], words: Vocabulary) -> tuple[Table, int]:
    """Return the empty table that a form without headings must have, and its first row."""
    usual = words.profile.columns
    columns = Columns(tuple(c.field for c in usual), tuple(c.label for c in usual))
    table = Table(columns, rows, has_headings=False)
    for index, row in enumerate(rows):
        is_labelled = bool(row.filled) and words.category_of(row.filled[0]) is not None
        if is_labelled and table.offset(row) is not None:
            return replace(table, above=rows[:index]), index
    return table, len(rows)


def _is_end(row: Row, words: Vocabulary) -> bool:
    """Whether the table is over: the 合计 row, a note, or a label of the header."""
    if words.is_total(row) or words.is_note(row):
        return True
    first = row.at(0)
    is_indicator = words.category_of(first) or label_of_fixed(first, words)
    has_number = any(is_number(cell) for cell in row.cells)
    return words.starts_with_label(first) and not is_indicator and not has_number


def label_of_fixed(name: str, words: Vocabulary) -> str | None:
    """Return the category of a fixed indicator, or None for another name."""
    return words.fixed.get(key(name[:100]))


def _page_breaks(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Forget the break marks where most rows have one: then they are no page breaks."""
    marked = sum(row.break_before for row in rows)
    return tuple(replace(r, break_before=False) for r in rows) if 2 * marked > len(rows) else rows
