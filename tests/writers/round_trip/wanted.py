"""What must stand in a document of a form, said anew from evaluation and profile."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import Unread
from tests.writers.round_trip.comparing import expected_rows, stated_of

_MONEY = ("budget", "last_year_budget", "executed")


def labelled(form: Evaluation) -> Iterator[tuple[str, str]]:
    """Yield each label of the header with what stands beside it; blank ones are left out."""
    profile = load_profile(form.profile)
    stated = stated_of(form, profile)
    for row in profile.header:
        for field in row:
            if field == "money" or set(row) == {"goal", "achievements"}:
                continue
            text = stated[field] if field in stated else printed(form, field, profile)
            if text:
                yield profile.label(field), text


def cells(form: Evaluation) -> Iterator[str]:
    """Yield what stands in cells of the header that are not beside their label."""
    profile = load_profile(form.profile)
    if profile.money:
        yield from filter(None, (form.goal, form.achievements))


def money_rows(form: Evaluation) -> Iterator[list[str]]:
    """Yield the rows of the money block: its name, budget, executed, rate."""
    profile = load_profile(form.profile)
    if profile.money is None:
        return
    rate = stated_of(form, profile)["execution_rate"]
    yield _filled(profile.money.total, *_amounts(form, profile), rate)
    for index, fund in enumerate(form.funds):
        among = profile.money.among if index == 0 else ""
        fund_rate = _rate(fund.executed, fund.budget)
        yield _filled(among + fund.name, *_amounts(fund, profile), fund_rate)


def indicator_rows(form: Evaluation) -> Iterator[list[str]]:
    """Yield the filled cells of each row, the category left out."""
    profile = load_profile(form.profile)
    for row in expected_rows(form, profile):
        yield _filled(*(_cell(row, column.field) for column in profile.columns[1:]))


def categories(form: Evaluation) -> Iterator[str]:
    """Yield the label of each category, its points behind it."""
    profile = load_profile(form.profile)
    for category in profile.categories:
        if any(row.category == category.name for row in form.indicators):
            yield f"{category.name}（{_number(category.points)}分）"


def total_row(form: Evaluation) -> list[str]:
    """Return the row with the totals."""
    profile = load_profile(form.profile)
    stated = stated_of(form, profile)
    return [profile.total_label, stated["total_weight"], stated["total_score"]]


def lines(form: Evaluation) -> Iterator[str]:
    """Yield what stands above and below the tables: title, year, notes."""
    profile = load_profile(form.profile)
    yield profile.title
    if profile.subtitle:
        yield profile.subtitle.format(year=form.year)
    yield from profile.notes


def figures(form: Evaluation) -> tuple[str, ...]:
    """Return the totals, the rate and the grade."""
    return tuple(stated_of(form, load_profile(form.profile)).values())


def printed(form: Evaluation, field: str, profile: Profile) -> str:
    """Return a field of the header as people write it."""
    value = getattr(form, field)
    if field in _MONEY:
        return _amount(value, profile)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _amounts(of: Any, profile: Profile) -> tuple[str, str]:
    return _amount(of.budget, profile), _amount(of.executed, profile)


def _amount(value: Decimal | Unread | None, profile: Profile) -> str:
    if not isinstance(value, Decimal):
        return "" if value is None else value.text
    scaled = value / profile.money_factor
    places = max(2, -int(scaled.as_tuple().exponent))
    return f"{scaled:,.{places}f}"


def _rate(executed: Any, budget: Any) -> str:
    known = isinstance(executed, Decimal) and isinstance(budget, Decimal) and budget
    return (
        f"{(executed / budget * 100).quantize(Decimal('0.01'), 'ROUND_HALF_UP')}%" if known else ""
    )


def _cell(row: Indicator, field: str) -> str:
    value = getattr(row, field)
    if isinstance(value, Decimal):
        return _number(value)
    text = "" if value is None else str(value)
    is_bare = field in ("target", "actual") and text[-1:].isdigit()
    return text + row.measure_unit if is_bare else text


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]
