"""What a field most likely holds: as last year, or today."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import FormDate, print_amount

_AS_LAST_YEAR = ("name", "unit", "department", "recurring", "goal")


@dataclass(frozen=True)
class Default:
    """What may be put into a field as it would be typed, and where it comes from in words."""

    typed: str
    source: str


def default_of(
    path: str,
    form: Evaluation,
    profile: Profile,
    today: date,
    last_year: Evaluation | None = None,
) -> Default | None:
    """Return what a field most likely holds; None where nothing says so."""
    if path == "date":
        return _today(form, today)
    if path == "year":
        return Default(str(today.year - 1), "去年")
    if last_year is None:
        return None
    if path == "last_year_budget" and isinstance(last_year.budget, Decimal):
        return Default(f"{print_amount(last_year.budget)}元", "上年表上的预算数")
    if path in _AS_LAST_YEAR:
        shown = fields.show(last_year, path, profile)
        return Default(shown, "上年的") if shown.strip() else None
    return None


def _today(form: Evaluation, today: date) -> Default | None:
    """Offer today in the year after the one that is evaluated."""
    if form.known_year is not None and today.year != form.known_year + 1:
        return None
    return Default(str(FormDate(today.year, today.month, today.day)), "今天")
