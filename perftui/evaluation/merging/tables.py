"""Two versions of a table put together: rows added, removed, moved and changed on either side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from perftui.evaluation.history.row_tracking import Rows
from perftui.evaluation.merging.conflict import (
    Conflict,
    clash,
    merge_keys,
    merge_value,
    with_theirs,
)
from perftui.evaluation.merging.row_matching import match, unmoved
from perftui.evaluation.model import Row

Part = TypeVar("Part", bound=Row)


@dataclass(frozen=True)
class MergedTable:
    """The rows, where each stands in my table (None for theirs), and what both have changed."""

    rows: tuple[Row, ...]
    origins: tuple[int | None, ...]
    conflicts: tuple[Conflict, ...]


class _Line(NamedTuple):
    """A row by where it stands in the three tables; None where it is not."""

    base: int | None
    mine: int | None
    theirs: int | None


def merge_table(table: str, base: Rows, mine: Rows, theirs: Rows) -> MergedTable:
    """Merge the rows of a table, cell by cell.

    A row that one removed and the other changed stays, as changed, and is a conflict. Rows that
    both have added are both kept, equal ones once. Where both moved the same row to different
    places the order is mine.
    """
    lines = [line for line in _lines(base, mine, theirs) if _stays(line, base, mine, theirs)]
    order = _order(lines, "mine")
    merged = [_merged(line, base, mine, theirs) for line in order]
    conflicts = [
        conflict
        for place, (_, found) in enumerate(merged)
        for conflict in (_placed(one, f"{table}[{place}]") for one in found)
    ]
    rows = tuple(row for row, _ in merged)
    by_line = dict(zip(order, rows, strict=True))
    ordered = tuple(by_line[line] for line in _order(lines, "theirs"))
    if ordered != rows:
        conflicts.append(Conflict(table, tuple(base), rows, ordered))
    return MergedTable(rows, tuple(line.mine for line in order), tuple(conflicts))


def _lines(base: Rows, mine: Rows, theirs: Rows) -> list[_Line]:
    in_mine, in_theirs = match(base, mine), match(base, theirs)
    lines = [_Line(n, *places) for n, places in enumerate(zip(in_mine, in_theirs, strict=True))]
    free = [place for place in range(len(theirs)) if place not in in_theirs]
    for place in range(len(mine)):
        if place not in in_mine:
            same = next((other for other in free if theirs[other] == mine[place]), None)
            lines.append(_Line(None, place, same))
            if same is not None:
                free.remove(same)
    return [*lines, *(_Line(None, None, place) for place in free)]


def _stays(line: _Line, base: Rows, mine: Rows, theirs: Rows) -> bool:
    """Whether a row is still wanted: not if one removed it and the other left it as it was."""
    if line.base is None or (line.mine is not None and line.theirs is not None):
        return True
    left = None if line.mine is None else mine[line.mine]
    if line.theirs is not None:
        left = theirs[line.theirs]
    return left is not None and left != base[line.base]


# The order of the rows.


def _order(lines: Sequence[_Line], preferred: str) -> list[_Line]:
    """Put rows in order: between those that nobody moved the others, as their side has them.

    A row that both have moved stands where the preferred side has it.
    """
    moved = {side: _moved(lines, side) for side in ("mine", "theirs")}
    either = moved["mine"] | moved["theirs"]
    frame = [line for line in lines if None not in line and line not in either]
    ordered: dict[_Line | None, list[_Line]] = {line: [] for line in (None, *frame)}
    for side in ("mine", "theirs"):
        before: _Line | None = None
        for line in _as_in(lines, side):
            if line in ordered:
                before = line
            elif _owner(line, moved, preferred) == side:
                ordered[before].append(line)
    return [line for first, rest in ordered.items() for line in ((first, *rest) if first else rest)]


def _as_in(lines: Sequence[_Line], side: str) -> list[_Line]:
    there = [line for line in lines if getattr(line, side) is not None]
    return sorted(there, key=lambda line: int(getattr(line, side)))


def _moved(lines: Sequence[_Line], side: str) -> set[_Line]:
    """Return the rows that one side has moved."""
    there = [line for line in lines if line.base is not None and getattr(line, side) is not None]
    kept = unmoved([getattr(line, side) for line in there])
    return {line for n, line in enumerate(there) if n not in kept}


def _owner(line: _Line, moved: Mapping[str, set[_Line]], preferred: str) -> str:
    """Return the side that says where a row stands which is not where it was."""
    if line.mine is None or line.theirs is None:
        return "mine" if line.theirs is None else "theirs"
    sides = [side for side in moved if line in moved[side]]
    if line.base is None:  # both have added it
        return "mine"
    return sides[0] if len(sides) == 1 else preferred


# The cells of a row.


def _merged(line: _Line, base: Rows, mine: Rows, theirs: Rows) -> tuple[Row, list[Conflict]]:
    """Return a row merged, and the conflicts in it by their path within the row."""
    old = None if line.base is None else base[line.base]
    my = None if line.mine is None else mine[line.mine]
    their = None if line.theirs is None else theirs[line.theirs]
    if my is not None and their is not None:
        return (my, []) if old is None else merge_row(old, my, their)
    left = my if my is not None else their
    if left is None:
        raise ValueError("a row that stands in no table")
    return left, [] if old is None else [Conflict("", old, my, their)]


def merge_row(base: Row, mine: Part, theirs: Row) -> tuple[Part, list[Conflict]]:
    """Merge a row, or another part of a form, cell by cell; paths of conflicts begin with a dot.

    Keys that this version does not know have no path: where both changed one, the conflict is of
    the row as a whole, and is told first.
    """
    cells, conflicts = {}, []
    for field in type(mine).model_fields:
        three = tuple(getattr(row, field) for row in (base, mine, theirs))
        cells[field] = merge_value(*three)
        if clash(*three):
            conflicts.append(Conflict(f".{field}", *three))
    unknown = merge_keys(*((row.model_extra or {}) for row in (base, mine, theirs)))
    row = made(mine, cells, unknown.values)
    if unknown.clashes:
        other = made(mine, cells, with_theirs(unknown, theirs.model_extra or {}))
        conflicts.insert(0, Conflict("", base, row, other))
    return row, conflicts


def made(like: Part, cells: Mapping[str, Any], unknown: Mapping[str, Any]) -> Part:
    """Make a part of a form of another one, with other values and other unknown keys."""
    part = like.model_copy(update=dict(cells))
    if part.model_extra is not None:
        part.model_extra.clear()
        part.model_extra.update(unknown)
    return part


def _placed(conflict: Conflict, place: str) -> Conflict:
    return Conflict(f"{place}{conflict.path}", conflict.base, conflict.mine, conflict.theirs)


def edits_of(
    table: str, mine: Rows, rows: Rows, origins: Sequence[int | None]
) -> Iterator[tuple[str, Any]]:
    """Yield what makes other rows of mine: their cells, or the whole table if rows came or went.

    `origins` says where each of the rows stands in mine, None where it does not.
    """
    if list(origins) != list(range(len(mine))):
        yield table, tuple(rows)
        return
    for place, (old, new) in enumerate(zip(mine, rows, strict=True)):
        if (old.model_extra or {}) != (new.model_extra or {}):
            yield f"{table}[{place}]", new
            continue
        for field in type(old).model_fields:
            if getattr(old, field) != getattr(new, field):
                yield f"{table}[{place}].{field}", getattr(new, field)
