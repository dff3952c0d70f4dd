"""`Edit`, one change of a field, and its values as the evaluation file writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from perftui.evaluation.fields import FieldError, parse_path
from perftui.evaluation.model import Evaluation, Fund, Indicator, Row, Stated
from perftui.evaluation.safe_text import safe_text

Kind = Literal["", "undo", "redo"]
_MODELS: dict[str, type[Row]] = {"indicators": Indicator, "funds": Fund, "stated": Stated}


@dataclass(frozen=True)
class Edit:
    """One change: when, who, which field, from what to what. Edits of one `step` undo together.

    `kind` says of an edit that it took a step back or did it again; its step is that one. `source`
    says where the value comes from, in words for people; "" for what was typed.
    """

    time: datetime
    who: str
    path: str
    old: Any
    new: Any
    step: int
    kind: Kind = ""
    source: str = ""


def to_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as plain JSON data."""
    kind = _kind_of_values(edit.path)
    data: dict[str, Any] = {
        "time": edit.time.isoformat(timespec="milliseconds"),
        "who": edit.who,
        "path": edit.path,
        "old": kind.dump_python(edit.old, mode="json"),
        "new": kind.dump_python(edit.new, mode="json"),
        "step": edit.step,
    }
    if edit.kind:
        data["kind"] = edit.kind
    if edit.source:
        data["source"] = edit.source
    return data


def from_json(data: object) -> Edit | None:
    """Return the edit that JSON data holds; None for what is no edit of a form."""
    if not isinstance(data, Mapping):
        return None
    try:
        path, step, kind = str(data["path"]), int(data["step"]), data.get("kind", "")
        time = datetime.fromisoformat(data["time"])
        values = _kind_of_values(path)
        old, new = (values.validate_python(data[key]) for key in ("old", "new"))
    except (KeyError, TypeError, ValueError, ValidationError):
        return None
    if time.tzinfo is None or kind not in get_args(Kind):
        return None
    who, source = (_line(data.get(key, "")) for key in ("who", "source"))
    return Edit(time, who, path, old, new, step, kind, source)


def _line(value: object) -> str:
    return " ".join(safe_text(str(value)).split())


def _kind_of_values(path: str) -> TypeAdapter[Any]:
    """Return what reads and writes the values of a field; raises FieldError for no field."""
    step = parse_path(path)
    if step.sub and step.field not in _MODELS:
        raise FieldError(f"自评表没有「{path}」这一栏")
    if step.field in _MODELS and (step.index is not None or step.sub):
        return _adapter(step.field, step.sub or "")
    return _adapter("", step.field)


@cache
def _adapter(part: str, name: str) -> TypeAdapter[Any]:
    """Return the adapter of a field of the form or one of its parts, or of a part as a whole."""
    model = _MODELS.get(part, Evaluation)
    if not name:
        return TypeAdapter(model)
    if name not in model.model_fields:
        raise FieldError(f"自评表没有「{name}」这一栏")
    field = model.model_fields[name]
    kind: Any = field.annotation
    return TypeAdapter(Annotated[(kind, *field.metadata)] if field.metadata else kind)
