"""What was chosen where both had changed a field, as edits of the merged form."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any

from perftui.evaluation.fields import NARRATIVES, TEXTS, get, parse_path, replace
from perftui.evaluation.history.row_tracking import TABLES
from perftui.evaluation.merging.conflict import Conflict
from perftui.evaluation.merging.row_matching import match
from perftui.evaluation.merging.texts import both_texts
from perftui.evaluation.model import Evaluation

_SENTENCES = (*TEXTS, "explanation", "remark")

Edits = tuple[tuple[str, Any], ...]


class Choice(Enum):
    """Which of two values a field gets that both have changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def both_of(conflict: Conflict) -> str | None:
    """Return a text that says what both have written; None for fields that hold no sentences."""
    if not conflict.is_open:
        return None
    step = parse_path(conflict.path)
    name = step.sub or step.field
    base, mine, theirs = conflict.base, conflict.mine, conflict.theirs
    if name not in _SENTENCES or not (isinstance(mine, str) and isinstance(theirs, str)):
        return None
    if not (mine.strip() and theirs.strip()):
        return None
    if name in NARRATIVES:
        return both_texts(str(base or ""), mine, theirs)
    if mine in theirs or theirs in mine:
        return max(mine, theirs, key=len)
    gap = "\n" if name in TEXTS else "" if mine.endswith(("。", "；", "！", "？")) else "；"
    return f"{mine.rstrip()}{gap}{theirs}"


def where_now(
    conflicts: Iterable[Conflict], then: Evaluation, now: Evaluation
) -> tuple[Conflict, ...]:
    """Return conflicts of a form as they are after it was changed; without those of rows now gone.

    Where rows have come, gone or moved since, their order is no longer asked about.
    """
    places = {table: match(getattr(then, table), getattr(now, table)) for table in TABLES}
    kept = []
    for conflict in conflicts:
        step = parse_path(conflict.path) if conflict.is_open else None
        if step is None or step.field not in TABLES:
            kept.append(conflict)
        elif step.index is None:
            if places[step.field] == list(range(len(getattr(now, step.field)))):
                kept.append(conflict)
        elif (place := places[step.field][step.index]) is not None:
            path = f"{step.field}[{place}]{f'.{step.sub}' if step.sub else ''}"
            kept.append(dataclasses.replace(conflict, path=path))
    return tuple(kept)


def edits_for(merged: Evaluation, chosen: Iterable[tuple[Conflict, Choice]]) -> Edits:
    """Return the edits that, one after another, put what was chosen into the merged form.

    They name each field once: a table from which a row goes or whose order changes as a whole.
    """
    choices = [(conflict, choice) for conflict, choice in chosen if conflict.is_open]
    puts = sorted(_puts(choices), key=lambda put: parse_path(put[0]).sub is not None)
    form = merged
    for path, value in puts:
        form = replace(form, path, value)
    whole: dict[str, tuple[Any, ...]] = {}
    for table in TABLES:
        rows = tuple(getattr(form, table))
        left = _rows_left(table, rows, choices)
        if left != rows:
            whole[table] = left
    cells = dict.fromkeys(path for path, _ in puts if parse_path(path).field not in whole)
    edits = [(path, get(form, path)) for path in cells if get(form, path) != get(merged, path)]
    last = [edit for edit in edits if parse_path(edit[0]).field == "stated"]
    return (*(edit for edit in edits if edit not in last), *whole.items(), *last)


def _puts(choices: Sequence[tuple[Conflict, Choice]]) -> Iterator[tuple[str, Any]]:
    """Yield what is put into fields; rows that go and tables that are put in order come later."""
    for conflict, choice in choices:
        value = _value(conflict, choice)
        goes = value is None and _is_row(conflict.path)
        if conflict.path not in TABLES and not goes:
            yield conflict.path, value


def _value(conflict: Conflict, choice: Choice) -> Any:
    if choice is Choice.BOTH:
        return both_of(conflict)
    return conflict.mine if choice is Choice.MINE else conflict.theirs


def _is_row(path: str) -> bool:
    step = parse_path(path)
    return step.field in TABLES and step.index is not None and step.sub is None


def _rows_left(
    table: str, rows: tuple[Any, ...], choices: Sequence[tuple[Conflict, Choice]]
) -> tuple[Any, ...]:
    """Return the rows of a table in the order that was chosen, without those that go."""
    order, gone = list(range(len(rows))), set()
    for conflict, choice in choices:
        if conflict.path == table and choice is Choice.THEIRS:
            order = _order(conflict)
        elif _is_row(conflict.path) and _value(conflict, choice) is None:
            step = parse_path(conflict.path)
            if step.field == table:
                gone.add(step.index)
    return tuple(rows[place] for place in order if place not in gone)


def _order(conflict: Conflict) -> list[int]:
    """Return at which places of my order the rows of theirs stand."""
    free = list(enumerate(conflict.mine))
    order = []
    for row in conflict.theirs:
        found = next(one for one in free if one[1] == row)
        free.remove(found)
        order.append(found[0])
    return order
