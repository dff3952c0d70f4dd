"""What both have changed, in words: the field, mine and theirs as they are shown."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from perftui.evaluation.fields import bare_label, name_of, parse_path
from perftui.evaluation.history.row_tracking import TABLES
from perftui.evaluation.history.telling import in_words
from perftui.evaluation.merging.choosing import both_of
from perftui.evaluation.merging.conflict import UNKNOWN, Conflict
from perftui.evaluation.merging.row_matching import name_of as name_of_row
from perftui.evaluation.model import Evaluation, Row
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text

GONE = "（删去了这一行）"

_UNKNOWN = "别的版本写的，这里改不了，留着我这边的。"
_MOVED = "两边把同一行移到了不同的地方。"
_BLANK = "空"
_OTHER_COLUMNS = {"direction": "指标方向", "measure_unit": "计量单位"}


@dataclass(frozen=True)
class ToldConflict:
    """A conflict in words: which field, what it held, and what each has made of it.

    `both` is what it holds if both texts are kept, None where that is nothing to choose; `note`
    says what is special about it, if anything.
    """

    conflict: Conflict
    field: str
    base: str
    mine: str
    theirs: str
    both: str | None = None
    note: str = ""


def told_conflict(conflict: Conflict, evaluation: Evaluation, profile: Profile) -> ToldConflict:
    """Return a conflict in words; `evaluation` is the merged form that its path is of."""
    field, show, note = _way(conflict, evaluation, profile)
    base, mine, theirs = map(show, (conflict.base, conflict.mine, conflict.theirs))
    both = both_of(conflict)
    return ToldConflict(conflict, field, base, mine, theirs, both, note)


def _way(
    conflict: Conflict, evaluation: Evaluation, profile: Profile
) -> tuple[str, Callable[[Any], str], str]:
    """Return what the field of a conflict is called, how it is shown, and what is special."""
    path = conflict.path
    if not conflict.is_open:
        key = safe_text(path.removeprefix(UNKNOWN))
        return f"文件中的「{key}」", _as_json, _UNKNOWN
    step, field = parse_path(path), name_of(evaluation, path, profile)
    if path in TABLES:
        return f"{field}的顺序", _order, _MOVED
    if step.field in TABLES and step.sub is None:
        return (
            field,
            partial(_row, base=conflict.base, path=path, profile=profile),
            _about_row(conflict),
        )
    if step.is_row_field and step.sub is not None:
        row = name_of(evaluation, f"{step.field}[{step.index}]", profile)
        field = f"{row}的{_label(step.sub, profile)}"
    return field, partial(_value, path=path, profile=profile), ""


def _value(value: Any, path: str, profile: Profile) -> str:
    return in_words(path, value, profile)


def _label(field: str, profile: Profile) -> str:
    """Return what a column is called, also one that the form does not print."""
    printed = {column.field: column.label for column in profile.columns}
    known = {**{name: labels[0] for name, labels in profile.unprinted.items()}, **printed}
    return known.get(field) or _OTHER_COLUMNS.get(field) or bare_label(profile, field)


def _about_row(conflict: Conflict) -> str:
    if conflict.mine is None:
        return "我删了它，对方改过，先留着。"
    if conflict.theirs is None:
        return "对方删了它，我改过，先留着。"
    return "两边都改了别的版本写在这一行的内容。"


def _row(row: Any, base: Row, path: str, profile: Profile) -> str:
    """Show a row cell by cell: first what is not as it was, with what it was."""
    if not isinstance(row, Row):
        return GONE
    cells, old = (dict(_cells(one, path, profile)) for one in (row, base))
    new = [label for label in (*cells, *old) if cells.get(label) != old.get(label)]
    first = (f"{one}：{cells.get(one) or _BLANK}（原来{old.get(one) or _BLANK}）" for one in new)
    rest = (f"{label}：{text}" for label, text in cells.items() if label not in new)
    return "\n".join((*dict.fromkeys(first), *rest))


def _cells(row: Row, path: str, profile: Profile) -> Iterator[tuple[str, str]]:
    for field in type(row).model_fields:
        text = in_words(f"{path}.{field}", getattr(row, field), profile)
        if text:
            yield _label(field, profile), text
    for key, value in (row.model_extra or {}).items():
        yield safe_text(key), _as_json(value)


def _order(rows: Any) -> str:
    return "\n".join(f"{n}. {name_of_row(row)}" for n, row in enumerate(rows, 1))


def _as_json(value: Any) -> str:
    return "" if value is None else safe_text(json.dumps(value, ensure_ascii=False, default=str))
