"""The fields that a history is asked for, as people name them: 自评分, 得分2, 主要问题, 知晓率."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from perftui.assistant.conversation.making import Beside, LateWording
from perftui.assistant.reading.commands.places import (
    cell_named,
    column_named,
    field_named,
    fields_like,
    rows_named,
)
from perftui.assistant.state import Aids, Scene, State
from perftui.evaluation.fields import FieldError, get, name_of, parse_path
from perftui.evaluation.history.narrowing import Wanted
from perftui.storage.document import Document

_TABLES = {"指标表": "indicators", "指标": "indicators", "资金来源": "funds"}
_COLUMN_OF_NUMBER = re.compile(r"(?P<column>[^\d\s]+?)\s*第?\s*(?P<row>\d{1,3})\s*[项行号条]?")


def fields_wanted(
    names: Iterable[str], document: Document, folder: Path, today: date
) -> tuple[Wanted, ...]:
    """Return which fields names or paths mean; raises FieldError for one that means none."""
    told: list[str] = []
    beside = Beside(folder, document.path, today, told.append)
    aids = Aids(document.profile, beside.examine, LateWording(beside, told.append), today)
    scene = Scene(State(document.evaluation), aids)
    return tuple(wanted for name in names for wanted in _named(name.strip(), scene))


def _named(name: str, scene: Scene) -> tuple[Wanted, ...]:
    found = _by_path(name, scene) or _TABLES.get(name) or field_named(name, scene)
    if found:
        return (_of(found),)
    column = column_named(name, scene)
    if column:
        return (Wanted("indicators", None, column),)
    path = _cell(name, scene)
    if path:
        return (_of(path),)
    rows = rows_named(name, scene)
    if not rows:
        raise FieldError(_unknown(name, scene))
    return tuple(Wanted("indicators", row) for row in rows)


def _by_path(name: str, scene: Scene) -> str:
    try:
        get(scene.form, name)
    except FieldError:
        return ""
    return name


def _cell(name: str, scene: Scene) -> str | None:
    """Return the cell that a column and a row name, in either order."""
    match = _COLUMN_OF_NUMBER.fullmatch(name)
    if match and (column := column_named(match["column"], scene)):
        row = int(match["row"]) - 1
        return _by_path(f"indicators[{row}].{column}", scene)
    for end in range(len(name) - 1, 0, -1):
        if column_named(name[end:], scene) and rows_named(name[:end].removesuffix("的"), scene):
            return cell_named(name, scene)
    return None


def _of(path: str) -> Wanted:
    step = parse_path(path)
    is_row = step.field in _TABLES.values()
    return Wanted(step.field, step.index if is_row else None, step.sub)


def _unknown(name: str, scene: Scene) -> str:
    near = [name_of(scene.form, path, scene.profile) for path in fields_like(name, scene)]
    meant = f"是不是{'、'.join(f'「{one}」' for one in near)}？" if near else ""
    return f"没有叫「{name}」的栏目。{meant}可以写栏目、指标名或第几项，如 自评分、得分2。"
