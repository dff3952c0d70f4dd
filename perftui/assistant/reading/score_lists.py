"""Scores said before the rows that have them: 扣1分的有3、5、7; 满分：知晓率; 扣分项：知晓率1分."""

import re
from collections.abc import Sequence
from dataclasses import replace

from perftui.assistant.moves import Marks, Score
from perftui.assistant.reading.reader import Piece
from perftui.assistant.reading.row_names import find_rows
from perftui.assistant.reading.score_clauses import Clause
from perftui.assistant.reading.score_words import FULL, Kind, amounts
from perftui.assistant.state import Scene

_HEADED = frozenset({Kind.OFF, Kind.FULL, Kind.SCORE, Kind.BARE})
_LINK = re.compile(r"(?:的)?(?:指标|项目?|地方|行)?(?:有|是|为|包括|[:：])+\s*")
_OFF_LIST = re.compile(
    r"扣分(?:的)?(?:指标|项目?|情况|明细|地方)?(?:有|是|为|如下|包括|[:：，,])+\s*"
)
_TAKEN_BACK = re.compile(
    r"(?:(?:取消|撤销|撤掉|去掉|撤回)(?P<rows>[^，,；;。]{1,40}?)的?扣(?:掉的?|了的|的)?分"
    r"|(?:不要|不用|别|不)(?:再)?扣(?P<other>[^，,；;。分]{1,40}?)(?:的?分)?)(?:了"
    r"|吧)*(?=\s*(?:[，,；;。]|\Z))"
)
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
