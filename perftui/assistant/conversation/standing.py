"""How far a form is: what is still missing, in one sentence."""

from collections.abc import Callable

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.progress import next_step
from perftui.evaluation.values import print_number
from perftui.jobs.guidance import Step, steps
from perftui.rules.checking import NOTHING_FOUND, Report

Examine = Callable[[Evaluation], Report]

_BEHIND = 2
"""How many steps come behind those of the form itself: the check and the export."""


def is_complete(form: Evaluation, profile: Profile, examine: Examine) -> bool:
    """Whether nothing is missing, every row is scored, and no rule finds an error."""
    return next_step(form) is None and not _left(form, profile, examine(form))


def standing(form: Evaluation, profile: Profile, examine: Examine) -> str:
    """Say what is still missing, or that the form is complete and what it comes to.

    The rules, which take a moment to load, are asked only when nothing is missing.
    """
    which = _named(form)
    report = NOTHING_FOUND if next_step(form) else examine(form)
    left = _left(form, profile, report)
    if not left:
        total = print_number(totals.total_score(form))
        return f"{which}已填完，总分{total}，等级{totals.grade(form, profile)}，检查没有错误。"
    return f"{which}还没有填完：{'；'.join(f'{step.name}{step.wants}' for step in left)}。"


def _left(form: Evaluation, profile: Profile, report: Report) -> tuple[Step, ...]:
    parts = steps(form, profile, report.findings, exported=True)[:-_BEHIND]
    return tuple(step for step in parts if not step.done)


def _named(form: Evaluation) -> str:
    year = "" if form.known_year is None else f"{form.known_year}年度"
    name = " ".join(form.name.split())
    return f"「{name or '未命名'}」{year}"
