"""The report as plain data for JSON; numbers are strings, exact decimals or as they are printed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from perftui.evaluation.values import round_half_up
from perftui.writers.findings.listed import LEVELS
from perftui.writers.report.courses import Course
from perftui.writers.report.forms import ReportedForm
from perftui.writers.report.notes import notes_on
from perftui.writers.report.overview import Money, Overview, Scores, YearTotal


def report_data(overview: Overview) -> dict[str, Any]:
    """Return all that the report says; amounts are in 元, rates in per cent to two decimals."""
    return {
        "forms": len(overview.forms),
        "units": list(overview.units),
        "years": list(overview.years),
        **_money(overview.money),
        **_scores(overview.scores),
        "grades": [
            {"profile": one.kind.id, "grade": one.label, "forms": one.count}
            for one in overview.grades
        ],
        "findings": _levels(overview.tally.counts),
        "notes": list(notes_on(overview)),
        "attention": [
            {"file": one.form.file, "name": one.form.name, "reasons": list(one.reasons)}
            for one in overview.attention
        ],
        "projects": [_form(form) for form in overview.forms],
        "lost_points": [
            {
                "indicator": one.name,
                "category": one.category,
                "lost": _exact(one.lost),
                "weight": _exact(one.weight),
                "forms": one.forms,
                "losing": one.losing,
            }
            for one in overview.losses
        ],
        "problems": [
            {"code": one.code, "title": one.title, "forms": len(one.forms), **_levels(one.counts)}
            for one in overview.rules
        ],
        "topics": [
            {"id": one.topic.id, "name": one.topic.name, "forms": one.forms}
            for one in overview.topics
        ],
        "by_year": [_year(total) for total in overview.year_totals],
        "over_years": [_course(course) for course in overview.courses],
        "unread": [{"file": one.file, "error": one.error} for one in overview.unread],
    }


def _money(money: Money) -> dict[str, Any]:
    return {
        "budget": _exact(money.budget),
        "executed": _exact(money.executed),
        "execution_rate": _rounded(money.rate),
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "average_score": _rounded(scores.average),
        "median_score": _rounded(scores.median),
        "lowest_score": _exact(scores.lowest),
        "highest_score": _exact(scores.highest),
    }


def _form(form: ReportedForm) -> dict[str, Any]:
    return {
        "file": form.file,
        "name": form.name,
        "unit": form.unit,
        "year": form.year,
        "profile": form.kind.id,
        "budget": _exact(form.budget),
        "executed": _exact(form.executed),
        "execution_rate": _rounded(form.rate),
        "score": _exact(form.score),
        "complete": form.is_scored,
        "grade": form.grade,
        "findings": _levels(form.levels),
        "topics": [topic.id for topic in form.topics],
    }


def _year(total: YearTotal) -> dict[str, Any]:
    return {
        "year": total.year,
        "forms": total.forms,
        **_money(total.money),
        **_scores(total.scores),
        "errors": total.errors,
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "name": course.name,
        "unit": course.unit,
        "files": {str(form.year): form.file for form in course.forms},
        "score_change": _exact(course.score_change),
        "execution_rate_change": _rounded(course.rate_change),
        "budget_growth": _rounded(course.budget_growth),
        "lost_points": [
            {
                "indicator": one.indicator,
                "years": [one.year_before, one.year_after],
                "lost": [_exact(one.before), _exact(one.after)],
            }
            for one in course.changes
        ],
    }


def _levels(counts: Mapping[str, int]) -> dict[str, int]:
    return {level: counts.get(level, 0) for level in LEVELS}


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _rounded(number: Decimal | None) -> str | None:
    return None if number is None else f"{round_half_up(number):f}"
