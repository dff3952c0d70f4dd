"""`Change`, what a step did as people see it: a run of typing or many cells at once are one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.fields import TEXTS, FieldError, parse_path
from perftui.evaluation.history.edits import Edit, Kind
from perftui.evaluation.history.row_tracking import TABLES, Rows, follow
from perftui.evaluation.model import Evaluation

PAUSE = timedelta(minutes=1)
"""Who stops for so long begins something new, as people see it."""


@dataclass(frozen=True)
class Part:
    """What a change did to one field."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """What a step changed: when it was done, by whom, and each field it touched.

    What the form forgets of an imported document comes last. `end` is how many edits of the history
    there were when it was done. `source` says where the values come from, "" for what was typed.
    """

    time: datetime
    who: str
    step: int
    kind: Kind
    parts: tuple[Part, ...]
    end: int
    source: str = ""


def changes_of(edits: Sequence[Edit], pause: timedelta = timedelta(0)) -> tuple[Change, ...]:
    """Return what the edits of a history changed, in its order; what came to nothing is no change.

    A table of which only cells changed is told of cell by cell, any other as one part. Steps in
    which one writes on in a text are one change, where there is less than a pause between them.
    """
    starts = [
        n
        for n, (a, b) in enumerate(pairwise(edits), 1)
        if not (_goes_on(a, b) or _writes_on(a, b, pause))
    ]
    bounds = [0, *starts, len(edits)]
    found = (_change(edits[a:b], b) for a, b in pairwise(bounds) if a < b)
    return tuple(change for change in found if change.parts)


def shortened(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits with each run of typing as one."""
    runs: list[Edit] = []
    for edit in edits:
        last = runs[-1] if runs else None
        if last and _goes_on(last, edit) and last.path == edit.path:
            runs[-1] = replace(edit, old=last.old)
        else:
            runs.append(edit)
    return runs


def settled(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits without those that were undone among them, and without the undoing."""
    kept: list[Edit] = []
    for edit in edits:
        value = edit.old
        while kept and edit.kind and _is_mirrored(kept[-1], edit, value):
            value = kept.pop().old
        if value != edit.new:
            kept.append(replace(edit, old=value))
    return kept


def _is_mirrored(edit: Edit, by: Edit, value: object) -> bool:
    """Whether an edit is what another one, by which a step was undone or redone, reverses."""
    same = (edit.step, edit.path) == (by.step, by.path)
    return same and edit.kind != by.kind and edit.new == value


def _goes_on(edit: Edit, following: Edit) -> bool:
    """Whether an edit is of the same step as the one before."""
    same = _hand(edit) == _hand(following) and edit.step == following.step
    return same and (edit.path != following.path or edit.new == following.old)


def _hand(edit: Edit) -> tuple[str, str, str]:
    """Return by what hand an edit was made: whose, doing what, with words from where."""
    return edit.kind, edit.who, edit.source


def _writes_on(edit: Edit, following: Edit, pause: timedelta) -> bool:
    """Whether an edit goes on with the text of the one before, by the same hand and soon."""
    field = parse_path(edit.path)
    return (
        (field.sub or field.field) in (*TEXTS, "remark")
        and (edit.path, edit.new) == (following.path, following.old)
        and _hand(edit) == _hand(following)
        and not (edit.kind or following.kind)
        and following.time - edit.time < pause
    )


def _change(edits: Sequence[Edit], end: int) -> Change:
    parts: dict[str, Part] = {}
    for edit in edits:
        _add(parts, edit)
    told = (one for part in parts.values() if part.old != part.new for one in _cells(part))
    touched = sorted(told, key=lambda part: part.path == "stated")
    last = edits[-1]
    return Change(last.time, last.who, last.step, last.kind, tuple(touched), end, last.source)


def _add(parts: dict[str, Part], edit: Edit) -> None:
    field = parse_path(edit.path).field
    whole, old = parts.get(field), edit.old
    if field in TABLES and edit.path != field and whole is not None:
        parts[field] = Part(field, whole.old, _with(whole.new, field, edit.path, edit.new))
        return
    if edit.path in TABLES:
        cells = [path for path in parts if path != field and parse_path(path).field == field]
        for path in reversed(cells):
            old = _with(old, field, path, parts.pop(path).old)
    known = parts.get(edit.path)
    parts[edit.path] = Part(edit.path, known.old if known else old, edit.new)


def _cells(part: Part) -> list[Part]:
    """Return the cells that changed in a table whose rows are the same; else the part itself."""
    if part.path not in TABLES or follow(part.old, part.new) != [*range(len(part.new))]:
        return [part]
    cells: list[Part] = []
    for index, (old, new) in enumerate(zip(part.old, part.new, strict=True)):
        changed = [
            Part(f"{part.path}[{index}].{field}", getattr(old, field), getattr(new, field))
            for field in type(new).model_fields
            if getattr(old, field) != getattr(new, field)
        ]
        if not changed and old != new:  # in keys that this version does not know
            changed = [Part(f"{part.path}[{index}]", old, new)]
        cells += changed
    return cells


def _with(rows: Rows, field: str, path: str, value: Any) -> Rows:
    """Return a table with a cell, or a row of it, replaced."""
    form = Evaluation().model_copy(update={field: tuple(rows)})
    try:
        changed: Rows = getattr(fields.replace(form, path, value), field)
    except FieldError:  # a history that another program has mangled
        return rows
    return changed
