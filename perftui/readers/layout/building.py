"""A form's grid -> its evaluation: every field read by the ground floor's own readers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import BLANKS, FormDate, Unread
from perftui.readers.grid import Grid, Row, span
from perftui.readers.layout.categories import assign
from perftui.readers.layout.cleaning import unwrap
from perftui.readers.layout.fragments import glue_fragments
from perftui.readers.layout.header import Entry, Header, is_labelled, read_header
from perftui.readers.layout.labels import Vocabulary, key
from perftui.readers.layout.rows import TableRow, read_rows
from perftui.readers.layout.table import Table, locate, read_total
from perftui.readers.report import Note, Question, Repair, quoted

_MONEY = ("budget", "last_year_budget", "executed")
_LINES = ("name", "unit", "department")
_WRAPPED = ("name", "explanation", "remark")
_BLANK_MEANT = ("explanation", "remark", "target", "actual")
_YEAR = re.compile(r"(\d{4})年度")


def build(grid: Grid, words: Vocabulary) -> tuple[Evaluation, tuple[Note, ...]]:
    """Read one form; the notes are in the order: header, table, categories, cells."""
    table = locate(grid.rows, words)
    header, on_header = read_header((table.above, table.below), words)
    values, on_values = _header_values(header, words.profile)
    year, on_year = _year(grid.rows, words, values.get("date"), header)
    indicators, on_table = _indicators(table, words)
    stated, on_total = _stated(table, header)
    evaluation = Evaluation(
        profile=words.profile.id, year=year, indicators=indicators, stated=stated, **values
    )
    on_lack = () if indicators else (_no_indicators(grid),)
    return evaluation, (*on_header, *on_values, *on_year, *on_table, *on_total, *on_lack)


def _header_values(header: Header, profile: Profile) -> tuple[dict[str, Any], list[Note]]:
    values: dict[str, Any] = {}
    notes: list[Note] = []
    entries = (e for e in header.entries.values() if e.field in Evaluation.model_fields)
    for entry in entries:
        text, on_text = _header_text(entry, profile)
        value = _money(entry, header, profile) if entry.field in _MONEY else None
        values[entry.field] = fields.read(entry.field, text, profile) if value is None else value
        notes += [*on_text, *_unread(entry.where, values[entry.field])]
    return values, notes


def _header_text(entry: Entry, profile: Profile) -> tuple[str, list[Note]]:
    """Return the text of an entry, without wraps in names, and empty where a dash says so."""
    label = profile.label(entry.field)
    if key(entry.text) in BLANKS - {""} and entry.field not in profile.required:
        return "", [Repair(entry.where, f"「{label}」填的{quoted(entry.text)}按没有填读入")]
    text = unwrap(entry.text) if entry.field in _LINES else entry.text
    return text, [] if text == entry.text else [Repair(entry.where, _unwrapped(text))]


def _money(entry: Entry, header: Header, profile: Profile) -> Decimal | None:
    """Read a bare amount in the 元 or 万元 that the document says it counts in."""
    unit = entry.unit or header.unit
    if not unit or "元" in entry.text:
        return None
    value = fields.read(entry.field, entry.text + unit, profile)
    return value if isinstance(value, Decimal) else None


def _unread(where: str, value: Any) -> list[Note]:
    return [Question(where, value.reason)] if isinstance(value, Unread) else []


def _unwrapped(text: str) -> str:
    return f"删去{quoted(text)}里因换行产生的空格"


def _year(
    rows: Sequence[Row], words: Vocabulary, date: object, header: Header
) -> tuple[int | None, list[Note]]:
    """Return the year of the title, else the one before the form was filled in."""
    titled = _titled_year(rows, words)
    if titled is not None:
        return titled, []
    if isinstance(date, FormDate):
        return date.year - 1, []
    where = header.entries["date"].where if "date" in header.entries else rows[0].where
    return None, [Question(where, "标题没有写年度，自评时间也读不出来，这是哪一年度的自评表？")]


def _titled_year(rows: Sequence[Row], words: Vocabulary) -> int | None:
    for row in rows:
        if is_labelled(row, words):
            return None
        match = _YEAR.search(key(row.only_cell[:100]))
        if match:
            return int(match[1])
    return None


def _stated(table: Table, header: Header) -> tuple[Stated, tuple[Note, ...]]:
    printed, notes = read_total(table)
    stated = Stated(
        execution_rate=header.text("execution_rate") or None,
        grade=header.text("grade") or None,
        total_weight=printed.get("weight"),
        total_score=printed.get("score"),
    )
    return stated, notes


def _no_indicators(grid: Grid) -> Question:
    lacking = "没有找到指标（一级指标、指标名称、权重、自评分各栏下的行），要另外填写吗？"
    return Question(grid.rows[-1].where, lacking)


def _indicators(table: Table, words: Vocabulary) -> tuple[tuple[Indicator, ...], tuple[Note, ...]]:
    if not table.body:
        return (), ()
    shifted, on_rows = read_rows(table, words)
    rows, on_fragments = glue_fragments(shifted, words.profile)
    categories, on_labels = assign(rows, words)
    pairs = enumerate(zip(rows, categories, strict=True))
    read = [_indicator(index, row, name, words.profile) for index, (row, name) in pairs]
    on_cells = [note for _, notes in read for note in notes]
    dashes = _dashes(rows, words.profile)
    found = tuple(indicator for indicator, _ in read)
    return found, (*on_rows, *on_fragments, *on_labels, *on_cells, *dashes)


def _indicator(
    index: int, row: TableRow, category: str, profile: Profile
) -> tuple[Indicator, list[Note]]:
    values: dict[str, Any] = {}
    notes: list[Note] = []
    for field, text in _cell_texts(row).items():
        if field in _WRAPPED and text != row.text(field) and text:
            notes.append(Repair(row.where, _unwrapped(text)))
        values[field] = fields.read(fields.cell(index, field), text, profile)
        notes += _unread(row.where, values[field])
    return Indicator(category=category, **values), notes


def _cell_texts(row: TableRow) -> Mapping[str, str]:
    """Return the cells of a row without wraps, and without dashes that mean nothing."""
    return {
        field: "" if _is_dash(field, text) else unwrap(text) if field in _WRAPPED else text
        for field, text in row.texts.items()
    }


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
