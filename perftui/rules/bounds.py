"""How much of a text the rules read: what comes from elsewhere may hold a book in one field."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Evaluation

LONGEST_TEXT, LONGEST_CELL = 5_000, 500
"""How many characters of a text, of a cell of the table are read: more than real ones have."""

_LONGEST_COLUMN = 30_000
_SHORTEST_CELL = 40

M = TypeVar("M", bound=BaseModel)


def bounded(evaluation: Evaluation) -> tuple[Evaluation, Mapping[str, int]]:
    """Return an evaluation cut to what rules read, and the whole lengths of the fields cut."""
    short, lengths = _cut(evaluation, LONGEST_TEXT)
    rows = []
    longest = max(_LONGEST_COLUMN // max(len(evaluation.indicators), 1), _SHORTEST_CELL)
    for place, row in enumerate(evaluation.indicators):
        short_row, of_row = _cut(row, min(longest, LONGEST_CELL))
        rows.append(short_row)
        lengths |= {cell(place, name): length for name, length in of_row.items()}
    if lengths:
        short = short.model_copy(update={"indicators": tuple(rows)})
    return short, lengths


def _cut(model: M, longest: int) -> tuple[M, dict[str, int]]:
    texts = {name: value for name, value in model if type(value) is str and len(value) > longest}
    if not texts:
        return model, {}
    short = {name: text[:longest] for name, text in texts.items()}
    return model.model_copy(update=short), {name: len(text) for name, text in texts.items()}
