"""Scores said before the rows that have them: 扣1分的有3、5、7; 满分：知晓率; 扣分项：知晓率1分."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perftui.assistant.moves import Marks, Score, Tell
from perftui.assistant.reading.reader import Piece
from perftui.assistant.reading.rows.row_names import find_rows, title
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_clauses import Clause
from perftui.assistant.reading.scores.score_words import FULL, Kind, amounts
from perftui.assistant.state import Expects, Scene
from perftui.evaluation.model import points
from perftui.evaluation.values import print_number

_HEADED = frozenset({Kind.OFF, Kind.FULL, Kind.SCORE, Kind.BARE})
_LINK = re.compile(r"(?:的)?(?:指标|项目?|地方|行)?(?:有|是|为|包括|[:：])+\s*")
_OFF_LIST = re.compile(
    r"扣分(?:的)?(?:指标|项目?|情况|明细|地方)?(?:有|是|为|如下|包括|[:：，,\s])+\s*"
)
_TAKEN_BACK = re.compile(
    r"(?:(?:取消|撤销|撤掉|去掉|撤回)(?P<rows>[^，,；;。]{1,40}?)的?扣(?:掉的?|了的|的)?分"
    r"|(?:不要|不用|别|不)(?:再)?扣(?P<other>[^，,；;。分]{1,40}?)(?:的?分)?)(?:了"
    r"|吧)*(?=\s*(?:[，,；;。]|\Z))"
)
_ONE_OF = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_IN_ORDER = re.compile(
    r"(?:(?:各项|每项)?的?(?:自评分?|得分|分数|打分|评分)*(?:按(?:顺序|次序)|依次|分别|从头到尾)*(?:是|为|[:：\s])*)"
    r"(?P<scores>\d{1,3}(?:\.\d{1,2})?分?(?:(?:[\s，,、；;/]+|(?<=分))\d{1,3}(?:\.\d{1,2})?分?)+)[\s。；;，,]*"
)
_LEAST_IN_ORDER = 5
_STOP = re.compile(r"[；;。]")
_PART = re.compile(r"[，,\s]")
_HEAD, _LONGEST = 12, 200


def read_headed(line: str, place: int, scene: Scene) -> Piece | None:
    """Read points with the rows behind them."""
    amount = next(iter(amounts(line, place, place + _HEAD)), None)
    if amount is None or amount.start != place or amount.kind not in _HEADED:
        return None
    link = _LINK.match(line, amount.end)
    if link is None:
        return None
    stop = _STOP.search(line, link.end())
    limit = min(stop.start() if stop else len(line), link.end() + _LONGEST)
    ends = [
        limit,
        *(match.start() for match in reversed(list(_PART.finditer(line, link.end(), limit)))),
    ]
    for end in ends:
        named = find_rows(line[link.end() : end], scene, several=True)
        if named is not None and named.is_sure:
            return Piece(end, (Marks((Score(named.rows, amount.typed[0]),)),))
    return None


def read_taken_back(line: str, place: int, scene: Scene) -> Piece | None:
    """Read points given back: 取消知晓率的扣分, 别扣知晓率."""
    match = _TAKEN_BACK.match(line, place)
    named = find_rows(match["rows"] or match["other"], scene) if match else None
    if match is None or named is None or not named.is_sure:
        return None
    return Piece(match.end(), (Marks((Score(named.rows, FULL),)),))


def read_in_order(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a score for each row that has none, or for each row at all, as they stand: 6 7 5 8."""
    match = _IN_ORDER.fullmatch(plain(line)) if not place else None
    typed = _ONE_OF.findall(match["scores"]) if match else []
    rows = scene.form.indicators
    blank = tuple(row for row, one in enumerate(rows) if not isinstance(one.score, Decimal))
    is_asked = scene.question is not None and scene.question.expects is Expects.SCORES
    counted = match["scores"].count("分") if match else 0
    is_few = len(typed) < (2 if is_asked else _LEAST_IN_ORDER)
    if match is None or is_few or counted not in (0, len(typed)):
        return None
    meant = blank if len(typed) == len(blank) else tuple(range(len(rows)))
    if len(typed) != len(meant):
        if not is_asked or len(typed) < _LEAST_IN_ORDER:
            return None
        text = f"说了{len(typed)}个分数，还没有打分的是{len(blank)}项，对不上，没有改。"
        return Piece(len(line), (Tell(text, is_refusal=True),))
    too_many = next((r for r, t in zip(meant, typed, strict=True) if not _fits(t, r, scene)), None)
    if too_many is not None:
        said, full = typed[meant.index(too_many)], print_number(points(rows[too_many].weight))
        text = f"照次序{title(too_many, scene)}是{said}分，满分只有{full}分，请核对，都没有改。"
        return Piece(len(line), (Tell(text, is_refusal=True),))
    scores = tuple(Score((row,), one) for row, one in zip(meant, typed, strict=True))
    return Piece(len(line), (Marks(scores),))


def _fits(typed: str, row: int, scene: Scene) -> bool:
    return Decimal(typed) <= points(scene.form.indicators[row].weight)


def behind_heading(line: str, place: int) -> int | None:
    """Return where a list of rows that lost points begins; None where no such list does."""
    match = _OFF_LIST.match(line, place)
    return match.end() if match else None


def as_losses(clauses: Sequence[Clause]) -> list[Clause]:
    """Take plain numbers of a list of losses for points off."""
    return [_as_loss(clause) for clause in clauses]


def _as_loss(clause: Clause) -> Clause:
    amount = clause.amount
    if amount.kind not in (Kind.BARE, Kind.WEIGHT) or not amount.typed[0]:
        return clause
    return replace(clause, amount=replace(amount, kind=Kind.OFF, typed=(f"-{amount.typed[0]}",)))
