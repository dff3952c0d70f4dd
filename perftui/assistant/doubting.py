"""What was in doubt and has not been answered by the next line: whether it is asked once more."""

from collections.abc import Iterator

from perftui.assistant.doing.outcome import Outcome
from perftui.assistant.moves import Give, GiveAll, Marks, Move, Score
from perftui.assistant.state import Reading, Waiting
from perftui.evaluation.fields import cell

_VALUES = (Give, GiveAll, Marks, Score)


def is_still_open(waiting: Waiting, outcome: Outcome, reading: Reading) -> bool:
    """Whether a doubt about values goes on: the line gave other values, and none of these fields.

    Lists that were only shown and words without a place are let go; so is what is about rows by
    their places when the table has changed.
    """
    moves = [move for choice in waiting.choices for move in choice.moves]
    is_of_values = bool(moves) and all(isinstance(move, _VALUES) for move in moves)
    if waiting.shown or waiting.words or not is_of_values:
        return False
    if not reading.moves or not all(isinstance(move, _VALUES) for move in reading.moves):
        return False
    changed = {path for path, _ in outcome.edits}
    about = {path for move in moves for path in _fields(move)}
    said = {path for move in reading.moves for path in _fields(move)}
    return "indicators" not in changed and not about & (changed | said)


def _fields(move: Move) -> Iterator[str]:
    """Yield the fields that a move gives values to."""
    match move:
        case Give():
            yield move.path
        case GiveAll():
            yield from (give.path for give in move.gives)
        case Score():
            yield from (cell(row, "score") for row in move.rows)
        case Marks():
            yield from (cell(row, "score") for score in move.scores for row in score.rows)
