"""What reports over many forms need of each one: little enough to keep of a thousand."""

from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation, points
from perftui.evaluation.narrative import split
from perftui.evaluation.profile import Profile
from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form
from perftui.rules.reading.projects import Project, project_of
from perftui.writers.report.forms import ReportedRow


@dataclass(frozen=True)
class Figures:
    """The figures of a form: which project and year, its money in 元, its score and lost points.

    `rows` are the indicators that have weight and score; `topics` the ids of the problems told of.
    """

    profile: str
    project: Project
    year: int | None
    budget: Decimal | None
    executed: Decimal | None
    score: Decimal
    is_scored: bool
    rows: tuple[ReportedRow, ...]
    topics: tuple[str, ...]


def figures_of(evaluation: Evaluation, profile: Profile) -> Figures:
    """Return the figures of a form."""
    form = Form(evaluation, profile)
    return Figures(
        evaluation.profile,
        project_of(evaluation),
        form.year,
        _amount(evaluation.budget),
        _amount(evaluation.executed),
        totals.total_score(evaluation),
        form.is_scored,
        tuple(
            ReportedRow(row.category, row.name, points(row.weight), row.lost)
            for row in evaluation.indicators
            if row.is_scored and points(row.weight) > 0
        ),
        _topics(form),
    )


def _amount(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _topics(form: Form) -> tuple[str, ...]:
    """Return what each problem is surest about, once."""
    problems = (point.text for point in split(form.evaluation.problems))
    found = (form.topics_of(problem, PhraseKind.PROBLEM)[:1] for problem in problems)
    return tuple(dict.fromkeys(topic for topics in found for topic in topics))
