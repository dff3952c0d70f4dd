"""Take one change of a form back, whatever was changed since: exactly that change and no other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from perftui.evaluation.fields import STATED_FROM, FieldError, get, parse_path
from perftui.evaluation.history.changes import Change, Part, settled
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.row_tracking import TABLES, follow, where_now
from perftui.evaluation.history.table_merging import without_change
from perftui.evaluation.model import Evaluation


@dataclass(frozen=True)
class Put:
    """A value to put into a field."""

    path: str
    value: Any


@dataclass(frozen=True)
class ChangedAgain:
    """A field that was changed again later: what it holds now, and what it held before the change.

    `without` is what it holds now less this one change, where that can be told.
    """

    path: str
    present: Any
    before: Any
    without: Any = None


@dataclass(frozen=True)
class TakingBack:
    """What takes a change back.

    `puts` are sure: the fields still hold what the change made of them. About those that were
    `changed_again` the user is asked. `gone` counts the fields whose rows are no longer there.
    """

    puts: tuple[Put, ...] = ()
    changed_again: tuple[ChangedAgain, ...] = ()
    gone: int = 0


def take_back(change: Change, history: Sequence[Edit], evaluation: Evaluation) -> TakingBack:
    """Return what takes a change of a history back from the form as it is now."""
    later = settled(history[change.end :])
    puts: list[Put] = []
    again: list[ChangedAgain] = []
    gone = 0
    for part in change.parts:
        if part.path == "stated" and len(change.parts) > 1:
            continue
        if part.path in TABLES and _is_undone(change, later):
            continue
        found = _taken_back(part, later, evaluation)
        if isinstance(found, Put):
            puts.append(found)
        elif isinstance(found, ChangedAgain):
            again.append(found)
        else:
            gone += found
    if puts and not again:
        puts += _stated(change, later, evaluation)
    return TakingBack(tuple(puts), tuple(again), gone)


def place_of(change: Change, history: Sequence[Edit], evaluation: Evaluation) -> str | None:
    """Return the path where a change is to be seen now; None if what it was about is gone."""
    later = settled(history[change.end :])
    for part in change.parts:
        if part.path == "stated" and len(change.parts) > 1:
            continue
        path = _row_of(part, later) if part.path in TABLES else where_now(part.path, later)
        try:
            if path is not None:
                get(evaluation, path)
                return path
        except FieldError:
            continue
    return None


def _taken_back(
    part: Part, later: Sequence[Edit], evaluation: Evaluation
) -> Put | ChangedAgain | int:
    """Return what takes a part of a change back, or how many fields of it are gone."""
    path = where_now(part.path, later)
    try:
        present = get(evaluation, path) if path is not None else None
    except FieldError:
        path = present = None
    if path is None:
        return 1
    if present == part.old:
        return 0
    if present == part.new:
        return Put(path, part.old)
    if path not in TABLES:
        return ChangedAgain(path, present, part.old, _text_without(part, present))
    rows, is_whole = without_change(part.old, part.new, present or (), _places(part, later))
    if not is_whole:
        return ChangedAgain(path, present, part.old, rows)
    return Put(path, rows) if rows != present else 0


def _is_undone(change: Change, later: Iterable[Edit]) -> bool:
    """Whether the first thing that happened to a step later was that it was taken back."""
    kinds = (edit.kind for edit in later if edit.step == change.step and edit.kind)
    return next(kinds, change.kind) not in (change.kind, "")


def _places(part: Part, later: Iterable[Edit]) -> list[int | None]:
    """Return where the rows that a change of a table left are now."""
    places: list[int | None] = list(range(len(part.new)))
    for edit in later:
        if edit.path == part.path:
            moves = follow(edit.old, edit.new)
            places = [
                moves[place] if place is not None and place < len(moves) else None
                for place in places
            ]
    return places


def _row_of(part: Part, later: Iterable[Edit]) -> str | None:
    """Return the first row that a change of a table touched and that is still there."""
    places = _places(part, later)
    origins = {new: old for old, new in enumerate(follow(part.old, part.new)) if new is not None}
    for index, place in enumerate(places):
        origin = origins.get(index)
        touched = origin is None or origin != index or part.old[origin] != part.new[index]
        if touched and place is not None:
            return f"{part.path}[{place}].name"
    left = [place for place in places if place is not None]
    return f"{part.path}[{left[0]}].name" if left else None


def _text_without(part: Part, present: Any) -> str | None:
    """Return a text as it is now without what a change did, where that stands as it was."""
    old, new = part.old, part.new
    if not (isinstance(old, str) and isinstance(new, str) and isinstance(present, str)):
        return None
    start, end = touched_part(old, new)
    first, last = start, len(new) - end
    before = old[start : len(old) - end]
    for what, a, b, c, _ in SequenceMatcher(None, new, present, autojunk=False).get_opcodes():
        if what == "equal" and a <= first and last <= b and a < b:
            return present[: c + first - a] + before + present[c + last - a :]
    return None


def touched_part(old: str, new: str) -> tuple[int, int]:
    """Return how many characters of two texts are the same before and behind what differs."""
    most = min(len(old), len(new))
    start = _longest(lambda n: old[:n] == new[:n], most)
    end = _longest(lambda n: old[len(old) - n :] == new[len(new) - n :], most - start)
    return start, end


def _longest(is_same: Callable[[int], bool], most: int) -> int:
    """Return up to which length texts are the same, halving what is in doubt: each key asks."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if is_same(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _stated(change: Change, later: Iterable[Edit], evaluation: Evaluation) -> list[Put]:
    """Bring back what the form forgot of an imported document, unless its figures changed since."""
    is_stale = any(parse_path(edit.path).field in STATED_FROM for edit in later)
    return [
        Put(part.path, part.old)
        for part in change.parts
        if part.path == "stated" and not is_stale and evaluation.stated == part.new
    ]
