"""The form as the scores said earlier in a line leave it, for what is said behind them."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from perftui.assistant.moves import Marks, Move
from perftui.assistant.reading.score_words import FULL
from perftui.assistant.state import Scene
from perftui.evaluation.model import Indicator


def scored_so_far(moves: Iterable[Move], scene: Scene) -> Scene:
    """Return the scene in which rows have the scores of these moves: 27扣1，…；27因为…."""
    scores = [score for move in moves if isinstance(move, Marks) for score in move.scores]
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
