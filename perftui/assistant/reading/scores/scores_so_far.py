"""Scores of one line that hang together: reasons behind them, full marks for all the others."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from perftui.assistant.moves import Marks, Move, Score, Tell
from perftui.assistant.reading.scores.score_words import FULL
from perftui.assistant.state import Scene
from perftui.evaluation.model import Indicator

_POINTS = r"[\d一二两三四五六七八九半]"
_OF_SCORES = re.compile(rf"[扣减丢失得给]\s?{_POINTS}|{_POINTS}\s?分(?!之)")
_FEW = 3


def without_rest_in_doubt(moves: tuple[Move, ...], rests: Iterable[str]) -> tuple[Move, ...]:
    """Leave out full marks for all the others if scores of some were not read, or of no row."""
    unread = next((rest for rest in rests if _OF_SCORES.search(rest)), "")
    is_refused = any(isinstance(move, Tell) and move.is_refusal for move in moves)
    if not (unread or is_refused) or not any(_is_for_many(s) for s in _scores(moves)):
        return moves
    kept: list[Move] = []
    for move in moves:
        if isinstance(move, Marks):
            scores = tuple(score for score in move.scores if not _is_for_many(score))
            kept += [replace(move, scores=scores)] if scores else []
        else:
            kept.append(move)
    again = f"请把「{unread}」再说一次" if unread else "请说清楚是哪几项"
    said = f"先不给其余各项打满分，{again}，如「第3项扣1分，其余满分」。"
    return (*kept, Tell(said, is_refusal=True))


def _scores(moves: Iterable[Move]) -> tuple[Score, ...]:
    return tuple(score for move in moves if isinstance(move, Marks) for score in move.scores)


def _is_for_many(score: Score) -> bool:
    return score.typed == FULL and len(score.rows) > _FEW


def scored_so_far(moves: Iterable[Move], scene: Scene) -> Scene:
    """Return the scene in which rows have the scores of these moves: 27扣1，…；27因为…."""
    scores = _scores(moves)
    rows = list(scene.form.indicators)
    for score in scores:
        for row in score.rows:
            if row < len(rows) and not (score.only_blank and isinstance(rows[row].score, Decimal)):
                rows[row] = _with(rows[row], score.typed)
    if not scores:
        return scene
    form = scene.form.model_copy(update={"indicators": tuple(rows)})
    return scene.having(evaluation=form)


def _with(row: Indicator, typed: str) -> Indicator:
    if not isinstance(row.weight, Decimal):
        return row
    try:
        said = Decimal(typed) if typed != FULL else row.weight
    except InvalidOperation:
        return row
    score = row.weight + said if typed.startswith("-") else said
    return row.model_copy(update={"score": score}) if 0 <= score <= row.weight else row
