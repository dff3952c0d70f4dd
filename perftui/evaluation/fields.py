"""The fields of a form by path: `budget`, `problems`, `indicators[7].score`.

A path names what an edit changes and what a finding is about. Every field has a kind that reads
what is typed into it and prints what it holds; `problems[2]` names the third point of a narrative,
`stated.grade` what an imported document printed, `funds[0].budget` a source of the money.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from perftui.evaluation.model import (
    DIRECTION_LABELS,
    Evaluation,
    Fund,
    Indicator,
    Row,
    Stated,
    read_direction,
)
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import (
    Unread,
    UnreadableError,
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
TEXTS = ("goal", *NARRATIVES)
"""The fields of a form that hold sentences, of as many lines as they need."""
STATED_FROM = {
    "budget": ("execution_rate",),
    "executed": ("execution_rate",),
    "indicators": ("total_weight", "total_score", "grade"),
}
"""What a document printed that follows from a field, and is stale once the field has changed."""

_ROWS: dict[str, type[Row]] = {"indicators": Indicator, "funds": Fund}
_SUPPRESSED = re.compile(r"(?P<code>[Pp][Tt]\d{3})\s*[:：]\s*(?P<reason>\S.*)")
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


@lru_cache(4096)
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
    if step.field not in Evaluation.model_fields or not _is_possible(step):
        raise FieldError(f"自评表没有「{path}」这一栏")
    value = getattr(evaluation, step.field)
    if step.field == "stated" and step.sub:
        return getattr(value, step.sub, None)
    if step.field not in _ROWS or step.index is None:
        return value
    if step.index >= len(value) or step.sub not in (None, *_ROWS[step.field].model_fields):
        raise FieldError(f"指标表没有「{path}」这一格")
    return value[step.index] if step.sub is None else getattr(value[step.index], step.sub)


def replace(evaluation: Evaluation, path: str, value: Any) -> Evaluation:
    """Return the evaluation with the value at a path replaced."""
    step = parse_path(path)
    get(evaluation, path)
    if step.field == "stated" and step.sub:
        value = (evaluation.stated or Stated()).model_copy(update={step.sub: value or None})
    elif step.field in _ROWS and step.index is not None:
        rows = list(getattr(evaluation, step.field))
        changed = value
        if step.sub is not None:
            changed = rows[step.index].model_copy(update={step.sub: value})
        rows[step.index] = changed
        value = tuple(rows)
    return evaluation.model_copy(update={step.field: value})


def _is_possible(step: Path) -> bool:
    """Whether a field has what a path asks of it: rows, points of a text, parts."""
    if step.field == "stated":
        return step.index is None and step.sub in (None, *Stated.model_fields)
    if step.index is None:
        return step.sub is None
    return step.field in _ROWS or (step.field in NARRATIVES and step.sub is None)


def kind_of(path: str, profile: Profile) -> Kind:
    """Return the kind of the field at a path; raises FieldError for what no one types into."""
    step = parse_path(path)
    if step.field in _NOT_TYPED and step.sub is None:
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
    if step.field == "stated" and step.sub:
        return f"原表所印{bare_label(profile, step.sub)}"
    if step.field == "funds" and step.index is not None:
        fund = evaluation.funds[step.index].name or f"第{step.index + 1}项资金"
        return f"「{fund}」的{bare_label(profile, step.sub)}" if step.sub else f"「{fund}」"
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


def _read_suppressed(typed: str) -> dict[str, str]:
    """Read lines such as PT013：主管部门不要求; raises UnreadableError for any other line."""
    reasons = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        match = _SUPPRESSED.fullmatch(line)
        if match is None:
            raise UnreadableError(f"「{line}」读不懂，请写成「PT013: 主管部门不要求」")
        reasons[match["code"].upper()] = match["reason"]
    return reasons


def _show_suppressed(reasons: dict[str, str]) -> str:
    return "\n".join(f"{code}: {reason}" for code, reason in reasons.items())


_TEXT = Kind(lambda typed: typed, str)
_NUMBER = Kind(read_number, print_number)
_KINDS = {
    "year": Kind(read_year, str),
    "recurring": Kind(read_yes_no, print_yes_no),
    "date": Kind(read_date, str),
    "weight": _NUMBER,
    "score": _NUMBER,
    "suppressed": Kind(_read_suppressed, _show_suppressed),
    "direction": Kind(read_direction, lambda value: DIRECTION_LABELS[value]),
    "target": Kind(lambda typed: typed or None, str),
    "actual": Kind(lambda typed: typed or None, str),
}
_NOT_TYPED = frozenset({"format", "profile", "indicators", "stated", "funds"})
_OTHER_LABELS = {
    "year": "年度",
    "profile": "表式",
    "indicators": "指标表",
    "stated": "原表所印",
    "funds": "资金来源",
    "suppressed": "搁置的检查",
    "total_weight": "权重合计",
    "total_score": "自评分合计",
}
