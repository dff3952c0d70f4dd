"""The rows of a form's table -> its indicators, each cell with the place it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.model import Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import BLANKS, Unread
from perftui.readers.grid import span
from perftui.readers.layout.categories import assign
from perftui.readers.layout.cleaning import unwrap
from perftui.readers.layout.entries import Entry
from perftui.readers.layout.fragments import glue_fragments
from perftui.readers.layout.labels import POINTS, Vocabulary, key
from perftui.readers.layout.rows import TableRow, read_rows
from perftui.readers.layout.table import Table, is_number
from perftui.readers.report import Note, Question, Repair, quoted

_WRAPPED = ("name", "explanation", "remark")
_BLANK_MEANT = ("explanation", "remark", "target", "actual")


@dataclass(frozen=True)
class Rows:
    """The indicators of a form; `origins` tell where each field, and each row, stood."""

    indicators: tuple[Indicator, ...]
    notes: tuple[Note, ...]
    origins: Mapping[str, str]


def read_indicators(table: Table, scored: Mapping[str, Entry], words: Vocabulary) -> Rows:
    """Read the table; `scored` is the execution rate where it is scored outside of it."""
    shifted, on_rows = read_rows(table, words) if table.body else ((), ())
    rows, on_fragments = glue_fragments(shifted, words.profile)
    categories, on_labels = assign(rows, words) if rows else ((), ())
    pairs = list(zip(rows, categories, strict=True))
    beside, on_beside = _execution_row(rows, scored, words.profile)
    if beside:
        pairs.insert(0, (beside, words.category_of(beside.label) or beside.label))
    read = [_indicator(i, row, name, words.profile) for i, (row, name) in enumerate(pairs)]
    on_cells = [note for _, notes in read for note in notes]
    origins = {
        path: place
        for index, (row, _) in enumerate(pairs)
        for path, place in _origins(index, row).items()
    }
    notes = (*on_rows, *on_fragments, *on_labels, *on_beside, *on_cells)
    return Rows(
        tuple(indicator for indicator, _ in read),
        (*notes, *_dashes(rows, words.profile)),
        origins,
    )


def _execution_row(
    rows: Iterable[TableRow], scored: Mapping[str, Entry], profile: Profile
) -> tuple[TableRow | None, list[Note]]:
    """Return the row of the execution rate if only the money block scores it."""
    name = profile.execution_indicator
    fixed = next((f for f in profile.fixed_indicators if f.name == name), None)
    if not scored or fixed is None or any(key(row.text("name")) == key(name) for row in rows):
        return None, []
    where = next(iter(scored.values())).where
    texts = {field: entry.text for field, entry in scored.items()}
    places = {field: entry.where for field, entry in scored.items()}
    row = TableRow(where, False, fixed.category, {"name": name, **texts}, True, places=places)
    return row, [Repair(where, f"资金栏里的分值和得分读作「{name}」一行")]


def _indicator(
    index: int, row: TableRow, category: str, profile: Profile
) -> tuple[Indicator, list[Note]]:
    values: dict[str, Any] = {}
    notes: list[Note] = []
    for field, text in _cell_texts(row).items():
        path = fields.cell(index, field)
        if text and text != row.text(field):
            notes.append(Repair(row.place(field), unwrapped(text), path))
        values[field] = fields.read(path, text, profile)
        notes += unread(row.place(field), path, values[field])
    return Indicator(category=category, **values), notes


def unread(where: str, path: str, value: Any) -> list[Note]:
    """Ask about a value that cannot be read."""
    return [Question(where, value.reason, field=path)] if isinstance(value, Unread) else []


def unwrapped(text: str) -> str:
    """Say that blanks were deleted from a text."""
    return f"删去{quoted(text)}里因换行产生的空格"


def _origins(index: int, row: TableRow) -> dict[str, str]:
    cells = {fields.cell(index, field): row.place(field) for field in {*row.texts, *row.places}}
    return {f"indicators[{index}]": row.where, **cells}


def _cell_texts(row: TableRow) -> Mapping[str, str]:
    """Return the cells of a row without wraps, and without dashes that mean nothing."""
    return {field: _cell_text(field, text) for field, text in row.texts.items()}


def _cell_text(field: str, text: str) -> str:
    if _is_dash(field, text):
        return ""
    if field in POINTS and is_number(text):
        return "".join(text.split())
    return unwrap(text) if field in _WRAPPED else text


def _is_dash(field: str, text: str) -> bool:
    return field in _BLANK_MEANT and key(text) in BLANKS - {""}


def _dashes(rows: Iterable[TableRow], profile: Profile) -> list[Note]:
    """Report dashes read as blank, once a column."""
    notes: list[Note] = []
    for field in _BLANK_MEANT:
        dashed = [row for row in rows if _is_dash(field, row.text(field))]
        label = next((c.label for c in profile.columns if c.field == field), field)
        if dashed:
            marks = "".join(dict.fromkeys(quoted(row.text(field)) for row in dashed))
            what = f"「{label}」栏的{marks}按没有填读入，共{len(dashed)}处"
            notes.append(Repair(span(row.where for row in dashed), what))
    return notes
