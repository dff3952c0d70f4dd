"""Changes of some fields only: rows are followed to where they are in the form as it is now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from perftui.evaluation.fields import Path, parse_path
from perftui.evaluation.history.changes import Part
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.row_tracking import TABLES, follow
from perftui.evaluation.history.telling import KINDS, ToldChange
from perftui.evaluation.model import Evaluation, Row

Places = list[int | None]


@dataclass(frozen=True)
class Wanted:
    """Which fields are meant: one of the form, a column of a table, a row of it, or a cell."""

    field: str
    index: int | None = None
    sub: str | None = None

    def has(self, path: Path) -> bool:
        """Whether a path, as it is now, is of what is meant."""
        return (
            path.field == self.field
            and self.index in (None, path.index)
            and self.sub in (None, path.sub)
        )


def narrowed(
    told: Iterable[ToldChange],
    history: Sequence[Edit],
    form: Evaluation,
    wanted: Sequence[Wanted],
) -> Iterator[ToldChange]:
    """Yield changes, newest first as they come, that touched what is wanted, with only that."""
    places: dict[str, Places] = {table: [*range(len(getattr(form, table)))] for table in TABLES}
    at = len(history)
    for one in told:
        for edit in reversed(history[one.change.end : at]):
            _go_back(places, edit)
        at = one.change.end
        parts = [
            part
            for part in one.parts
            if any(want.has(path) for path in _touched(part.part, places) for want in wanted)
        ]
        if parts and len(parts) < len(one.parts):
            brief = f"{KINDS.get(one.change.kind, '')}{parts[0].brief}"
            more = f"等{len(parts)}处" if len(parts) > 1 else ""
            yield replace(one, field=parts[0].field, brief=f"{brief}{more}", parts=tuple(parts))
        elif parts:
            yield one


def _go_back(places: dict[str, Places], edit: Edit) -> None:
    """Tell where rows are now as they were counted before an edit."""
    if edit.path in TABLES:
        now = places[edit.path]
        moved = follow(edit.old, edit.new)
        places[edit.path] = [_at(now, place) for place in moved]


def _touched(part: Part, places: dict[str, Places]) -> Iterator[Path]:
    """Yield the paths, as they are now, that a part of a change is about; -1 for a row gone."""
    path = parse_path(part.path)
    if path.field not in TABLES:
        yield path
    elif path.index is not None:
        yield replace(path, index=_known(places[path.field], path.index))
    else:
        yield from _touched_rows(part, places[path.field])


def _touched_rows(part: Part, now: Places) -> Iterator[Path]:
    moved = follow(part.old, part.new)
    origins = {place: index for index, place in enumerate(moved) if place is not None}
    is_reordered = len(origins) == len(part.old) == len(part.new)
    for index, row in enumerate(part.new):
        origin = origins.get(index)
        before = None if origin is None else part.old[origin]
        if before != row or (is_reordered and origin != index):
            place = _known(now, index)
            yield Path(part.path, place)
            yield from (Path(part.path, place, field) for field in _filled(before, row))
    for index, row in enumerate(part.old):
        if moved[index] is None:
            yield Path(part.path, -1)
            yield from (Path(part.path, -1, field) for field in _filled(None, row))


def _filled(before: Row | None, row: Row) -> Iterator[str]:
    """Yield the fields of a row that are others than before, of a new one those with a value."""
    for field in type(row).model_fields:
        value = getattr(row, field)
        if (getattr(before, field) != value) if before is not None else value:
            yield field


def _known(now: Places, index: int) -> int:
    place = _at(now, index)
    return -1 if place is None else place


def _at(now: Places, index: int | None) -> int | None:
    return now[index] if index is not None and index < len(now) else None
