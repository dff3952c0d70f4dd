"""The rows of a money block that say where the money comes from: 当年财政拨款, 其他资金."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perftui.evaluation.values import BLANKS, attempt, read_amount
from perftui.readers.grid import Row
from perftui.readers.layout.agreement import rate_agrees
from perftui.readers.layout.columns import Columns
from perftui.readers.layout.entries import Entry
from perftui.readers.layout.labels import LONGEST_LABEL, key
from perftui.readers.report import LeftOut, left_out

AMOUNTS = ("budget", "executed")

_AMONG = re.compile(r"^其中[:：，,、]?")
_MARK = re.compile(r"^(?:[（(]?\d{1,2}[）)]|\d{1,2}[.、．])")
_SOURCE = re.compile(r"(?:资金|拨款|结转|结余|补助|收入|债券|经费|款项)(?:[（(][^（）()]*[）)])?$")
_WORDS = re.compile(r"[（(]?[\u3400-\u9fff]")
_NOUGHT = re.compile(r"0+(?:\.0+)?%?")


@dataclass(frozen=True)
class Source:
    """One source of the money: its name as an entry, and those of its amounts by field."""

    name: Entry
    amounts: Mapping[str, Entry]


def source_of(row: Row, columns: Columns, unit: str) -> Source | None:
    """Return what a row of a money block says of a source; None where it names none."""
    index = _name_at(row, columns)
    if index is None:
        return None
    amounts = {
        field: Entry(field, row.at(at), row.place(at), unit)
        for field in AMOUNTS
        if (at := columns.column(field)) is not None
    }
    return Source(Entry("name", _bare(row.at(index)), row.place(index)), amounts)


def names_a_source(row: Row) -> bool:
    """Whether a row without any figure names a source of money."""
    names = [_bare(cell) for cell in row.filled if _bare(cell)]
    return len(names) == 1 and len(names[0]) <= LONGEST_LABEL and bool(_SOURCE.search(names[0]))


def is_among(row: Row) -> bool:
    """Whether a row says that it is part of the row above: 其中：财政拨款."""
    return any(_AMONG.match(key(cell)) for cell in row.filled)


def beside_the_amounts(row: Row, columns: Columns, source: Source) -> tuple[LeftOut, ...]:
    """Tell of what else the row of a source holds, but for dashes, noughts and its own rate."""
    taken = {source.name.where, *(entry.where for entry in source.amounts.values())}
    if (at := columns.column("execution_rate")) is not None and _has_rate(source, row.at(at)):
        taken.add(row.place(at))
    told = [
        f"{columns.headings[i] if i < len(columns.headings) else ''} {cell}".strip()
        for i, cell in enumerate(row.cells)
        if cell and row.place(i) not in taken and _bare(cell) and not _says_nothing(cell)
    ]
    text = " ".join((source.name.text, *told))
    return (left_out(row.where, text),) if told else ()


def dashes(sources: Sequence[Source]) -> list[Entry]:
    """Return the amounts for which a dash stands."""
    amounts = (entry for source in sources for entry in source.amounts.values())
    return [entry for entry in amounts if key(entry.text) in BLANKS - {""}]


def _has_rate(source: Source, printed: str) -> bool:
    """Whether a printed rate is that of a source's amounts, which says nothing new."""
    amounts = {field: attempt(read_amount, e.text) for field, e in source.amounts.items()}
    return rate_agrees(amounts.get("budget"), amounts.get("executed"), printed) is True


def _name_at(row: Row, columns: Columns) -> int | None:
    fields = (*columns.fields, *[""] * len(row.cells))
    cells = enumerate(row.cells)
    return next((i for i, c in cells if not fields[i] and _WORDS.match(_bare(c))), None)


def _bare(name: str) -> str:
    """Return the name of a source without what sets it among the others."""
    bare = "".join(name.split())
    return _MARK.sub("", _AMONG.sub("", _MARK.sub("", bare))).rstrip("：:")


def _says_nothing(cell: str) -> bool:
    return key(cell) in BLANKS or _NOUGHT.fullmatch(key(cell)) is not None
