"""What of a form a language model is told: its header, its figures, and what lost points."""

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.totals import execution_rate, grade, total_score
from perftui.evaluation.values import print_number, print_rate

_TOLD = ("name", "unit", "year", "budget", "last_year_budget", "executed")
_MOST_LOST = 8


def facts_of(form: Evaluation, profile: Profile) -> dict[str, str]:
    """Return the facts of a form by the names people have for them; none that is blank."""
    rate = execution_rate(form)
    lost = [row for row in form.indicators if row.lost][:_MOST_LOST]
    facts = {
        fields.bare_label(profile, name): fields.show(form, name, profile) for name in _TOLD
    } | {
        fields.bare_label(profile, "execution_rate"): print_rate(rate) if rate is not None else "",
        fields.bare_label(profile, "total_score"): print_number(total_score(form)),
        fields.bare_label(profile, "grade"): grade(form, profile) or "",
        "扣分指标": "；".join(
            f"{row.name}扣{print_number(row.lost)}分：{row.remark}".rstrip("：") for row in lost
        ),
    }
    return {name: value for name, value in facts.items() if value}
