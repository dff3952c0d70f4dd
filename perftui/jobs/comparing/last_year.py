"""A form beside last year's of the same project: which one that is, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation import totals
from perftui.evaluation.comparing.difference import Kind, Part, points_more
from perftui.evaluation.comparing.forms import compare
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import print_number, print_rate
from perftui.rules.reading.projects import project_of
from perftui.storage.workspace import Workspace


@dataclass(frozen=True)
class Figure:
    """A figure that forms compute: what it is called, the old one, the new one, how much more."""

    label: str
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True)
class Comparison:
    """A form held against an older one of its project."""

    old: Evaluation
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]

    def count(self, kind: Kind) -> int:
        """Return how many fields, rows and points are of a kind."""
        return sum(one.kind is kind for part in self.parts for one in part.differences)


def compare_with_last_year(
    evaluation: Evaluation, workspace: Workspace, path: Path | None
) -> Comparison | None:
    """Hold a form against last year's in its folder; None where that has none.

    `path` is the form's own file, if it is known. Raises StorageError for a closed folder.
    """
    old = last_years_form(evaluation, workspace.evaluations(path))
    if old is None:
        return None
    profile = load_profile(evaluation.profile)
    figures = tuple(_figures(old, evaluation, profile))
    return Comparison(old, figures, compare(old, evaluation, profile))


def last_years_form(evaluation: Evaluation, others: Iterable[Evaluation]) -> Evaluation | None:
    """Return the form of the same project of the nearest earlier year.

    To a form without a year, the newest of its project is the earlier one. Of several, the one of
    the very same name is taken.
    """
    project, year = project_of(evaluation), evaluation.known_year
    if not project.name:
        return None
    earlier = [
        other
        for other in others
        if other.known_year is not None
        and (year is None or other.known_year < year)
        and other != evaluation
        and project_of(other).is_same(project)
    ]
    return max(
        earlier, key=lambda one: (one.known_year or 0, one.name == evaluation.name), default=None
    )


def _figures(old: Evaluation, new: Evaluation, profile: Profile) -> Iterable[Figure]:
    """Yield score, grade and execution rate of both forms."""
    forms = (old, new)
    grades = [totals.grade(form, _profile_of(form, profile)) for form in forms]
    scores = [totals.total_score(form) for form in forms]
    was, now = map(print_number, scores)
    yield Figure("得分", was, now, points_more(*scores) if all(grades) else "")
    yield Figure("等级", *(grade or "未评完" for grade in grades))
    rates = [totals.execution_rate(form) for form in forms]
    yield Figure("执行率", *("未算出" if rate is None else print_rate(rate) for rate in rates))


def _profile_of(form: Evaluation, profile: Profile) -> Profile:
    return profile if form.profile == profile.id else load_profile(form.profile)
