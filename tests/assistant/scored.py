"""The scores of a form by the numbers of its rows, as tests compare them."""

from collections.abc import Mapping
from decimal import Decimal

from perftui.evaluation.model import Evaluation


def scores_of(form: Evaluation) -> dict[int, Decimal | None]:
    return {number: row.score for number, row in enumerate(form.indicators, 1)}


def expected(
    form: Evaluation, said: Mapping[int, object], others_are_full: bool
) -> dict[int, Decimal | None]:
    """Return the scores by number; a negative one is taken off the weight."""
    rows = {}
    for number, row in enumerate(form.indicators, 1):
        value = said.get(number)
        if value is None:
            rows[number] = row.weight if others_are_full else None
        else:
            rows[number] = row.weight + value if value < 0 else Decimal(value)
    return rows
