"""Forms as JSON, and back: nothing of them is lost, and nothing in it can run.

Numbers keep the digits that stood in the document, dates and what could not be read what they are.
What an evaluation file has that perftui does not know is left out.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from perftui.evaluation.model import Evaluation, Text
from perftui.evaluation.values import FormDate, Unread
from perftui.readers.grid import Grid, Row
from perftui.readers.layout.evaluations import Imported
from perftui.readers.report import LeftOut, Note, Question, Repair

_Note = tuple[Literal["repair", "question", "left out"], Text, Text, Text, tuple[Text, ...]]
_Row = tuple[tuple[Text, ...], Text, bool, frozenset[int], frozenset[int], tuple[Text, ...]]
_Grid = tuple[tuple[_Row, ...], Text, tuple[_Note, ...]]
_Form = tuple[Evaluation, Text, tuple[_Note, ...], _Grid, dict[Text, Text]]

_LARGEST_EXPONENT = 60
_KIND = "\0"
"""The key of what JSON has no type for: nothing in a form has this name."""


class NotFormsError(ValueError):
    """What was packed is not what `packed` makes."""


def packed(forms: Iterable[Imported]) -> bytes:
    """Return the forms of a document as JSON."""
    plain = [_plain_form(form) for form in forms]
    return json.dumps(plain, ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def unpacked(content: bytes) -> tuple[Imported, ...]:
    """Return the forms again; raises NotFormsError for what is none."""
    try:
        forms = _adapter().validate_python(json.loads(content, object_hook=_value))
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError) as error:
        raise NotFormsError from error
    return tuple(map(_form, forms))


def packed_evaluations(evaluations: Iterable[Evaluation]) -> bytes:
    """Return evaluations as JSON."""
    return json.dumps(list(evaluations), ensure_ascii=False, default=_plain).encode("utf-8")


def unpacked_evaluations(content: bytes) -> tuple[Evaluation, ...]:
    """Return the evaluations again."""
    return tuple(map(Evaluation.model_validate, json.loads(content, object_hook=_value)))


@cache
def _adapter() -> TypeAdapter[tuple[_Form, ...]]:
    return TypeAdapter(tuple[_Form, ...])


def _plain_form(form: Imported) -> list[Any]:
    notes = list(map(_plain_note, form.notes))
    return [form.evaluation, form.source, notes, _plain_grid(form.document), dict(form.origins)]


def _plain_grid(grid: Grid) -> list[Any]:
    return [list(map(_plain_row, grid.rows)), grid.source, list(map(_plain_note, grid.notes))]


def _plain_row(row: Row) -> list[Any]:
    merged = (sorted(row.from_left), sorted(row.from_above))
    return [row.cells, row.where, row.break_before, *merged, row.places]


def _plain_note(note: Note) -> list[Any]:
    kind = {Repair: "repair", Question: "question", LeftOut: "left out"}[type(note)]
    choices = note.choices if isinstance(note, Question) else ()
    return [kind, note.where, note.what, note.field, choices]


def _plain(value: object) -> Any:
    """Return what JSON has no type for as a list or an object that tells its kind."""
    match value:
        case BaseModel():
            return {name: getattr(value, name) for name in type(value).model_fields}
        case Decimal():
            return {_KIND: "number", "of": [str(value)]}
        case Unread():
            return {_KIND: "unread", "of": [value.text, value.reason]}
        case FormDate():
            return {_KIND: "date", "of": [value.year, value.month, value.day]}
    raise TypeError(type(value).__name__)


def _value(kept: dict[str, Any]) -> Any:
    """Return what an object stands for; itself if it is one of a form's parts."""
    if _KIND not in kept:
        return kept
    return _READ[kept[_KIND]](*kept["of"])


def _number(digits: str) -> Decimal:
    number = Decimal(digits)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise NotFormsError
    return number


_READ: Mapping[str, Callable[..., Any]] = {"number": _number, "unread": Unread, "date": FormDate}


def _form(parts: _Form) -> Imported:
    evaluation, source, notes, (rows, name, told), origins = parts
    document = Grid(tuple(Row(*row) for row in rows), name, tuple(map(_note, told)))
    return Imported(
        evaluation, source, tuple(map(_note, notes)), document, MappingProxyType(origins)
    )


def _note(parts: _Note) -> Note:
    kind, where, what, field, choices = parts
    match kind:
        case "repair":
            return Repair(where, what, field)
        case "question":
            return Question(where, what, choices, field)
        case "left out":
            return LeftOut(where, what, field)
