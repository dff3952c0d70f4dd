"""A comparison as the lines of a list: headings, what differs, and what does not, summed up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from perftui.evaluation.comparing.difference import Difference, Kind, Part

_UNCHANGED = "没有变化"


@dataclass(frozen=True)
class Heading:
    """The name of a part of the form, or of a row of one of its tables."""

    text: str
    is_row: bool = False


@dataclass(frozen=True)
class Note:
    """What is not told one by one."""

    text: str


Line = Heading | Difference | Note


def listed(parts: Sequence[Part], *, everything: bool = False) -> list[Line]:
    """Return the lines of a comparison: what is worth a look, or everything."""
    lines: list[Line] = []
    for table, block in groupby(parts, key=lambda part: part.table):
        if table:
            lines += _table(table, list(block), everything)
        else:
            for part in block:
                lines += _part(part, everything)
    return lines


def _part(part: Part, everything: bool) -> Iterator[Line]:
    """Yield the lines of fields, or of the points of a text."""
    shown = [one for one in part.differences if everything or one.kind.is_told]
    notes = [] if everything else list(_left_out(part))
    if shown or notes:
        yield Heading(part.name)
        yield from shown
        yield from notes


def _left_out(part: Part) -> Iterator[Note]:
    same = sum(one.kind is Kind.SAME for one in part.differences)
    blank = [one.label for one in part.differences if one.kind is Kind.BLANK]
    if blank:
        unwritten = f"还没有写，上年写了{len(blank)}点"
        yield Note(unwritten if part.is_text else f"还没有填：{'、'.join(blank)}")
    if same:
        rest = "其余" if same < len(part.differences) else ""
        yield Note(f"{rest}{same}{'点' if part.is_text else '栏'}{_UNCHANGED}")


def _table(name: str, rows: Sequence[Part], everything: bool) -> Iterator[Line]:
    """Yield the lines of a table: the rows in which something differs, and how many others."""
    yield Heading(name)
    quiet = [row for row in rows if not any(one.kind.is_told for one in row.differences)]
    for row in rows:
        if row not in quiet:
            yield Heading(row.name, is_row=True)
            yield from _cells(row.differences, everything)
        elif everything:
            yield _in_one_line(row)
    if everything:
        return
    blank = [row for row in quiet if any(one.kind is Kind.BLANK for one in row.differences)]
    if len(blank) < len(quiet):
        rest = "其余" if len(quiet) < len(rows) else ""
        yield Note(f"{rest}{len(quiet) - len(blank)}行{_UNCHANGED}")
    if blank:
        yield Note(f"上年填了、本年还没有填的有{len(blank)}行")


def _cells(cells: Iterable[Difference], everything: bool) -> Iterator[Difference]:
    for one in cells:
        if one.kind.is_told or (everything and one.old + one.new):
            yield one


def _in_one_line(row: Part) -> Difference:
    """Return a row without anything to tell of as one line."""
    blank = [one for one in row.differences if one.kind is Kind.BLANK]
    first = blank[0] if blank else row.differences[0]
    if not blank:
        return replace(first, label=row.name, kind=Kind.SAME, old=_UNCHANGED, new=_UNCHANGED)
    labels = "、".join(one.label for one in blank)
    return replace(first, label=row.name, old="已填", new=f"还没有填{labels}")
