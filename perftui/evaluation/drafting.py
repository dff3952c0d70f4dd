"""New forms: a blank one of a profile, or last year's rolled forward."""

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text


def blank_form(name: str, profile: Profile, year: int | None = None) -> Evaluation:
    """Return a form of a profile with nothing filled in but its fixed indicators."""
    rows = tuple(Indicator.model_validate(row.model_dump()) for row in profile.fixed_indicators)
    return Evaluation(profile=profile.id, year=year, name=name, indicators=rows)


def place_of_new_row(evaluation: Evaluation, category: str, profile: Profile) -> int:
    """Return where the first row of a category goes: behind the rows of those before it."""
    order = {name: place for place, name in enumerate(c.name for c in profile.categories)}
    mine = order.get(category, len(order))
    return sum(order.get(row.category, len(order)) <= mine for row in evaluation.indicators)


def roll_forward(last_year: Evaluation, name: str | None = None) -> Evaluation:
    """Return next year's draft: who, what for and which indicators stay, results are blank.

    Last year's budget moves to its field. Money, date, scores, remarks and narratives are new
    each year and are not carried over.
    """
    rows = tuple(
        row.model_copy(update={"score": None, "remark": "", "actual": None})
        for row in last_year.indicators
    )
    return last_year.model_copy(
        update={
            "year": None if last_year.known_year is None else last_year.known_year + 1,
            "name": safe_text(name or "") or last_year.name,
            "last_year_budget": last_year.budget,
            "budget": None,
            "executed": None,
            "date": None,
            "achievements": "",
            "problems": "",
            "measures": "",
            "indicators": rows,
            "stated": None,
        }
    )
