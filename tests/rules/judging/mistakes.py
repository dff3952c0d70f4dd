"""All mistakes, PT001 to PT052, and what else may follow from each.

`COMPANIONS` names the other errors and warnings that are a consequence of a planted mistake, not
findings in their own right; each is defended. Hints beside a mistake are not judged.
"""

from tests.rules.judging.planted import (
    answers,
    blanks,
    budget,
    claims,
    copies,
    dates,
    echoes,
    names,
    rates,
    sums,
    table,
    targets,
    wording,
)
from tests.rules.judging.planting import MISTAKES, Planted, Subject, Way

__all__ = ["COMPANIONS", "MISTAKES", "Planted", "Subject", "Way", "planted"]

_MODULES = (
    answers, blanks, budget, claims, copies, dates, echoes, names, rates, sums, table, targets,
    wording,
)  # fmt: skip

COMPANIONS: dict[str, frozenset[str]] = {
    # A wrong sum of weights is wrong in its category too, against what is printed, and, where it
    # is a fixed row that weighs too much, against that row; the points it adds are lost points.
    "PT001": frozenset({"PT002", "PT003", "PT010", "PT013", "PT014", "PT019", "PT022"}),
    # A row under a category that is none of this form's, or under output while it is an effect.
    "PT002": frozenset({"PT010", "PT042"}),
    # A score over its weight is not the one its target earns; a negative one loses points that no
    # remark and no problem explains, and at once disagrees with rows of the same stem.
    "PT004": frozenset({"PT013", "PT014", "PT019", "PT021"}),
    # With a wrong rate printed nothing else changes.
    "PT005": frozenset(),
    # Where the money was overspent there is no room for "unspent", so nothing else.
    "PT006": frozenset(),
    # A blank budget leaves sources, rate and text without what they are compared with; blank
    # problems leave lost points unmentioned, blank measures leave problems without an answer.
    "PT008": frozenset({"PT014", "PT015", "PT016", "PT023", "PT027", "PT050"}),
    # What cannot be read cannot be added up: sums, fixed weights, printed totals are open.
    "PT009": frozenset({"PT001", "PT002", "PT003", "PT010", "PT013", "PT027", "PT050"}),
    # A fixed row that is gone or weighs otherwise leaves its category short; with the row the only
    # lost points may go.
    "PT010": frozenset(
        {"PT001", "PT002", "PT003", "PT013", "PT014", "PT022", "PT025", "PT042", "PT049"}
    ),
    # Of two rows of one name each has its own actual value: one quantity, two values.
    "PT011": frozenset({"PT028"}),
    # Without words on problems lost points are not echoed and a low rate is not explained;
    # 「暂无」 is a placeholder; a status note is no problem, and so has no measure either.
    "PT015": frozenset({"PT008", "PT014", "PT016", "PT023", "PT045"}),
    # A measure that speaks of something else answers no problem.
    "PT016": frozenset(),
    # The same figure said twice differs from the row, too.
    "PT018": frozenset({"PT021"}),
    # A row that lost points, in or out of proportion, without a word of it.
    "PT019": frozenset({"PT013", "PT014"}),
    # A row at 0 whose problem says it was not held contradicts the full row of the same stem.
    "PT021": frozenset({"PT018"}),
    # Points of the execution row given away or withheld are lost without an echo.
    "PT022": frozenset({"PT013", "PT014", "PT023", "PT025"}),
    # The execution row loses points of which no problem speaks.
    "PT023": frozenset({"PT014"}),
    # Where all is full and the problems say 「无」 or praise, they are no problems.
    "PT025": frozenset({"PT015", "PT016", "PT045"}),
    # A date past June puts promised dates of that year behind it; one a year early or late puts
    # the years of the text out of place.
    "PT031": frozenset({"PT029"}),
    # Amounts 10,000 times too large or small make every rate, sum and comparison wrong.
    "PT034": frozenset(
        {"PT005", "PT006", "PT014", "PT022", "PT023", "PT027", "PT050", "PT051", "PT052"}
    ),
    # With the sentence that told the sample goes the measure or problem that held it.
    "PT040": frozenset({"PT014", "PT016"}),
    # What was lost sight of in the text is not echoed either.
    "PT045": frozenset({"PT016"}),
    # A long text repeats itself; figures in it are the same.
    "PT046": frozenset({"PT016"}),
    # One row in place of several takes their remarks and names with it.
    "PT049": frozenset(),
    # An attitude is no answer.
    "PT038": frozenset({"PT016"}),
}


def companions(code: str) -> frozenset[str]:
    """Return the codes that may come along with a planted mistake."""
    return COMPANIONS.get(code, frozenset())


def planted(code: str, subject: Subject) -> dict[str, Planted]:
    """Plant a mistake in every way that this form allows."""
    found = ((name, plant(subject)) for name, plant in MISTAKES[code].items())
    return {name: result for name, result in found if result is not None}


assert sorted(MISTAKES) == [f"PT{n:03}" for n in range(1, 53)], "a mistake has no way"
