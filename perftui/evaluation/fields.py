"""The fields of a form by path: `budget`, `problems`, `indicators[7].score`.

A path names what an edit changes and what a finding is about. Every field has a kind that reads
what is typed into it and prints what it holds; `problems[2]` names the third point of a narrative.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from perftui.evaluation.model import DIRECTION_LABELS, Evaluation, Indicator, read_direction
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import (
    Unread,
    attempt,
    print_amount,
    print_number,
    print_yes_no,
    read_amount,
    read_date,
    read_number,
    read_year,
    read_yes_no,
    round_half_up,
)

NARRATIVES = ("achievements", "problems", "measures")
_STEP = re.compile(r"(?P<field>[a-z_]+)(?:\[(?P<index>\d{1,6})\])?(?:\.(?P<sub>[a-z_]+))?")


class FieldError(ValueError):
    """A path that is none, or that this form does not have. Its message is for the user."""


@dataclass(frozen=True)
class Path:
    """A parsed field path: the field, an index into it, and the field of the row there."""

    field: str
    index: int | None = None
    sub: str | None = None

    @property
    def is_row_field(self) -> bool:
        """Whether it names a cell of the indicator table."""
        return self.field == "indicators" and self.index is not None and self.sub is not None


@dataclass(frozen=True)
class Kind:
    """How the fields of one kind read what is typed and print what they hold."""

    read: Callable[[str], Any]
    show: Callable[[Any], str]


def parse_path(path: str) -> Path:
    """Parse a field path; raises FieldError for what is none."""
    match = _STEP.fullmatch(path)
    if match is None:
        raise FieldError(f"「{path}」不是栏目的写法，如 problems 或 indicators[7].score")
    index = None if match["index"] is None else int(match["index"])
    return Path(match["field"], index, match["sub"])


def cell(index: int, field: str) -> str:
    """Return the path of a cell of the indicator table."""
    return f"indicators[{index}].{field}"


def get(evaluation: Evaluation, path: str) -> Any:
    """Return the value at a path; a point of a narrative gives the whole narrative.

    Raises FieldError for a malformed path or one that is not there.
    """
    step = parse_path(path)
    indexed = step.field == "indicators" or (step.field in NARRATIVES and step.sub is None)
    if step.field not in Evaluation.model_fields or (
        (step.index is not None and not indexed) or (step.sub is not None and step.index is None)
    ):
        raise FieldError(f"自评表没有「{path}」这一栏")
    value = getattr(evaluation, step.field)
    if step.field != "indicators" or step.index is None:
        return value
    if step.index >= len(value) or step.sub not in (None, *Indicator.model_fields):
        raise FieldError(f"指标表没有「{path}」这一格")
    return value[step.index] if step.sub is None else getattr(value[step.index], step.sub)


def replace(evaluation: Evaluation, path: str, value: Any) -> Evaluation:
    """Return the evaluation with the value at a path replaced."""
    step = parse_path(path)
    get(evaluation, path)
    if step.field != "indicators" or step.index is None:
        return evaluation.model_copy(update={step.field: value})
    rows = list(evaluation.indicators)
    changed = value if step.sub is None else rows[step.index].model_copy(update={step.sub: value})
    rows[step.index] = changed
    return evaluation.model_copy(update={"indicators": tuple(rows)})


def kind_of(path: str, profile: Profile) -> Kind:
    """Return the kind of the field at a path; raises FieldError for what no one types into."""
    step = parse_path(path)
    if step.field in _NOT_TYPED and not step.is_row_field:
        raise FieldError(f"「{path}」不是填写的栏目")
    name = step.sub or step.field
    if name in ("budget", "last_year_budget", "executed"):
        return _money(profile.money_factor)
    return _KINDS.get(name, _TEXT)


def read(path: str, typed: str, profile: Profile) -> Any:
    """Read what was typed into a field; what cannot be read comes back as `Unread`."""
    return attempt(kind_of(path, profile).read, safe_text(typed))


def show(evaluation: Evaluation, path: str, profile: Profile) -> str:
    """Return a field as it is printed and edited; what could not be read as it was typed."""
    value = get(evaluation, path)
    if value is None:
        return ""
    return value.text if isinstance(value, Unread) else kind_of(path, profile).show(value)


def name_of(evaluation: Evaluation, path: str, profile: Profile) -> str:
    """Return what people call a field: 预算单位, 主要问题第2点, 「预算执行率」的自评分."""
    step = parse_path(path)
    if step.field != "indicators":
        label = bare_label(profile, step.field)
        return label if step.index is None else f"{label}第{step.index + 1}点"
    if step.index is None:
        return "指标表"
    row: Indicator = evaluation.indicators[step.index]
    name = f"「{row.name}」" if row.name else f"第{step.index + 1}行"
    column = next((c.label for c in profile.columns if c.field == step.sub), "")
    return f"{name}的{column}" if column else name


def bare_label(profile: Profile, field: str) -> str:
    """Return a header field's label without its unit: 当年预算数, not 当年预算数（元）."""
    if field not in profile.labels:
        return _OTHER_LABELS.get(field, field)
    return re.sub(r"（(?:元|万元|%|A|B|B/A)）$", "", profile.label(field))


def _money(factor: Decimal) -> Kind:
    return Kind(partial(_read_money, factor=factor), lambda value: print_amount(value / factor))


def _read_money(typed: str, factor: Decimal) -> Decimal | None:
    value = read_amount(typed, factor)
    if value is None:
        return None
    places = max(2, -int(value.as_tuple().exponent))
    return round_half_up(value, Decimal(1).scaleb(-places))


_TEXT = Kind(lambda typed: typed, str)
_NUMBER = Kind(read_number, print_number)
_KINDS = {
    "year": Kind(read_year, str),
    "recurring": Kind(read_yes_no, print_yes_no),
    "date": Kind(read_date, str),
    "weight": _NUMBER,
    "score": _NUMBER,
    "direction": Kind(read_direction, lambda value: DIRECTION_LABELS[value]),
    "target": Kind(lambda typed: typed or None, str),
    "actual": Kind(lambda typed: typed or None, str),
}
_NOT_TYPED = frozenset({"format", "profile", "indicators", "stated"})
_OTHER_LABELS = {"year": "年度", "profile": "表式", "indicators": "指标表", "stated": "原表所印"}
