"""The indicator table of a form: where it stands, and which column its headings give a field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from perftui.readers.grid import Row, without
from perftui.readers.layout.labels import Vocabulary, key
from perftui.readers.report import Note, Question, quoted

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?分?")
_LONGEST_NUMBER = 12
_MEASURED = {"target", "actual"}


@dataclass(frozen=True)
class Table:
    """The table of a form: its columns by field and heading, its rows, and the 合计 row.

    `above` and `below` are the rows of the form around it. A table without a heading row has the
    usual columns.
    """

    fields: tuple[str, ...]
    headings: tuple[str, ...]
    body: tuple[Row, ...]
    total: Row | None
    above: tuple[Row, ...]
    below: tuple[Row, ...] = ()
    has_headings: bool = True

    def column(self, field: str) -> int | None:
        """Return the column of a field."""
        return self.fields.index(field) if field in self.fields else None

    @property
    def name_column(self) -> int:
        """The column of the indicator names."""
        return self.fields.index("name")

    @property
    def number_columns(self) -> tuple[int, ...]:
        """The columns of weight and score; a table has at least one of them."""
        return tuple(i for i, field in enumerate(self.fields) if field in ("weight", "score"))

    @property
    def unknown_columns(self) -> tuple[int, ...]:
        """The columns with a heading that the profile does not know."""
        pairs = zip(self.fields, self.headings, strict=True)
        return tuple(i for i, (field, heading) in enumerate(pairs) if heading and not field)

    def offset(self, row: Row) -> int | None:
        """Return how many cells weight and score stand beside their columns; None without them.

        They are the first adjacent numbers wherever they stand, but where other numbers may
        stand before them, those nearest to their columns.
        """
        columns = self.number_columns
        reach = range(-min(columns), len(row.cells) - max(columns))
        fits = [d for d in reach if all(is_number(row.at(column + d)) for column in columns)]
        is_measured = bool(_MEASURED & set(self.fields[: min(columns)]))
        return min(fits, key=abs, default=None) if is_measured else min(fits, default=None)


def is_number(text: str) -> bool:
    """Whether a cell holds a plain number, as weights and scores are."""
    return 0 < len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(key(text)) is not None


def locate(rows: tuple[Row, ...], words: Vocabulary) -> Table:
    """Find the table by its headings, or without any, by its first row with a category."""
    empty = _headed(rows, words) or _headless(rows, words)
    start = len(empty.above)
    end = next((i for i in range(start, len(rows)) if _is_end(rows[i], words)), len(rows))
    total = rows[end] if end < len(rows) and words.is_total(rows[end]) else None
    inside = rows[start:end]
    repeated = [row for row in inside if words.headings_of(row) or words.is_title(row)]
    above = tuple(row for row in empty.above if not words.headings_of(row))
    below = rows[end + 1 :] if total else rows[end:]
    body = _page_breaks(without(inside, repeated))
    return replace(empty, body=body, total=total, above=above, below=below)


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


def _headed(rows: tuple[Row, ...], words: Vocabulary) -> Table | None:
    """Return the empty table under the heading row, `above` being all down to the headings."""
    for index, row in enumerate(rows):
        if fields := words.headings_of(row):
            return Table(fields, row.cells, (), None, rows[: index + 1])
    return None


def _headless(rows: tuple[Row, ...], words: Vocabulary) -> Table:
    """Return the empty table that a form without headings must have."""
    columns = words.profile.columns
    fields, headings = tuple(c.field for c in columns), tuple(c.label for c in columns)
    table = Table(fields, headings, (), None, rows, has_headings=False)
    for index, row in enumerate(rows):
        is_labelled = bool(row.filled) and words.category_of(row.filled[0]) is not None
        if is_labelled and table.offset(row) is not None:
            return replace(table, above=rows[:index])
    return table


def _is_end(row: Row, words: Vocabulary) -> bool:
    """Whether the table is over: the 合计 row, a note, or a label of the header."""
    if words.is_total(row) or words.is_note(row):
        return True
    first = row.at(0)
    is_indicator = words.category_of(first) or label_of_fixed(first, words)
    has_number = any(is_number(cell) for cell in row.cells)
    head = re.split("[：:]", first, maxsplit=1)[0]
    return words.field_of(head) is not None and not is_indicator and not has_number


def label_of_fixed(name: str, words: Vocabulary) -> str | None:
    """Return the category of a fixed indicator, or None for another name."""
    return words.fixed.get(key(name[:100]))


def _page_breaks(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Forget the break marks where most rows have one: then they are no page breaks."""
    marked = sum(row.break_before for row in rows)
    return tuple(replace(r, break_before=False) for r in rows) if 2 * marked > len(rows) else rows
