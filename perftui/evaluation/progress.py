"""The parts of a form in the order in which it is filled in, and what each still wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation.fields import NARRATIVES, cell, get
from perftui.evaluation.model import Evaluation
from perftui.evaluation.values import Unread

PARTS = {
    "basics": "基本信息",
    "money": "资金",
    "indicators": "指标",
    "achievements": "主要绩效",
    "problems": "主要问题",
    "measures": "改进措施",
}
_MONEY = ("budget", "last_year_budget", "executed", "execution_rate", "funds", "stated")
_WANTED = {
    "basics": ("name", "unit", "recurring", "goal", "date"),
    "money": ("budget", "executed"),
    **{name: (name,) for name in NARRATIVES},
}


@dataclass(frozen=True)
class Step:
    """A part of the form by id and name, and the paths of the fields that it still wants."""

    part: str
    name: str
    wanting: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether all that it wants is there."""
        return not self.wanting

    @property
    def path(self) -> str:
        """Where to go on: the first field that is wanting, else where the part begins."""
        return self.wanting[0] if self.wanting else _BEGINNINGS[self.part]


def part_of(field: str) -> str:
    """Return the part that a field stands in."""
    if field in _MONEY:
        return "money"
    return field if field in PARTS else "basics"


def steps(evaluation: Evaluation) -> tuple[Step, ...]:
    """Return the parts in the order of the form."""
    return tuple(Step(part, name, _wanting(part, evaluation)) for part, name in PARTS.items())


def next_step(evaluation: Evaluation) -> Step | None:
    """Return the first part that is not done, or None."""
    return next((step for step in steps(evaluation) if not step.done), None)


def _wanting(part: str, evaluation: Evaluation) -> tuple[str, ...]:
    if part == "indicators":
        rows = enumerate(evaluation.indicators)
        unscored = tuple(cell(i, "score") for i, r in rows if not isinstance(r.score, Decimal))
        return unscored if evaluation.indicators else ("indicators",)
    return _blank(evaluation, _WANTED[part])


def _blank(evaluation: Evaluation, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(field for field in fields if _wants(get(evaluation, field)))


def _wants(value: object) -> bool:
    blank = value is None or (isinstance(value, str) and not value.strip())
    return blank or isinstance(value, Unread)


_BEGINNINGS = {
    "indicators": cell(0, "score"),
    **{part: fields[0] for part, fields in _WANTED.items()},
}
