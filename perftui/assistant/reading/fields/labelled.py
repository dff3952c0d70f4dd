"""字段：文字, for any field of the form."""

import re

from perftui.assistant.moves import Attend, Give, Manner, Move, Score, Write
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.field_names import Name, name_at
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.rows.row_names import doubt_about, find_rows
from perftui.assistant.state import Reading, Scene
from perftui.evaluation.fields import NARRATIVES, cell
from perftui.evaluation.profile import Profile
from perftui.evaluation.specification import FieldType, type_of

_COLON = re.compile(r"\s*+(?:是|为)?\s*+[:=]\s*+")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、)）．]|[（(]\d{1,2}[)）])?\s*"
)
_VALUED = frozenset({FieldType.MONEY, FieldType.DATE, FieldType.YES_NO, FieldType.YEAR})
_ALONE = re.compile(r"(?:呢|这一?[栏项])?[\s。.，,]*\Z")
_SPOKEN = {
    "remark": ("扣分原因", "扣分理由", "原因", "备注"),
    "score": (),
    "weight": (),
    "target": ("目标值", "指标值"),
    "actual": ("完成值", "实际值"),
    "explanation": ("解释",),
}


def read_labelled(line: str, scene: Scene) -> Reading | None:
    """Read a label of the form with a colon, and the text behind it as it is."""
    numbering = _NUMBERING.match(line)
    name = name_at(line, numbering.end() if numbering else 0, scene.profile)
    if name is not None:
        reading = _of_field(line, name)
        if reading is not None:
            return reading
    return _of_row(line, scene)


def _of_field(line: str, name: Name) -> Reading | None:
    type_ = type_of(name.path)
    if type_ is FieldType.COMPUTED:
        return None
    colon = _COLON.match(plain(line), name.end)
    rest = line[colon.end() :].strip() if colon else ""
    is_value = type_ is FieldType.YES_NO and value_end(name.path, line, 0) == len(line)
    if (_ALONE.match(line, name.end) and not is_value) or (colon and not rest):
        return Reading((Attend(name.path),))
    if colon is None:
        return None
    if type_ is FieldType.TEXT:
        return Reading((_text(name.path, rest),))
    if type_ in _VALUED and value_end(name.path, rest, 0) is None:
        return Reading((Give(name.path, rest),))
    return None


def _text(path: str, words: str) -> Move:
    if path in NARRATIVES:
        return Write(path, words, Manner.REPLACE)
    return Give(path, words)


def _of_row(line: str, scene: Scene) -> Reading | None:
    """Read 知晓率备注：…, and what else a row has; without a row, of the one that is asked of."""
    found = _columns(scene.profile).match(plain(line))
    if found is None:
        return None
    column = _column_called(found["column"], scene.profile)
    said, rest = line[: found.end("row")], line[found.end() :].strip()
    if not said.strip():
        asked = scene.question.path if scene.question else ""
        is_there = asked.startswith("indicators[") and asked.endswith(f".{column}")
        return Reading((_cell_move(asked, rest),)) if is_there else None

    def moves_for(row: int) -> tuple[Move, ...]:
        return (_cell_move(cell(row, column), rest),)

    named = find_rows(said, scene)
    if named is None or named.missing:
        return None
    if named.unsure:
        doubts = tuple(doubt_about(one, scene, moves_for) for one in named.unsure)
        return Reading(doubts=doubts)
    return Reading(tuple(move for row in named.rows for move in moves_for(row)))


def _cell_move(path: str, rest: str) -> Move:
    if not rest:
        return Attend(path)
    if path.endswith(".score"):
        return Score((int(path[len("indicators[") : path.index("]")]),), rest)
    return Write(path, rest, Manner.REPLACE) if path.endswith(".remark") else Give(path, rest)


def _labels(profile: Profile) -> dict[str, str]:
    labels = {
        label: column.field
        for column in profile.columns
        if column.field in _SPOKEN
        for label in column.labels
    }
    for field, headings in profile.unprinted.items():
        labels |= dict.fromkeys(headings, field)
    for field, spoken in _SPOKEN.items():
        labels |= {label: field for label in spoken if label not in labels}
    return labels


def _column_called(label: str, profile: Profile) -> str:
    return {plain(name): field for name, field in _labels(profile).items()}[label]


def _columns(profile: Profile) -> re.Pattern[str]:
    labels = sorted(map(plain, _labels(profile)), key=len, reverse=True)
    return re.compile(
        rf"(?P<row>[^:=，。；]{{0,60}}?)的?(?P<column>{'|'.join(map(re.escape, labels))})"
        r"\s*(?:是|为)?\s*[:=]\s*"
    )
