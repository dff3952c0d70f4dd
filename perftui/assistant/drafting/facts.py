"""What a form's own table says was achieved: sentences that want nothing of the user."""

from collections.abc import Iterator, Sequence

from perftui.assistant.drafting.proposal import OWN_FIGURES, Proposal
from perftui.assistant.moves import Provenance
from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.phrases.names import row_name
from perftui.phrases.slot_values import slot_values

_NAMED = 3


def fact_of_money(form: Evaluation, profile: Profile) -> Iterator[Proposal]:
    """Yield what was spent of what was granted, if both are known and it was not more."""
    rate = totals.execution_rate(form)
    known = slot_values(form, profile)
    if rate is None or not 0 < rate <= 100 or not {"预算数", "执行数"} <= known.keys():
        return
    words = f"全年预算{known['预算数']}元，实际执行{known['执行数']}元，执行率{known['执行率']}。"
    filled = tuple((name, known[name]) for name in ("预算数", "执行数", "执行率"))
    why = f"预算执行率{known['执行率']}"
    yield Proposal("achievements", words, Provenance(words, OWN_FIGURES, "", "", (why,), filled))


def fact_of_rows(category: str, rows: Sequence[Indicator]) -> Iterator[Proposal]:
    """Yield which rows of a category got all their points, the heaviest by name first."""
    from perftui.rules.reading.reverse import is_reverse  # rules cost time where none is asked

    # that complaints were as expected would read as if there had been some
    full = [row for row in rows if row.is_scored and row.lost == 0 and not is_reverse(row.name)]
    if not full:
        return
    names = "、".join(f"“{row_name(row)}”" for row in full[:_NAMED])
    more = "等指标" if len(full) > _NAMED else ""
    words = f"{category}中{names}{more}均达到预期，得满分。"
    words = words if len(full) > 1 else words.replace("均达到", "达到")
    why = f"{category}{len(full)}项满分"
    filled = (("分类", category), ("指标", "、".join(row_name(row) for row in full[:_NAMED])))
    yield Proposal("achievements", words, Provenance(words, OWN_FIGURES, "", "", (why,), filled))


def fact_of_row(row: Indicator) -> Iterator[Proposal]:
    """Yield what was aimed at and what was reached, where the table has both."""
    if not (row.target and row.actual) or row.lost > 0:
        return
    name = row_name(row)
    unit = row.measure_unit
    target, actual = (value if value.endswith(unit) else value + unit for value in _both(row))
    words = f"{name}年度指标值为{target}，实际完成{actual}。"
    filled = (("指标", name), ("目标值", target), ("实际值", actual))
    why = f"「{name}」达到目标"
    yield Proposal("achievements", words, Provenance(words, OWN_FIGURES, "", "", (why,), filled))


def _both(row: Indicator) -> tuple[str, str]:
    return (row.target or "").strip(), (row.actual or "").strip()
