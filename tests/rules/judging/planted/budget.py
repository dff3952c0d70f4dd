"""Last year's budget, amounts in the wrong unit, sources: PT032 to PT034, PT050."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Fund
from perftui.rules.finding import Level
from tests.rules.judging.correct import half_up
from tests.rules.judging.planting import (
    Planted,
    Subject,
    settled,
    typed,
    way,
    with_row,
)

# PT032


def _grown(subject: Subject, growth: str) -> Planted | None:
    if subject.is_national:
        return None  # the national form has no row for the goals, on which this check rests
    if subject.is_real and "预算估计不足" in subject.form.problems:
        return None  # says why the budget grew
    base = subject.again(growth=Decimal(growth), without=frozenset({"goal"}), says_money=False)
    twin = subject.again(growth=Decimal(12), without=frozenset({"goal"}), says_money=False)
    row = next(n for n, row in enumerate(base.form.indicators) if row.name == "绩效目标合理性")
    form = with_row(base.form, row, score=base.form.indicators[row].weight)
    fields = ("budget", "last_year_budget", "indicators", "problems", "achievements")
    return Planted(settled(form), fields, twin.form, Level.HINT)


for _growth in ("46.91", "167", "-38", "31"):
    way("PT032", f"{_growth} %")(partial(_grown, growth=_growth))

# PT033


def _newly_recurring(subject: Subject, last: str, recurring: str = "是") -> Planted:
    form = typed(subject.form, recurring=recurring, last_year_budget=last)
    twin = typed(subject.form, recurring="否", last_year_budget=last)
    return Planted(form, ("last_year_budget", "recurring"), twin)


for _last, _yes in (("0.00", "是"), ("0", "√"), ("0元", "经常性项目"), ("0.00万元", "是")):
    way("PT033", f"{_yes}, {_last}")(partial(_newly_recurring, last=_last, recurring=_yes))

# PT034


def _mixed_up(subject: Subject, field: str, up: bool = False) -> Planted | None:
    base = subject.again(growth=Decimal(5), says_money=False)
    value = getattr(base.form, field)
    factor = Decimal(10_000)
    changed = value * factor if up else half_up(value / factor)
    return Planted(
        base.form.model_copy(update={field: changed}),
        (field, "budget", "executed", "last_year_budget"),
        base.form,
    )


for _field, _up in (("executed", False), ("budget", False), ("last_year_budget", False),
                    ("last_year_budget", True), ("budget", True)):  # fmt: skip
    way("PT034", f"{_field} {'times' if _up else 'by'} 10000")(
        partial(_mixed_up, field=_field, up=_up)
    )


@way("PT034", "all three in 万元 in a form in 元")
def _(subject: Subject) -> Planted | None:
    if subject.is_national:
        return None
    base = subject.again(growth=Decimal(5), says_money=False)
    names = ("budget", "executed", "last_year_budget")
    changed = {name: half_up(getattr(base.form, name) / 10_000) for name in names}
    return Planted(settled(base.form.model_copy(update=changed)), names, base.form)


# PT050


def _sources(subject: Subject, field: str, by: Decimal) -> Planted | None:
    if not subject.is_national:
        return None
    form = subject.form
    funds = form.funds or (Fund(name="当年财政拨款", budget=form.budget, executed=form.executed),)
    twin = form.model_copy(update={"funds": funds})
    first = funds[0].model_copy(update={field: getattr(funds[0], field) + by})
    changed = form.model_copy(update={"funds": (first, *funds[1:])})
    return Planted(changed, ("funds", "budget", "executed"), twin)


for _field, _by in (("budget", Decimal(10_000)), ("budget", Decimal("-2500")),
                    ("executed", Decimal(36_000)), ("executed", Decimal(-100))):  # fmt: skip
    way("PT050", f"{_field} off by {_by}")(partial(_sources, field=_field, by=_by))


@way("PT050", "a source left out")
def _(subject: Subject) -> Planted | None:
    funds = [fund for fund in subject.form.funds if fund.budget]
    if len(funds) < 2:
        return None
    return Planted(
        subject.form.model_copy(update={"funds": (funds[0],)}), ("funds", "budget", "executed")
    )


@way("PT050", "one source for two, counted twice")
def _(subject: Subject) -> Planted | None:
    form = subject.form
    if not subject.is_national:
        return None
    whole = Fund(name="当年财政拨款", budget=form.budget, executed=form.executed)
    more = Fund(name="其他资金", budget="120000", executed="100000")
    twin = form.model_copy(update={"funds": (whole,)})
    return Planted(
        form.model_copy(update={"funds": (whole, more)}), ("funds", "budget", "executed"), twin
    )
