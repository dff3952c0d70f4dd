"""The texts of a form that its unit wrote, and where in one of them something stands."""

from collections.abc import Iterator, Sequence

from perftui.evaluation.fields import NARRATIVES, cell
from perftui.rules.form import Form
from perftui.rules.passage import Passage

Stretch = tuple[int, int]

_HEADER = ("name", "unit", "department")
_CELLS = ("name", "target", "actual")


def written(form: Form) -> Iterator[tuple[str, str]]:
    """Yield all texts of a form, each with its field: header, goal, narratives, table."""
    for field in _HEADER:
        yield field, getattr(form.evaluation, field)
    for field, passage in form.passages.items():
        yield field, passage.text
    for place, row in form.rows:
        for column in _CELLS:
            text = getattr(row, column)
            if text:
                yield cell(place, column), text


def place_of(passage: Passage, stretches: Sequence[Stretch]) -> str:
    """Return the path of the point that holds all of some stretches, else that of the field."""
    if passage.field in NARRATIVES and stretches:
        first, last = min(start for start, _ in stretches), max(end for _, end in stretches)
        for number, point in enumerate(passage.points):
            if point.start <= first and last <= point.end:
                return f"{passage.field}[{number}]"
    return passage.field
