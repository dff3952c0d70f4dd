"""The line under a narrative: which point one is in, how long it is, and what is unanswered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from perftui.evaluation import fields, narrative, points
from perftui.evaluation.model import Evaluation
from perftui.rules.finding import Finding

UNANSWERED = "PT016"
_NEAR = 80
_NONE = re.compile("(?:目前|现阶段)?(?:暂?无|没有|未发现)[^，。；]{0,8}[。.]?")


@dataclass(frozen=True)
class Standing:
    """What the line says, in parts; `count` is of points, `is_near` and `is_over` of the limit."""

    count: int
    place: str
    size: str
    is_near: bool
    is_over: bool
    wanting: str


def standing(
    evaluation: Evaluation,
    field: str,
    text: str,
    caret: int,
    limit: int | None,
    findings: Sequence[Finding],
) -> Standing:
    """Say how a narrative stands; its length is counted as the rule on lengths counts it."""
    number, count = points.position(text, caret)
    place = f"第{number}点，共{count}点" if number else f"共{count}点" if count else ""
    written = len(text.strip())
    is_near = limit is not None and written * 100 >= limit * _NEAR
    is_over = limit is not None and written > limit
    size = f"{written}字" if written else ""
    if limit is not None and is_over:
        size = f"超过{written - limit}字：已写{written}字，最多{limit}字"
    elif is_near:
        size = f"已写{written}字，最多{limit}字"
    return Standing(count, place, size, is_near, is_over, _wanting(evaluation, field, findings))


def unanswered(problems: str, findings: Sequence[Finding]) -> tuple[int, ...]:
    """Return the numbers of the problems that no measure answers, as the rule on it judges."""
    steps = (fields.parse_path(one.field) for one in findings if one.code == UNANSWERED)
    at = [step.index for step in steps if step.index is not None]
    said = narrative.split(problems)
    numbers = (points.position(problems, said[i].start)[0] for i in at if i < len(said))
    return tuple(sorted({number for number in numbers if number}))


def open_problems(evaluation: Evaluation, findings: Sequence[Finding]) -> tuple[int, ...]:
    """Return the numbers of the problems that want a measure: all, if there are no measures."""
    problems = evaluation.problems
    if not problems.strip() or _NONE.fullmatch(problems.strip()):
        return ()
    if not evaluation.measures.strip():
        return tuple(range(1, points.position(problems, 0)[1] + 1))
    return unanswered(problems, findings)


def _wanting(evaluation: Evaluation, field: str, findings: Sequence[Finding]) -> str:
    if field not in ("problems", "measures"):
        return ""
    numbers = open_problems(evaluation, findings)
    if not numbers:
        return ""
    count = points.position(evaluation.problems, 0)[1]
    which = f"第{'、'.join(map(str, numbers))}点" if count > 1 else ""
    if field == "problems":
        return f"{which}还没有改进措施"
    return f"主要问题{which}还没有对应的措施"
