"""Two versions of a form that come from the same one, merged field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from perftui.evaluation.fields import TEXTS
from perftui.evaluation.history.row_tracking import TABLES, Rows
from perftui.evaluation.merging.conflict import (
    UNKNOWN,
    Conflict,
    clash,
    merge_keys,
    merge_value,
    with_theirs,
)
from perftui.evaluation.merging.row_matching import match
from perftui.evaluation.merging.tables import edits_of, made, merge_row, merge_table
from perftui.evaluation.merging.texts import merge_texts
from perftui.evaluation.model import Evaluation, Stated


@dataclass(frozen=True)
class Merged:
    """Two versions of a form as one.

    `evaluation` is mine with all that only they have changed; where both changed a field, mine.
    `taken` are the edits that make it of mine, put one after another: paths and values. Keys of the
    form itself that this version does not know are merged too, but no edit reaches them.
    """

    evaluation: Evaluation
    taken: tuple[tuple[str, Any], ...]
    conflicts: tuple[Conflict, ...]


def merge(base: Evaluation, mine: Evaluation, theirs: Evaluation) -> Merged:
    """Merge two versions of a form that both come from a third one."""
    fields = [
        _merged_field(name, *(getattr(form, name) for form in (base, mine, theirs)))
        for name in Evaluation.model_fields
    ]
    unknown = merge_keys(*((form.model_extra or {}) for form in (base, mine, theirs)))
    merged = made(mine, {field.name: field.value for field in fields}, unknown.values)
    # What a document printed comes last: an edit of the figures it follows from clears it.
    fields.sort(key=lambda field: field.name == "stated")
    conflicts = [conflict for field in fields for conflict in field.conflicts]
    for key in unknown.clashes:
        values = ((form.model_extra or {}).get(key) for form in (base, mine, theirs))
        conflicts.append(Conflict(f"{UNKNOWN}{key}", *values))
    return Merged(merged, tuple(edit for field in fields for edit in field.edits), tuple(conflicts))


@dataclass(frozen=True)
class _Field:
    """A field merged: its value, the edits that make it of mine, and what both changed in it."""

    name: str
    value: Any
    edits: tuple[tuple[str, Any], ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def _merged_field(name: str, base: Any, mine: Any, theirs: Any) -> _Field:
    if clash(base, mine, theirs):
        return _MERGED_BY.get(name, _merged_value)(name, base, mine, theirs)
    value = merge_value(base, mine, theirs)
    if value == mine:
        return _Field(name, mine)
    if name in TABLES:
        origins = {place: index for index, place in enumerate(match(mine, value))}
        found = [origins.get(place) for place in range(len(value))]
        return _Field(name, value, tuple(edits_of(name, mine, value, found)))
    return _Field(name, value, ((name, value),))


def _merged_value(name: str, base: Any, mine: Any, theirs: Any) -> _Field:
    return _Field(name, mine, (), (Conflict(name, base, mine, theirs),))


def _merged_narrative(name: str, base: str, mine: str, theirs: str) -> _Field:
    text = merge_texts(base, mine, theirs)
    if text is None:
        return _merged_value(name, base, mine, theirs)
    return _Field(name, text, ((name, text),) if text != mine else ())


def _merged_table(name: str, base: Rows, mine: Rows, theirs: Rows) -> _Field:
    table = merge_table(name, base, mine, theirs)
    edits = edits_of(name, mine, table.rows, table.origins)
    return _Field(name, table.rows, tuple(edits), table.conflicts)


def _merged_stated(
    name: str, base: Stated | None, mine: Stated | None, theirs: Stated | None
) -> _Field:
    blank = Stated()
    stated, found = merge_row(base or blank, mine or blank, theirs or blank)
    conflicts = tuple(
        Conflict(f"{name}{one.path}", one.base, one.mine, one.theirs) for one in found
    )
    value = None if stated == blank and None in (mine, theirs) else stated
    return _Field(name, value, ((name, value),) if value != mine else (), conflicts)


def _merged_reasons(
    name: str, base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> _Field:
    reasons = merge_keys(base, mine, theirs)
    edits = ((name, reasons.values),) if reasons.values != mine else ()
    if not reasons.clashes:
        return _Field(name, reasons.values, edits)
    conflict = Conflict(name, base, reasons.values, with_theirs(reasons, theirs))
    return _Field(name, reasons.values, edits, (conflict,))


_MERGED_BY: dict[str, Callable[[str, Any, Any, Any], _Field]] = {
    **dict.fromkeys(TEXTS, _merged_narrative),
    **dict.fromkeys(TABLES, _merged_table),
    "stated": _merged_stated,
    "suppressed": _merged_reasons,
}
