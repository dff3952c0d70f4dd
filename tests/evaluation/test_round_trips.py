"""What is printed reads back to the same value; any text is read or refused, never more."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.model import Direction, Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import (
    FormDate,
    Unread,
    UnreadableError,
    print_amount,
    print_number,
    print_rate,
    print_yes_no,
    read_amount,
    read_date,
    read_number,
    read_rate,
    read_year,
    read_yes_no,
)

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
READERS = (read_amount, read_rate, read_number, read_date, read_year, read_yes_no)
PROFILES = ("sh2019", "national2020")

AMOUNTS = st.decimals(-(10**12), 10**12, places=2)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
# Letters that values are made of, so that texts come close to values and to one another's.
SCRAPS = st.text(
    "0123456789.,，%％-/—万亿元分年月日号是否√☑□有无约成百分之点零壹拾整 \t\n", max_size=20
)
TYPED = st.text(max_size=40) | SCRAPS
FIELDS = [
    *("year", "name", "unit", "department", "recurring", "budget", "last_year_budget"),
    *("executed", "goal", "date", "achievements", "problems", "measures"),
    *(fields.cell(0, field) for field in Indicator.model_fields),
]


@QUICK
@given(AMOUNTS)
def test_a_printed_amount_reads_back(value: Decimal) -> None:
    assert read_amount(print_amount(value)) == value
    assert read_amount(f"￥{print_amount(value)}元") == value


@QUICK
@given(AMOUNTS, st.sampled_from([0, 2, 4, 8]))
def test_an_amount_with_a_unit_is_exact(value: Decimal, power: int) -> None:
    unit = {0: "元", 2: "百", 4: "万", 8: "亿"}[power]
    scaled = value.scaleb(-power)
    assert read_amount(f"{scaled:f}{unit}") == value


@QUICK
@given(st.decimals(-(10**6), 10**6, places=2))
def test_a_printed_rate_reads_back(value: Decimal) -> None:
    assert read_rate(print_rate(value)) == value


@QUICK
@given(st.decimals(-1000, 1000, allow_nan=False) | AMOUNTS)
def test_a_printed_number_reads_back(value: Decimal) -> None:
    if len(value.as_tuple().digits) > 15 or abs(int(value.as_tuple().exponent)) > 15:
        return
    assert read_number(print_number(value)) == value
    assert read_number(f"{print_number(value)}分") == value


@QUICK
@given(DATES, st.booleans())
def test_a_printed_date_reads_back(day: date, month_only: bool) -> None:
    value = FormDate(day.year, day.month, None if month_only else day.day)
    assert read_date(str(value)) == value
    assert value.latest >= day if month_only else value.latest == day


@QUICK
@given(DATES)
def test_every_way_to_write_a_day_gives_that_day(day: date) -> None:
    value = FormDate(day.year, day.month, day.day)
    for style in ("{0}-{1}-{2}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日"):
        assert read_date(style.format(day.year, day.month, day.day)) == value
        assert read_date(style.format(day.year, f"{day.month:02}", f"{day.day:02}")) == value
    assert read_date(f"{day:%Y%m%d}") == value
    assert read_date(str((day - date(1899, 12, 30)).days).zfill(5), from_sheet=True) == value


def test_a_printed_answer_reads_back() -> None:
    assert [read_yes_no(print_yes_no(answer)) for answer in (True, False)] == [True, False]


@pytest.mark.parametrize("read", READERS)
@QUICK
@given(TYPED)
def test_any_text_is_read_or_refused_with_a_reason(read: Callable[[str], Any], typed: str) -> None:
    try:
        read(typed)
    except UnreadableError as error:
        assert str(error)


@pytest.fixture(scope="module")
def form() -> Evaluation:
    return Evaluation(indicators=(Indicator(category="产出目标"),))


@pytest.mark.parametrize("profile_id", PROFILES)
@QUICK
@given(path=st.sampled_from(FIELDS), typed=TYPED)
def test_any_text_typed_into_a_field_gives_a_value_or_nothing_or_itself_marked(
    profile_id: str, path: str, typed: str, form: Evaluation
) -> None:
    profile = load_profile(profile_id)
    value = fields.read(path, typed, profile)
    if isinstance(value, Unread):
        assert value.text == safe_text(typed)
        assert value.reason
    else:
        assert isinstance(value, str | Decimal | int | FormDate | Direction | None)
    shown = fields.show(fields.replace(form, path, value), path, profile)
    assert fields.read(path, shown, profile) == value


@pytest.mark.parametrize("profile_id", PROFILES)
@QUICK
@given(amount=st.decimals(0, 10**12, places=2))
def test_an_amount_is_shown_in_the_unit_of_the_form_and_reads_back(
    profile_id: str, amount: Decimal, form: Evaluation
) -> None:
    profile = load_profile(profile_id)
    shown = fields.show(fields.replace(form, "budget", amount), "budget", profile)
    assert fields.read("budget", shown, profile) == amount
