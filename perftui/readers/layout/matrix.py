"""Labels that stand above their values, as in the money block of the national form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perftui.evaluation.fields import TEXTS
from perftui.readers.grid import Row
from perftui.readers.layout.columns import Columns, columns_of
from perftui.readers.layout.entries import SENTENCE_END, Entry
from perftui.readers.layout.funds import (
    Source,
    beside_the_amounts,
    is_among,
    names_a_source,
    source_of,
)
from perftui.readers.layout.labels import POINTS, Vocabulary, key, money_unit
from perftui.readers.report import Note, Repair, left_out, quoted

_WHOLE = re.compile("总额|合计|总计|总数|小计")
_MOST_ROWS = 8


@dataclass(frozen=True)
class Matrix:
    """What labels above their values say.

    `entries` are those of the header, `scored` the weight and score of the execution rate where
    they stand beside it, `funds` the sources of the money, `size` is the number of rows this takes.
    """

    entries: tuple[Entry, ...]
    scored: Mapping[str, Entry]
    funds: tuple[Source, ...]
    notes: tuple[Note, ...]
    size: int


def read_matrix(rows: Sequence[Row], index: int, words: Vocabulary) -> Matrix | None:
    """Return what a row of labels says with the rows below it; None where it is no such row."""
    head = rows[index]
    if not _is_head(head, words):
        return None
    columns = columns_of(tuple(map(words.field_of_heading, head.cells)), head)
    below = _values(rows[index + 1 : index + 1 + _MOST_ROWS], columns, words)
    if not below:
        return None
    size = 1 + len(below)
    below, on_rest = _with_texts_going_on(below, columns)
    chosen = next((row for row in below if _names_the_whole(row, columns)), below[0])
    unit = next((u for cell in (*head.cells, *chosen.cells) if (u := money_unit(cell))), "")
    found = {
        i: Entry(field, chosen.at(i), chosen.place(i), money_unit(head.at(i)) or unit)
        for i, field in enumerate(columns.fields)
        if field
    }
    funds, on_funds = _funds(below, chosen, columns, unit)
    unread = (i for i in range(len(chosen.cells)) if chosen.at(i) and head.at(i) and i not in found)
    return Matrix(
        entries=tuple(e for e in found.values() if e.field not in POINTS),
        scored={e.field: e for e in found.values() if e.field in POINTS and e.text},
        funds=tuple(funds),
        notes=(
            *(left_out(chosen.place(i), f"{head.at(i)} {chosen.at(i)}") for i in unread),
            *on_funds,
            *on_rest,
        ),
        size=size,
    )


def _funds(
    below: Sequence[Row], chosen: Row, columns: Columns, unit: str
) -> tuple[list[Source], list[Note]]:
    """Read the rows beside the chosen one as the sources of the money that it is the whole of."""
    funds: list[Source] = []
    notes: list[Note] = []
    others = [row for row in below if row is not chosen]
    is_whole = (
        _names_the_whole(chosen, columns)
        or source_of(chosen, columns, unit) is None
        or any(map(is_among, others))
    )
    for row in others:
        source = source_of(row, columns, unit) if is_whole else None
        if source is None or _WHOLE.search(source.name.text):
            notes.append(left_out(row.where, " ".join(row.filled)))
        else:
            funds.append(source)
            notes += beside_the_amounts(row, columns, source)
    return funds, notes


def _with_texts_going_on(rows: Sequence[Row], columns: Columns) -> tuple[list[Row], list[Repair]]:
    """Join the texts of a row to those of the row before from which a page's end cut them."""
    done: list[Row] = []
    notes: list[Repair] = []
    for row in rows:
        texts = [i for i, cell in enumerate(row.cells) if cell]
        is_rest = row.break_before and all(_field(columns, i) in TEXTS for i in texts)
        if not done or not is_rest:
            done.append(row)
            continue
        for i in texts:
            before = done[-1].at(i)
            is_cut = not before.endswith(SENTENCE_END)
            done[-1] = done[-1].having(i, before + ("" if is_cut else "\n") + row.at(i))
            what = f"{quoted(row.at(i))}接在{done[-1].place(i)}的文字后面"
            notes.append(Repair(row.place(i), what, _field(columns, i)))
    return done, notes


def _is_head(row: Row, words: Vocabulary) -> bool:
    """Whether a row is labels one beside the other, with no values between them."""
    filled = [cell for cell in row.cells if cell]
    known = [words.field_of_heading(cell) for cell in filled]
    labels = [i for i, cell in enumerate(filled) if words.field_of(cell)]
    if len(filled) == 1:
        return bool(labels) and known[0] not in TEXTS
    return len(labels) > 1 and all(known[labels[0] :])


def _values(rows: Sequence[Row], columns: Columns, words: Vocabulary) -> list[Row]:
    """Return the rows below the labels, down to the next label."""
    found: list[Row] = []
    for row in rows:
        is_other = words.is_title(row) or words.is_note(row) or words.headings_of(row)
        if is_other or _is_labelled(row, columns, words):
            break
        put = columns.put(row)
        is_named = names_a_source(row) if found else _names_the_whole(put, columns)
        if not _is_filled(put, columns) and not is_named:
            break
        found.append(put)
        if len(columns.headings) - columns.headings.count("") == 1:
            break
    return found


def _is_labelled(row: Row, columns: Columns, words: Vocabulary) -> bool:
    """Whether a row has a label; a text below its own heading may begin like one."""
    return any(
        words.starts_with_label(cell)
        and (row.at(0) or _field(columns, i) not in TEXTS or words.field_of(cell))
        for i, cell in enumerate(row.cells)
    )


def _is_filled(row: Row, columns: Columns) -> bool:
    """Whether something stands under one of the labels."""
    return any(field and row.at(i) for i, field in enumerate(columns.fields))


def _names_the_whole(row: Row, columns: Columns) -> bool:
    heads = (cell for i, cell in enumerate(row.cells) if cell and not _field(columns, i))
    return any(_WHOLE.search(key(head)) for head in heads)


def _field(columns: Columns, index: int) -> str:
    return columns.fields[index] if index < len(columns.fields) else ""
