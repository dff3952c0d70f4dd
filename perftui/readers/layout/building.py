"""A form's grid -> its evaluation: every field read by the ground floor's own readers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Fund, Stated
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import BLANKS, FormDate
from perftui.readers.grid import Grid, Row, span
from perftui.readers.layout.agreement import doubts
from perftui.readers.layout.cleaning import unwrap
from perftui.readers.layout.entries import Entry
from perftui.readers.layout.funds import dashes
from perftui.readers.layout.header import Header, is_labelled, read_header
from perftui.readers.layout.indicators import read_indicators, unread, unwrapped
from perftui.readers.layout.labels import Vocabulary, key
from perftui.readers.layout.table import Table, locate, read_total
from perftui.readers.report import LeftOut, Note, Question, Repair, quoted

_MONEY = ("budget", "last_year_budget", "executed")
_LINES = ("name", "unit", "department")
_YEAR = re.compile(r"(\d{4})年度")


@dataclass(frozen=True)
class Built:
    """A form as read: what was repaired and asked, and where each field stood."""

    evaluation: Evaluation
    notes: tuple[Note, ...]
    origins: Mapping[str, str]


def build(grid: Grid, words: Vocabulary) -> Built:
    """Read one form; the notes are in the order: header, table, categories, cells."""
    table = locate(grid.rows, words)
    header, on_header = read_header((table.above, table.below), words)
    values, on_values = _header_values(header, words.profile)
    year, on_year = _year(grid.rows, words, values.get("date"), header)
    funds, on_funds = _funds(header, words.profile)
    rows = read_indicators(table, header.scored, words)
    stated, on_total = _stated(table, header)
    evaluation = Evaluation(
        profile=words.profile.id,
        year=year,
        indicators=rows.indicators,
        stated=stated,
        funds=funds,
        **values,
    )
    on_lack: list[Note] = [*_missing(header, grid, words.profile)]
    on_lack += [] if rows.indicators else [_no_indicators(grid)]
    notes = (*on_header, *on_values, *on_funds, *on_year, *rows.notes, *on_total, *on_lack)
    on_sums = doubts(evaluation, _place(grid, table), _money_place(grid, header))
    origins = {field: entry.where for field, entry in header.entries.items()}
    origins |= _fund_origins(header) | dict(rows.origins)
    return Built(evaluation, (*notes, *on_sums), origins)


def _place(grid: Grid, table: Table) -> str:
    return table.total.where if table.total else grid.rows[-1].where


def _money_place(grid: Grid, header: Header) -> str:
    entry = header.entries.get("executed")
    return entry.where if entry else grid.rows[0].where


def _header_values(header: Header, profile: Profile) -> tuple[dict[str, Any], list[Note]]:
    values: dict[str, Any] = {}
    notes: list[Note] = []
    entries = (e for e in header.entries.values() if e.field in Evaluation.model_fields)
    for entry in entries:
        text, on_text = _header_text(entry, profile)
        value = _money(entry, header, profile) if entry.field in _MONEY else None
        values[entry.field] = fields.read(entry.field, text, profile) if value is None else value
        notes += [*on_text, *unread(entry.where, entry.field, values[entry.field])]
    return values, notes


def _header_text(entry: Entry, profile: Profile) -> tuple[str, list[Note]]:
    """Return the text of an entry, without wraps in names, and empty where a dash says so."""
    label = profile.label(entry.field)
    if key(entry.text) in BLANKS - {""} and entry.field not in profile.required:
        what = f"「{label}」填的{quoted(entry.text)}按没有填读入"
        return "", [Repair(entry.where, what, entry.field)]
    text = unwrap(entry.text) if entry.field in _LINES else entry.text
    return text, [] if text == entry.text else [Repair(entry.where, unwrapped(text), entry.field)]


def _funds(header: Header, profile: Profile) -> tuple[tuple[Fund, ...], list[Note]]:
    """Read the sources of the money; a dash is an amount that is not there."""
    funds: list[Fund] = []
    notes: list[Note] = []
    for index, source in enumerate(header.funds):
        amounts: dict[str, Any] = {}
        for field, entry in source.amounts.items():
            value = _money(entry, header, profile)
            amounts[field] = fields.read(field, entry.text, profile) if value is None else value
            notes += unread(entry.where, f"funds[{index}].{field}", amounts[field])
        funds.append(Fund(name=source.name.text, **amounts))
    dashed = dashes(header.funds)
    if dashed:
        marks = "".join(dict.fromkeys(quoted(entry.text) for entry in dashed))
        what = f"资金来源的{marks}按没有填读入，共{len(dashed)}处"
        notes.append(Repair(span(entry.where for entry in dashed), what, "funds"))
    return tuple(funds), notes


def _fund_origins(header: Header) -> dict[str, str]:
    return {
        f"funds[{index}].{entry.field}": entry.where
        for index, source in enumerate(header.funds)
        for entry in (source.name, *source.amounts.values())
    }


def _money(entry: Entry, header: Header, profile: Profile) -> Decimal | None:
    """Read a bare amount in the 元 or 万元 that the document says it counts in."""
    unit = entry.unit or header.unit
    if not unit or "元" in entry.text:
        return None
    value = fields.read(entry.field, entry.text + unit, profile)
    return value if isinstance(value, Decimal) else None


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
    return None, [
        Question(where, "标题没有写年度，自评时间也读不出来，这是哪一年度的自评表？", field="year")
    ]


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


def _missing(header: Header, grid: Grid, profile: Profile) -> Iterator[LeftOut]:
    """Tell of required fields that have no label in the document."""
    for field in profile.required:
        if field not in header.entries and field in profile.labels:
            told = f"没有找到「{profile.label(field)}」一栏，可能换了叫法，读入后要补填"
            yield LeftOut(grid.rows[0].where, told, field)


def _no_indicators(grid: Grid) -> Question:
    lacking = "没有找到指标（一级指标、指标名称、权重、自评分各栏下的行），要另外填写吗？"
    return Question(grid.rows[-1].where, lacking)
