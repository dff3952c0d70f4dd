"""Which row of a table is which one of the table it comes from, and which of them were moved."""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

from perftui.evaluation.history.row_tracking import Rows, follow
from perftui.evaluation.model import Indicator, Row

_ALIKE = 0.6


def match(old: Rows, new: Rows) -> list[int | None]:
    """Return for each row of a table where it is in the table as changed; None where it is gone.

    A row that merely stands where another one stood is not that one: what somebody else did to the
    old row must not get into it.
    """
    followed = follow(old, new)
    places = [
        place if place is not None and _is_same(row, new[place]) else None
        for row, place in zip(old, followed, strict=True)
    ]
    free = [index for index in range(len(new)) if index not in places]
    for index, row in enumerate(old):
        if places[index] is None:
            found = next((place for place in free if _is_renamed(row, new[place])), None)
            if found is not None:
                places[index] = found
                free.remove(found)
    return places


def unmoved(places: Sequence[int]) -> set[int]:
    """Return which of rows, given by their places now, have kept their order: as many as can be."""
    ends: list[int] = []  # of the shortest way to each length, the index of its last row
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left([places[end] for end in ends], place)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [index]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def name_of(row: Row) -> str:
    """Return the name of a row of any table."""
    return str(getattr(row, "name", ""))


def _is_same(old: Row, new: Row) -> bool:
    """Whether a row that took the place of another can be that one."""
    names = name_of(old), name_of(new)
    return names[0] == names[1] or not all(names) or _is_renamed(old, new)


def _is_renamed(old: Row, new: Row) -> bool:
    """Whether a row has another name now: what it asks is the same, or all but the name is."""
    names = name_of(old), name_of(new)
    if not all(names):
        return False
    if isinstance(old, Indicator) and isinstance(new, Indicator) and old.explanation:
        return old.explanation == new.explanation
    is_alike = SequenceMatcher(None, *names, autojunk=False).ratio() >= _ALIKE
    return is_alike and old.model_copy(update={"name": names[1]}) == new
