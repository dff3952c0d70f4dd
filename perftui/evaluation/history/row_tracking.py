"""Where the rows of a table are after it has changed: inserted, moved, deleted, changed in cells.

Rows have no number of their own. Those that are alike are told to be the same: in all, then apart
from their category, then by their name; what is left over is the same where the table is as long
as before and the row stands in the same place.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from perftui.evaluation.fields import parse_path
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.model import Fund, Indicator, Row

Rows = Sequence[Row]
TABLES = ("indicators", "funds")


def follow(old: Rows, new: Rows) -> list[int | None]:
    """Return for each row of a table where it is in the table as changed; None where it is gone."""
    first = _equal(old, new)
    last = min(_equal(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    places: list[int | None] = [None] * len(old)
    shift = len(new) - len(old)
    for index in range(first):
        places[index] = index
    for index in range(len(old) - last, len(old)):
        places[index] = index + shift
    left = list(range(first, len(old) - last))
    free = list(range(first, len(new) - last))
    for key in (_all, _apart_from_category, _name):
        _pair(places, left, free, key, (old, new))
    if not shift:
        for index in set(left) & set(free):
            places[index] = index
    return places


def alike(old: Rows, new: Rows) -> list[int | None]:
    """Return for each row which row of another table is like it, wherever that stands."""
    places: list[int | None] = [None] * len(old)
    left, free = list(range(len(old))), list(range(len(new)))
    for key in (_all, _apart_from_category, _name):
        _pair(places, left, free, key, (old, new))
    return places


def where_now(path: str, later: Iterable[Edit]) -> str | None:
    """Return the path that a field has after later edits; None if its row is gone."""
    step = parse_path(path)
    if step.field not in TABLES or step.index is None:
        return path
    index: int | None = step.index
    for edit in later:
        if edit.path == step.field and index is not None:
            places = follow(edit.old, edit.new)
            index = places[index] if index < len(places) else None
    if index is None:
        return None
    return f"{step.field}[{index}]{f'.{step.sub}' if step.sub else ''}"


def _equal(one: Rows, other: Rows) -> int:
    """Return how many rows are equal from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _pair(
    places: list[int | None],
    left: list[int],
    free: list[int],
    key: Callable[[Row], Hashable],
    tables: tuple[Rows, Rows],
) -> None:
    """Give rows that are left the free places of rows with the same key, each in its order."""
    old, new = tables
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in free:
        waiting[key(new[index])].append(index)
    for index in tuple(left):
        found = waiting.get(key(old[index])) if key(old[index]) is not None else None
        if found:
            place = found.pop(0)
            places[index] = place
            left.remove(index)
            free.remove(place)


def _all(row: Row) -> Hashable:
    return row.model_dump_json()


def _apart_from_category(row: Row) -> Hashable:
    return row.model_dump_json(exclude={"category"})


def _name(row: Row) -> Hashable:
    name: Any = row.name if isinstance(row, Indicator | Fund) else ""
    return name or None
