"""What people type into amounts, rates, scores, dates and yes/no fields, read or refused."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from perftui.evaluation.values import (
    FormDate,
    Unread,
    UnreadableError,
    attempt,
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
    round_half_up,
)

WAN = Decimal(10_000)
DAY = FormDate(2020, 4, 20)
READERS = (read_amount, read_rate, read_number, read_date, read_year, read_yes_no)


def refusal(read: Callable[[str], Any], text: str) -> str:
    """Return the sentence a reader refuses a text with."""
    with pytest.raises(UnreadableError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "1,245,505.00",
        "1245505",
        "1245505.",
        "1，245，505.00",
        "1 245 505",
        "1\u00a0245\u00a0505.00",
        "１２４５５０５．００",
        "１，２４５，５０５．００",
        "￥1,245,505.00",
        "¥ 1245505",
        "1245505元",
        "1,245,505.00 元",
        "1245505元整",
        "1245505圆",
        "人民币1245505元",
        "RMB 1245505",
        "124.5505万",
        "124.5505万元",
        "124.5505 万元",
        "１２４．５５０５万元",
        "0.01245505亿",
        "0.01245505亿元",
        "1.245505百万",
        "壹佰贰拾肆万伍仟伍佰零伍元整",
        "壹佰贰拾肆万伍仟伍佰零伍圆正",
        "人民币壹佰贰拾肆万伍仟伍佰零伍元整",
        "一百二十四万五千五百零五元",
        "\u200b1245505\ufeff",
        "  1245505\n",
    ],
)
def test_an_amount_is_read_in_every_spelling(typed: str) -> None:
    assert read_amount(typed) == Decimal("1245505.00")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("-", None),
        ("—", None),
        ("——", None),
        ("－", None),
        ("/", None),
        ("／", None),
        ("无", None),
        ("", None),
        (" \u3000 ", None),
        ("250000.00", "250000"),
        ("215,457.6", "215457.6"),
        ("-58,129.00", "-58129"),
        ("124.55万", "1245500"),
        ("5亿", "500000000"),
        ("零元", "0"),
        ("伍角", "0.5"),
        ("伍分", "0.05"),
        ("壹元零伍分", "1.05"),
    ],
)
def test_a_dash_is_blank_and_zero_is_zero(typed: str, value: str | None) -> None:
    assert read_amount(typed) == (None if value is None else Decimal(value))


def test_an_amount_keeps_the_precision_it_was_typed_with() -> None:
    value = read_amount("124.55万")
    assert value is not None
    assert value.as_tuple().exponent == 2
    assert print_amount(value) == "1,245,500.00"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("124.5505", "1245505"),
        ("124.5505万元", "1245505"),
        ("1,245,505.00元", "1245505"),
        ("1245505元整", "1245505"),
        ("1245505圆", "1245505"),
        ("伍佰元整", "500"),
        ("伍佰圆", "500"),
        ("伍佰圆正", "500"),
        ("伍佰万", "5000000"),
        ("伍角", "0.5"),
        ("伍佰", "5000000"),
        ("0.5亿", "50000000"),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_the_label_and_a_named_one_in_its_own(
    typed: str, value: str
) -> None:
    assert read_amount(typed, WAN) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "约124万",
        "近17万",
        "60余万",
        "十万余元",
        "100万以上",
        "12,45,505",
        "1,2345",
        "1,245 505",
        "1.245.505",
        "124.55千克",
        "$100",
        "一万二",
        "两三万",
        "三五百元",
        "三百五",
        "一亿二千",
        "壹万伍元",
        "100\t200",
        "100\n200",
        "万",
        "元",
        "九十九九",
        "1" * 30,
        "万" * 3000,
        "一" * 5000,
    ],
    ids=lambda typed: repr(typed[:30]),
)
def test_an_amount_with_no_reading_or_with_two_is_refused(typed: str) -> None:
    assert refusal(read_amount, typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("95.33%", "95.33"),
        ("95.33", "95.33"),
        ("95.00%", "95"),
        ("95％", "95"),
        ("95.33 %", "95.33"),
        ("９５．３３％", "95.33"),
        ("0.9533", "95.33"),
        ("0.95", "95"),
        ("0", "0"),
        ("0%", "0"),
        ("1%", "1"),
        ("1.2%", "1.2"),
        ("1.51", "1.51"),
        ("100", "100"),
        ("100.00%", "100"),
        ("130%", "130"),
        ("百分之九十五", "95"),
        ("百分之九十五点三三", "95.33"),
        ("百分之95.33", "95.33"),
        ("百分之一百", "100"),
        ("百分之百", "100"),
        ("九成五", "95"),
        ("九成", "90"),
        ("十成", "100"),
        ("—", None),
        ("", None),
    ],
)
def test_a_rate_is_read_in_every_spelling(typed: str, value: str | None) -> None:
    assert read_rate(typed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("typed", ["1", "1.0", "1.25", "1.5", "1.50", "１"])
def test_a_bare_rate_from_1_to_1_5_is_asked_about_with_both_readings(typed: str) -> None:
    sentence = refusal(read_rate, typed)
    first, second = re.findall(r"([\d.]+)%", sentence)
    assert Decimal(second) == 100 * Decimal(first)
    assert "百分号" in sentence


@pytest.mark.parametrize(
    "typed", ["约95%", "95%以上", "百分之", "百分之好", "九成几", "百成", "九成十", "95%%", "高"]
)
def test_a_rate_with_no_reading_is_refused(typed: str) -> None:
    assert refusal(read_rate, typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2", "2"),
        ("2.0", "2"),
        ("2.5", "2.5"),
        ("2分", "2"),
        ("2.5 分", "2.5"),
        ("２．５", "2.5"),
        ("7.5", "7.5"),
        ("两分", "2"),
        ("十五", "15"),
        ("二点五", "2.5"),
        ("0", "0"),
        ("-1", "-1"),
        ("/", None),
        ("", None),
    ],
)
def test_a_score_is_read_in_every_spelling(typed: str, value: str | None) -> None:
    assert read_number(typed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("typed", ["满分", "6/8", "2.5.1", "两三分", "2-3", "约2", "2 5", "6\t8"])
def test_a_score_that_is_no_number_is_refused(typed: str) -> None:
    assert refusal(read_number, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2020-04-20",
        "2020-4-20",
        "2020/4/20",
        "2020.4.20",
        "2020．4．20",
        "２０２０－０４－２０",
        "20200420",
        "2020年4月20日",
        "2020年04月20日",
        "2020 年 4 月 20 日",
        "2020年4月\n20日",
        "二〇二〇年四月二十日",
        "二零二零年四月二十日",
        "二○二○年四月二十日",
        "2020年四月二十日",
        "2020-04-20 00:00:00",
        "2020-04-20T09:30:00",
        "2020/4/20 9:30",
        "2020年4月20日9:30",
    ],
)
def test_a_date_is_read_in_every_spelling(typed: str) -> None:
    assert read_date(typed) == DAY


@pytest.mark.parametrize("typed", ["2020年4月", "2020-04", "2020.4", "二〇二〇年四月", "2020/4"])
def test_a_month_stays_a_month(typed: str) -> None:
    read = read_date(typed)
    assert read == FormDate(2020, 4)
    assert str(read) == "2020-04"
    assert read.latest == date(2020, 4, 30)


def test_the_latest_day_of_a_month_knows_leap_years() -> None:
    assert FormDate(2020, 2).latest == date(2020, 2, 29)
    assert FormDate(2019, 2).latest == date(2019, 2, 28)
    assert DAY.latest == date(2020, 4, 20)


@pytest.mark.parametrize("typed", ["20-4-20", "20.4.20", "19年4月20日", "二〇年四月二十日"])
def test_a_year_of_two_digits_is_refused_with_the_way_to_write_it(typed: str) -> None:
    assert "四位" in refusal(read_date, typed)


@pytest.mark.parametrize("typed", ["2020-02-30", "2019年2月29日", "2020-13-01", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_refused(typed: str) -> None:
    assert "日历" in refusal(read_date, typed)


@pytest.mark.parametrize("typed", ["明天", "2020", "2020年", "4月20日", "2020-04-20至21", "9:30"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refusal(read_date, typed)


def test_a_serial_day_number_is_a_date_only_when_it_comes_from_a_sheet() -> None:
    assert read_date("43941", from_sheet=True) == DAY
    assert read_date("43941.0", from_sheet=True) == DAY
    assert refusal(read_date, "43941")


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2019", 2019), ("2019年", 2019), ("2019年度", 2019), ("２０１９", 2019), ("", None)],
)
def test_a_year_is_read_with_or_without_its_unit(typed: str, year: int | None) -> None:
    assert read_year(typed) == year


@pytest.mark.parametrize("typed", ["19", "19年", "3019", "2019-2020", "今年", "20190"])
def test_a_year_that_is_not_four_digits_is_refused(typed: str) -> None:
    assert refusal(read_year, typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("是", "√", "✓", "☑", "Y", "y", "yes", "1", "有", "经常性", "经常性项目"),
        *("☑是 □否", "☑ 是  □ 否", "√是", "是√", "是☑否□", "是√ 否", "是☑ 否□", "■是□否"),
    ],
)
def test_yes_is_read_in_every_spelling(typed: str) -> None:
    assert read_yes_no(typed) is True


@pytest.mark.parametrize(
    "typed",
    [
        *("否", "×", "N", "no", "0", "不是", "一次性", "一次性项目", "非经常性项目"),
        *("□是 ☑否", "□ 是  ☑ 否", "√否", "否√", "是□否☑", "是 √否", "是□ 否√", "□是，■否"),
    ],
)
def test_no_is_read_in_every_spelling(typed: str) -> None:
    assert read_yes_no(typed) is False


@pytest.mark.parametrize("typed", ["也许", "□是 □否", "☑是 ☑否", "是√否", "是 √ 否", "2", "是否"])
def test_a_tick_between_two_answers_is_not_guessed(typed: str) -> None:
    assert "是或否" in refusal(read_yes_no, typed)


def test_no_answer_is_blank() -> None:
    assert read_yes_no("") is None
    assert read_yes_no("—") is None


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "typed", ["甲乙丙", "约5", "5..5", "一\n二\t三", "½", "{执行率}", "\x1b[2J"]
)
def test_a_refusal_is_one_chinese_sentence_about_what_was_typed(
    read: Callable[[str], Any], typed: str
) -> None:
    sentence = refusal(read, typed)
    assert re.search("[\u4e00-\u9fff]{3}", sentence)
    assert typed.strip() in sentence


def test_what_cannot_be_read_is_kept_with_the_reason() -> None:
    assert attempt(read_amount, " 约5万 ") == Unread(" 约5万 ", refusal(read_amount, " 约5万 "))
    assert attempt(read_amount, "5万") == 50_000
    assert attempt(read_amount, "无") is None


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0149", "0.01"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("8.5", "8.50"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value))) == rounded


def test_rounding_bears_the_largest_figures() -> None:
    assert round_half_up(Decimal("1e30")) == Decimal("1e30")


def test_values_are_printed_as_the_form_prints_them() -> None:
    assert print_amount(Decimal("1245505")) == "1,245,505.00"
    assert print_amount(Decimal("124.5505")) == "124.5505"
    assert print_number(Decimal("6.0")) == "6"
    assert print_number(Decimal("2.50")) == "2.5"
    assert print_number(Decimal("1E+2")) == "100"
    assert print_rate(Decimal("95.325")) == "95.33%"
    assert (print_yes_no(True), print_yes_no(False)) == ("是", "否")
    assert (str(DAY), str(FormDate(2020, 4))) == ("2020-04-20", "2020-04")
