"""What is done to rows as wholes: 删除第7项, 把知晓率的权重改成4, 知晓率移到效果目标."""

import re
from collections.abc import Callable

from perftui.assistant.moves import DropRows, Give, Move, MoveRows, Reweigh, Tell
from perftui.assistant.parts import Choice
from perftui.assistant.reading.rows.row_names import (
    Named,
    doubt_about,
    find_category,
    find_rows,
    title,
)
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_words import NUMBER, read_points
from perftui.assistant.state import Doubt, Reading, Scene
from perftui.evaluation.fields import cell
from perftui.evaluation.values import print_number

_POLITE = r"(?:请|帮我|麻烦|把|将|给我){0,5}\s{0,9}"
_END = r"[吧了。！\s]*"
_DROP = re.compile(
    rf"{_POLITE}(?:删除|删掉|删去|删了|去掉|去除|移除|删|取消"
    rf"|不要)\s*(?:指标)?\s*(?P<rows>.+?)(?:这[一两几]?[项个行])?{_END}"
    rf"|{_POLITE}(?P<before>.+?)(?:这[一两几]?[项个行])?(?:删除|删掉|删去|删了|删|去掉"
    rf"|不要了){_END}"
)
_CLEARED = re.compile(
    r"(?P<rows>.+?)的?(?:(?:自评|得)?分数?|打分|评分|(?P<remark>备注|(?:扣分)?(?:原因|理由)|说明))"
)
_WEIGH = re.compile(
    rf"{_POLITE}(?P<rows>.+?)(?:的)?(?:权重|分值|满分)\s*(?:改成|改到|改|调整为|调整到|调成"
    r"|调到|调为|设为|设成|定为|应该是|应为|是|为|=|:|：){0,3}"
    rf"\s*(?P<weight>{NUMBER})\s*分?{_END}"
)
_RENAME = re.compile(
    rf"{_POLITE}(?P<rows>.+?)(?:的)?(?:名称|名字|指标名)?(?:改名为|改名叫|改名成|改名|改叫做?"
    r"|更名为|重命名为|名称改为|名称改成|名字改成|名字改为)"
    rf"\s*[:：]?\s*[「『“\"]?(?P<name>[^「」『』“”\"；;。]{{2,60}}?)[」』”\"]?{_END}"
)
_MOVE = re.compile(
    rf"{_POLITE}(?P<rows>.+?)(?:移动到|移到|移至|移入|挪到|挪至|放到|放在|调到|调整到|归到|归入"
    r"|归为|改到|划到|划入|应该属于|属于)\s*(?P<category>.{1,30}?)"
    rf"(?:这一类|类|里面?|下面?|中|去){{0,3}}{_END}"
)
_EACH = re.compile("[都各均]")
_SUMS = re.compile("合计|总|全部|所有|预算|项目名称|单位|科室")
_LONGEST, _LONGEST_NAME = 120, 30


def read_row_change(line: str, scene: Scene) -> Reading | None:
    """Read what is to be done to rows; None where no rows are named."""
    if len(line) > _LONGEST:
        return None
    return _move(line, scene) or _rename(line, scene) or _weigh(line, scene) or _drop(line, scene)


def _drop(line: str, scene: Scene) -> Reading | None:
    match = _DROP.fullmatch(line)
    words = (match["rows"] or match["before"]) if match else ""
    cleared = _CLEARED.fullmatch(words)
    named = find_rows(cleared["rows"] if cleared else words, scene) if words else None
    if named is None:
        return None
    if cleared:
        column = "remark" if cleared["remark"] else "score"
        return _reading(named, scene, lambda rows: tuple(Give(cell(r, column), "") for r in rows))
    if named.is_group and len(named.rows) > 1:
        listed = "、".join(title(row, scene) for row in named.rows[:3])
        text = (
            f"要删的是{len(named.rows)}项：{listed}{'等' if len(named.rows) > 3 else ''}，都删吗？"
        )
        choices = (Choice("都删", (DropRows(named.rows),)), Choice("不删", (Tell("没有删。"),)))
        return Reading(doubts=(Doubt(text, choices),))
    return _reading(named, scene, lambda rows: (DropRows(rows),))


def _weigh(line: str, scene: Scene) -> Reading | None:
    match = _WEIGH.fullmatch(plain(line))
    value = read_points(match["weight"]) if match else None
    if match is None or value is None:
        return None
    rows = line[match.start("rows") : match.end("rows")]
    named = find_rows(rows, scene, bool(_EACH.search(line)))
    if named is None:
        return _unknown(rows)
    typed = print_number(value)
    return _reading(named, scene, lambda rows: tuple(Reweigh(row, typed) for row in rows))


def _rename(line: str, scene: Scene) -> Reading | None:
    match = _RENAME.fullmatch(line)
    named = find_rows(match["rows"], scene) if match else None
    if match is not None and named is None:
        return _unknown(match["rows"])
    if match is None or named is None or len(named.rows) > 1:
        return None
    name = match["name"].strip()
    return _reading(named, scene, lambda rows: (Give(cell(rows[0], "name"), name),))


def _move(line: str, scene: Scene) -> Reading | None:
    match = _MOVE.fullmatch(line)
    category = find_category(match["category"], scene.profile) if match else None
    if match is None or category is None:
        return None
    named = find_rows(match["rows"], scene)
    if named is None:
        return _unknown(match["rows"])
    return _reading(named, scene, lambda rows: (MoveRows(rows, category),))


def _unknown(words: str) -> Reading | None:
    """Refuse what is to be done to a row that the table does not have."""
    name = words.strip(" 　，,「」的")
    if not 2 <= len(name) <= _LONGEST_NAME or _SUMS.search(name):
        return None
    text = f"指标表里没有「{name}」，请写编号或名称。"
    return Reading((Tell(text, is_refusal=True),))


def _reading(
    named: Named, scene: Scene, moves_for: Callable[[tuple[int, ...]], tuple[Move, ...]]
) -> Reading:
    moves = moves_for(named.rows) if named.rows else ()
    if named.missing:
        count = len(scene.form.indicators)
        numbers = "、".join(map(str, named.missing[:3]))
        moves += (Tell(f"没有第{numbers}项，指标表一共{count}项。", is_refusal=True),)
    doubts = tuple(
        doubt_about(unsure, scene, lambda row: moves_for((row,))) for unsure in named.unsure
    )
    return Reading(moves, doubts)
