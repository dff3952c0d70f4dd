"""How a report prints its figures, and how a form is called in it."""

from decimal import Decimal

from perftui.evaluation.values import print_amount, print_number, print_rate, round_half_up
from perftui.writers.report.forms import ReportedForm

_WAN, _YI = Decimal(10_000), Decimal(100_000_000)


def in_words(amount: Decimal) -> str:
    """Print an amount of 元 as one says it: 1,318.06 万元, 2.35 亿元."""
    if abs(amount) >= _YI:
        return f"{print_amount(round_half_up(amount / _YI))} 亿元"
    if abs(amount) >= _WAN:
        return f"{print_amount(round_half_up(amount / _WAN))} 万元"
    return f"{print_amount(amount)} 元"


def amount(value: Decimal | None) -> str:
    """Print an amount of 元; nothing for none."""
    return "" if value is None else print_amount(value)


def rate(value: Decimal | None) -> str:
    """Print a rate; nothing for none."""
    return "" if value is None else print_rate(value)


def points(value: Decimal | None) -> str:
    """Print a score, an average or lost points with two digits at most; nothing for none."""
    return "" if value is None else print_number(round_half_up(value))


def change(value: Decimal | None, sign: str = "") -> str:
    """Print how much a figure has changed, with its sign; nothing for none."""
    if value is None:
        return ""
    changed = round_half_up(value)
    return f"{'+' if changed > 0 else '−' if changed < 0 else ''}{print_number(abs(changed))}{sign}"


def called(form: ReportedForm, *, with_year: bool) -> str:
    """Return the name of a form, with its year where forms of several years stand together."""
    return form.name + year_behind(form, with_year=with_year)


def year_behind(form: ReportedForm, *, with_year: bool) -> str:
    """Return what tells a form from that of another year: （2019）."""
    return f"（{form.year}）" if with_year and form.year else ""
