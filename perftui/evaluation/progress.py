"""The steps of filling in a form, and which of them are done."""

from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation.model import Evaluation
from perftui.evaluation.values import Unread


@dataclass(frozen=True)
class Step:
    """A part of the form, the path of its first field that wants something, and whether done."""

    name: str
    path: str
    done: bool


def steps(evaluation: Evaluation) -> tuple[Step, ...]:
    """Return the steps in the order of the form."""
    return (
        _fields_step("基本信息", evaluation, ("name", "unit", "recurring", "goal", "date")),
        _fields_step("资金", evaluation, ("budget", "executed")),
        _indicators_step(evaluation),
        _fields_step("主要绩效", evaluation, ("achievements",)),
        _fields_step("主要问题", evaluation, ("problems",)),
        _fields_step("改进措施", evaluation, ("measures",)),
    )


def next_step(evaluation: Evaluation) -> Step | None:
    """Return the first step that is not done, or None."""
    return next((step for step in steps(evaluation) if not step.done), None)


def _fields_step(name: str, evaluation: Evaluation, fields: tuple[str, ...]) -> Step:
    wanting = [field for field in fields if _wants(getattr(evaluation, field))]
    return Step(name, wanting[0] if wanting else fields[0], not wanting)


def _wants(value: object) -> bool:
    blank = value is None or (isinstance(value, str) and not value.strip())
    return blank or isinstance(value, Unread)


def _indicators_step(evaluation: Evaluation) -> Step:
    unscored = [
        index
        for index, row in enumerate(evaluation.indicators)
        if not isinstance(row.score, Decimal)
    ]
    index = unscored[0] if unscored else 0
    done = bool(evaluation.indicators) and not unscored
    path = f"indicators[{index}].score" if evaluation.indicators else "indicators"
    return Step("指标", path, done)
