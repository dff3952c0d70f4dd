"""Rows of the table as they are typed or pasted, a row a line."""

import re
from decimal import Decimal

from perftui.assistant.asking.table_questions import ROWS, lacks
from perftui.assistant.moves import AddRow, BeginCategory, Move, Tally, Tell
from perftui.assistant.reading.rows.row_cells import (
    category_of,
    cells_of,
    is_name,
    is_sum,
    numbers_in,
    row_of_cells,
    row_of_words,
)
from perftui.assistant.reading.rows.row_changes import read_row_change
from perftui.assistant.reading.rows.row_names import find_category, find_rows, fold
from perftui.assistant.state import Expects, Reading, Scene
from perftui.evaluation.rows import is_heading

_ADD = re.compile(
    r"(?:请|帮我|再|还要|还有|另外)*(?:增加|添加|追加|新增|补充|加上?|补|插入|新建)了?\s*"
    r"(?P<how>(?:(?:[一两几]"
    r"|\d)\s*)?[个行条项下]*)\s*(?P<what>指标)?(?:名称)?\s*(?P<colon>[:：，,\s])?\s*"
)
_NEXT = re.compile(
    r"[；;]\s*|(?<=[分\d])[、，,]\s*(?=[\u4e00-\u9fffA-Za-z]{2})(?!得|扣|给|打|自评|实得|备注"
    r"|因为|由于|原因|权重|分值|满分|目标|实际|完成值|主要)"
)
_ENDS = " 　，,；;。"
_LONGEST = 1000
_MOST_POINTS = Decimal(60)


def read_row(line: str, scene: Scene) -> Reading | None:
    """Read a new row: category, name, weight, score, remark; or what is done to rows."""
    line = line.replace("｜", "|")
    if "\t" in line or line.count("|") > 1:
        return _pasted(line, scene)
    if is_heading(line.split(), scene.profile) and len(line.split()) > 1:
        return _skipped("这是表头，不用加。")
    words = _sums(line) or _category_alone(line, scene)
    if words is not None:
        return words
    change = read_row_change(line, scene)
    if change is not None:
        return change
    return _typed(line, scene)


def _pasted(line: str, scene: Scene) -> Reading | None:
    cells = cells_of(line)
    if is_heading(cells, scene.profile):
        return _skipped("这是表头，不用加。")
    if is_sum(cells):
        numbers = numbers_in(cells)
        tally: tuple[Move, ...] = (Tally(numbers[1]),) if len(numbers) > 1 else ()
        return Reading((Tell("合计由各项加出，这一行不用加。"), *tally))
    row = row_of_cells(cells, scene.profile)
    return None if row is None else Reading((row,))


def _skipped(text: str) -> Reading:
    return Reading((Tell(text),))


def _sums(line: str) -> Reading | None:
    """Read the row of sums as it is typed: 合计 100 94."""
    cells = line.split()
    numbers = numbers_in(cells[1:])
    if len(cells) != 3 or not is_sum(cells) or len(numbers) != 2:
        return None
    return Reading((Tell("合计由各项加出，这一行不用加。"), Tally(numbers[1])))


def _category_alone(line: str, scene: Scene) -> Reading | None:
    """Read a line that is nothing but the heading of a category: 产出目标（34分）."""
    bare = re.sub(r"\s*(?:[（(]\s*\d+(?:\.\d+)?\s*分?\s*[)）])?\s*[:：]?\s*\Z", "", line)
    category = find_category(bare, scene.profile)
    if category is None or (bare == line and not _wants_rows(scene)):
        return None
    return Reading((BeginCategory(category),))


def _typed(line: str, scene: Scene) -> Reading | None:
    add = _ADD.match(line)
    is_told = bool(add and any(add.groups()) and add.end() < len(line))
    text = line[add.end() :] if add and is_told else line
    wants_words = scene.question is not None and scene.question.expects is Expects.TEXT
    if wants_words and not is_told:
        return None
    rows = _rows(text, is_told, scene) if len(text) <= _LONGEST else []
    if not rows:
        return None
    if is_told or _are_meant(rows, scene):
        return Reading(tuple(rows))
    return None


def _rows(text: str, is_told: bool, scene: Scene) -> list[AddRow]:
    """Read the rows of a line, the category of one going on to the next; none if any fails."""
    category = ""
    found: list[AddRow] = []
    for part in _parts(text, is_told, scene):
        row = _row(part, category, is_told, scene)
        if row is None:
            return []
        category = row.category
        found.append(row)
    return found


def _parts(text: str, is_told: bool, scene: Scene) -> list[str]:
    """Cut a line into its rows; what is no row by itself belongs to the one before it."""
    parts: list[str] = []
    start = 0
    for end, begin in [*((m.start(), m.end()) for m in _NEXT.finditer(text)), (len(text),) * 2]:
        part = text[start:end].strip(_ENDS)
        if part and (not parts or _row(part, "", is_told, scene)):
            parts.append(part)
        elif part:
            parts[-1] += f"，{part}"
        start = begin
    return parts


def _row(part: str, category: str, is_told: bool, scene: Scene) -> AddRow | None:
    named, words = category_of(part, scene.profile)
    row = row_of_words(words, named or category)
    if row is None and is_told and is_name(words) and not re.search(r"\d", words):
        return AddRow(named or category, "".join(words.split()).strip("，,:："))
    return row


def _are_meant(rows: list[AddRow], scene: Scene) -> bool:
    meant = [_is_meant(row, scene) for row in rows]
    pairs = zip(rows, meant, strict=True)
    return any(meant) and all(is_meant or _is_exact(row, scene) for row, is_meant in pairs)


def _is_meant(row: AddRow, scene: Scene) -> bool:
    """Whether a row is to be added, though nobody said 加: what is there already gets a score."""
    if fold(row.name) in _labels(scene) or find_category(row.name, scene.profile):
        return False
    if Decimal(row.weight or 0) > _MOST_POINTS:
        return False
    if row.score and not row.score.startswith("-"):
        if row.score != "满分" and Decimal(row.score) > Decimal(row.weight):
            return False
        if _is_exact(row, scene):
            return True
    if row.category and _is_exact(row, scene):
        return True
    return bool(row.category or _wants_rows(scene)) and not _is_known(row, scene)


def _is_exact(row: AddRow, scene: Scene) -> bool:
    return any(fold(one.name) == fold(row.name) for one in scene.form.indicators)


def _is_known(row: AddRow, scene: Scene) -> bool:
    """Whether the name is that of a row of the category, or a piece of it."""
    key = fold(row.name)
    rows = scene.form.indicators
    fellows = [i for i, one in enumerate(rows) if row.category in ("", one.category)]
    if any(key in fold(rows[i].name) for i in fellows):
        return True
    named = None if lacks(scene) else find_rows(row.name, scene)
    return named is not None and bool(set(named.rows) & set(fellows))


def _wants_rows(scene: Scene) -> bool:
    """Whether rows are being asked for, or were just being added."""
    is_asked = scene.question is not None and scene.question.id == ROWS
    return is_asked or bool(scene.state.category and lacks(scene))


def _labels(scene: Scene) -> frozenset[str]:
    return frozenset(fold(label) for names in scene.profile.labels.values() for label in names)
