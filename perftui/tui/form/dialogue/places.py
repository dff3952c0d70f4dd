"""Where a form has changed: the field to show, of the edits that a turn has made or taken back."""

from collections.abc import Sequence
from itertools import takewhile

from perftui.evaluation import narrative
from perftui.evaluation.fields import NARRATIVES, cell, parse_path
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.model import Indicator

_NOT_SHOWN = ("stated", "suppressed", "profile", "format")


def place_of_change(before: Sequence[Edit], after: Sequence[Edit]) -> str:
    """Return the path of the first field that edits made since, or taken back, are about."""
    same = _alike(before, after)
    edits = after[same:] or before[same:]
    shown = (edit for edit in edits if parse_path(edit.path).field not in _NOT_SHOWN)
    first = next(shown, None)
    if first is None:
        return ""
    old, new = (first.old, first.new) if after[same:] else (first.new, first.old)
    return _within(first.path, old, new)


def _within(path: str, old: object, new: object) -> str:
    """Return the cell of the table, or the point of the text, that has become another."""
    if path == "indicators" and isinstance(old, tuple) and isinstance(new, tuple):
        return _cell_of_change(old, new)
    if path in NARRATIVES and isinstance(old, str) and isinstance(new, str):
        at = _alike(old, new)
        points = narrative.split(new)
        return next((f"{path}[{n}]" for n, point in enumerate(points) if at < point.end), path)
    return path


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how much two sequences begin with in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cell_of_change(old: Sequence[Indicator], new: Sequence[Indicator]) -> str:
    for index, row in enumerate(new):
        if index >= len(old):
            return cell(index, "name")
        for name in ("score", "remark", "weight", "name", "target", "actual"):
            if getattr(row, name) != getattr(old[index], name):
                return cell(index, name)
    return cell(max(len(new) - 1, 0), "name") if new else "indicators"
