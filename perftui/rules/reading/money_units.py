"""Amounts that stand in the wrong unit: 万元 typed where 元 is meant, or the other way round."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from perftui.evaluation.quantities import Quantity
from perftui.rules.form import Form
from perftui.rules.passage import Passage

AMOUNTS = ("budget", "last_year_budget", "executed")
MYRIAD = Decimal(10_000)
# What a project costs: hardly less than one 万元, hardly as much as 50亿元.
LEAST, MOST = MYRIAD, 5 * Decimal(10) ** 9
_READABLE = (Decimal("0.01"), Decimal(10) ** 15)
# How an amount may be to the budget once it is converted; no one overspends by much.
_LIKELY = {
    "last_year_budget": (Decimal("0.2"), Decimal(5)),
    "executed": (Decimal("0.2"), Decimal("1.2")),
}
# So few digits agree by chance.
_TELLING = 1000


@dataclass(frozen=True)
class Mixup:
    """An amount in the wrong unit; `than` is the one that shows it, `right` what is likely meant.

    `than` is None where all the amounts of the form are too small or too large.
    """

    field: str
    than: str | None
    right: Decimal


@dataclass(frozen=True)
class Said:
    """An amount that a text says ten thousand times too large or too small."""

    passage: Passage
    quantity: Quantity
    field: str
    is_too_large: bool


def mixups(form: Form) -> tuple[Mixup, ...]:
    """Return the amounts of the header that are in the wrong unit."""
    amounts = header_amounts(form)
    if form.profile.money_factor == 1 and _all(value < LEAST for value in amounts.values()):
        meant = () if _is_said(form, amounts) else tuple(amounts.items())
        return tuple(Mixup(field, None, value * MYRIAD) for field, value in meant)
    if form.profile.money_factor == MYRIAD and _all(value >= MOST for value in amounts.values()):
        return tuple(Mixup(field, None, value / MYRIAD) for field, value in amounts.items())
    pairs = (_of_pair(form, amounts, field) for field in _LIKELY if field in amounts)
    return tuple(mixup for mixup in pairs if mixup)


def said_wrongly(form: Form) -> Iterator[Said]:
    """Yield the amounts in the texts that are those of the header, but for the unit."""
    amounts = header_amounts(form)
    for passage in form.passages.values() if amounts else ():
        said = [quantity for quantity in passage.quantities if quantity.unit == "元"]
        for quantity, (field, value) in product(said, amounts.items()):
            digits, step = quantity.value / quantity.quantum, quantity.quantum / 2
            if digits < _TELLING:
                continue
            if abs(quantity.value - value * MYRIAD) <= step:
                yield Said(passage, quantity, field, is_too_large=True)
            elif abs(quantity.value - value / MYRIAD) <= step:
                yield Said(passage, quantity, field, is_too_large=False)


def header_amounts(form: Form) -> dict[str, Decimal]:
    """Return the amounts of the header that are more than nothing and not absurd."""
    values = {field: getattr(form.evaluation, field) for field in AMOUNTS}
    least, most = _READABLE
    return {
        field: value
        for field, value in values.items()
        if isinstance(value, Decimal) and least <= value < most
    }


def _of_pair(form: Form, amounts: dict[str, Decimal], field: str) -> Mixup | None:
    """Hold an amount against the budget, once the one and once the other converted."""
    budget, value = amounts.get("budget"), amounts[field]
    least, most = _LIKELY[field]
    if budget is None:
        return None
    if least <= value * MYRIAD / budget <= most:
        small, large = (field, value), ("budget", budget)
    elif least <= value / MYRIAD / budget <= most:
        small, large = ("budget", budget), (field, value)
    else:
        return None
    is_large_likely = form.profile.money_factor == 1 and large[1] < MOST
    if small[1] < LEAST or is_large_likely:
        return Mixup(small[0], large[0], small[1] * MYRIAD)
    return Mixup(large[0], small[0], large[1] / MYRIAD)


def _is_said(form: Form, amounts: dict[str, Decimal]) -> bool:
    """Whether a text says an amount of the header as it stands there."""
    return any(
        quantity.unit == "元" and quantity.value in amounts.values()
        for passage in form.passages.values()
        for quantity in passage.quantities
    )


def _all(answers: Iterator[bool]) -> bool:
    """Whether there are answers and all are yes."""
    given = list(answers)
    return bool(given) and all(given)
