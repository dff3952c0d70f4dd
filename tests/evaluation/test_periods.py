"""Periods: what a text says of time is read with its place; what lasts or recurs is no period."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.periods import Period, is_relative, periods

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
CHINESE = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
# What periods are made of, so that texts come close to them.
WORDS = st.sampled_from(
    ("2019", "二〇一九年", "31", "十二", "季度", "半年", "全年", "每年", "下一年度")
)
SIGNS = st.sampled_from("013一十年月日号底末初中内前第上下今去次当个、—-/.至到和的，成 \n")
SCRAPS = st.lists(WORDS | SIGNS, max_size=25).map("".join)


def _only(text: str, year: int = 2019) -> Period:
    (period,) = periods(text, year)
    return period


def _read(text: str, year: int = 2019) -> tuple[str, str, str]:
    """Return what is quoted of the one period of a text, with the days it reaches from and to."""
    period = _only(text, year)
    return text[period.start : period.end], f"{period.first}", f"{period.last}"


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else CHINESE[tens]) + "十" if tens else ""
    return ten + (CHINESE[ones] if ones else "")


SPELLINGS = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}号",
    lambda day: f"{day.year}年{day.month}月{day.day}日".translate(WIDE),
    lambda day: day.isoformat(),
    lambda day: day.isoformat().translate(WIDE),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: (
        f"{''.join(CHINESE[int(digit)] for digit in str(day.year))}年"
        f"{_in_chinese(day.month)}月{_in_chinese(day.day)}日"
    ),
)


@QUICK
@given(DATES, st.sampled_from(SPELLINGS), st.sampled_from(["", "于", "验收工作在", "1、"]))
def test_a_date_reads_back_from_any_spelling(day: date, spell, before: str) -> None:
    said = spell(day)
    text = f"{before}{said}完成"
    period = _only(text, 1990)
    assert (period.first, period.last, period.names_year) == (day, day, True)
    assert text[period.start : period.end] == said


@QUICK
@given(st.text() | SCRAPS, st.integers(0, 10_000))
def test_any_text_is_read_and_spans_are_in_order(text: str, year: int) -> None:
    found = periods(text, year)
    assert all(0 <= p.start < p.end <= len(text) and p.first <= p.last for p in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020年第一季度", "2020-01-01", "2020-03-31"),
        ("2020年一季度", "2020-01-01", "2020-03-31"),
        ("2020年1季度", "2020-01-01", "2020-03-31"),
        ("第四季度", "2019-10-01", "2019-12-31"),
        ("2020年第三季度末", "2020-07-01", "2020-09-30"),
        ("2020年第一、二季度", "2020-01-01", "2020-06-30"),
        ("前三季度", "2019-01-01", "2019-09-30"),
        ("2020年3月底", "2020-03-21", "2020-03-31"),
        ("2月底", "2019-02-21", "2019-02-28"),
        ("三月底", "2019-03-21", "2019-03-31"),
        ("十二月", "2019-12-01", "2019-12-31"),
        ("元月", "2019-01-01", "2019-01-31"),
        ("3月份", "2019-03-01", "2019-03-31"),
        ("4月上旬", "2019-04-01", "2019-04-10"),
        ("4月初", "2019-04-01", "2019-04-10"),
        ("4月中旬", "2019-04-11", "2019-04-20"),
        ("4月下旬", "2019-04-21", "2019-04-30"),
        ("7月1日", "2019-07-01", "2019-07-01"),
        ("十月二十一日", "2019-10-21", "2019-10-21"),
        ("7—9月", "2019-07-01", "2019-09-30"),
        ("7至9月", "2019-07-01", "2019-09-30"),
        ("7月至9月", "2019-07-01", "2019-09-30"),
        ("2、3月", "2019-02-01", "2019-03-31"),
        ("2020年3月至5月", "2020-03-01", "2020-05-31"),
        ("11月至次年2月", "2019-11-01", "2020-02-29"),
        ("11月至2月", "2019-11-01", "2020-02-29"),
        ("3月1日至4月20日", "2019-03-01", "2019-04-20"),
        ("3月1日—20日", "2019-03-01", "2019-03-20"),
        ("2019年12月至2020年3月", "2019-12-01", "2020-03-31"),
        ("上半年", "2019-01-01", "2019-06-30"),
        ("下半年", "2019-07-01", "2019-12-31"),
        ("2020年上半年", "2020-01-01", "2020-06-30"),
        ("2020年度下半年", "2020-07-01", "2020-12-31"),
        ("年底", "2019-12-01", "2019-12-31"),
        ("2020年末", "2020-12-01", "2020-12-31"),
        ("2020年年底", "2020-12-01", "2020-12-31"),
        ("年中", "2019-06-01", "2019-07-31"),
        ("2020年初", "2020-01-01", "2020-03-31"),
        ("2020年内", "2020-01-01", "2020-12-31"),
        ("2019年度", "2019-01-01", "2019-12-31"),
        ("2019年度全年", "2019-01-01", "2019-12-31"),
        ("二〇一九年", "2019-01-01", "2019-12-31"),
        ("２０１９年", "2019-01-01", "2019-12-31"),
        ("2019—2021年", "2019-01-01", "2021-12-31"),
        ("2019年至2021年", "2019-01-01", "2021-12-31"),
        ("2018、2019年", "2018-01-01", "2019-12-31"),
        ("2020年2月30日", "2020-02-29", "2020-02-29"),
    ],
)
def test_a_period_is_read_whole(text: str, first: str, last: str) -> None:
    assert _read(f"在{text}前完成") == (text, first, last)


@pytest.mark.parametrize(
    ("word", "year"),
    [
        ("今年", 2019),
        ("本年度", 2019),
        ("当年", 2019),
        ("上年", 2018),
        ("上一年度", 2018),
        ("去年", 2018),
        ("明年", 2020),
        ("来年", 2020),
        ("次年", 2020),
        ("下一年度", 2020),
        ("下年", 2020),
    ],
)
def test_a_year_is_said_by_its_distance(word: str, year: int) -> None:
    assert _read(f"结合{word}工作") == (word, f"{year}-01-01", f"{year}-12-31")
    assert _read(f"{word}3月底前") == (f"{word}3月底", f"{year}-03-21", f"{year}-03-31")
    assert _read(f"{word}第一季度") == (f"{word}第一季度", f"{year}-01-01", f"{year}-03-31")
    period = _only(f"{word}底")
    assert period.names_year and is_relative(f"{word}底", period)


def test_a_text_says_the_year_or_leaves_it_open() -> None:
    text = "2020年3月启动，6月底前验收，上半年执行率偏低"
    assert [period.names_year for period in periods(text, 2019)] == [True, False, False]
    assert not any(is_relative(text, period) for period in periods(text, 2019))


def test_what_hangs_on_a_period_is_in_its_year() -> None:
    march, june, bare = periods("2021年3月底、6月底各检查一次，9月底总结", 2019)
    assert (march.last, june.last) == (date(2021, 3, 31), date(2021, 6, 30))
    assert june.names_year and (bare.last, bare.names_year) == (date(2019, 9, 30), False)


def test_the_number_of_a_point_is_no_month() -> None:
    assert _read("3、2月底前完成") == ("2月底", "2019-02-21", "2019-02-28")
    assert _read("3、一季度完成") == ("一季度", "2019-01-01", "2019-03-31")
    assert _read("1.3月底前完成") == ("3月底", "2019-03-21", "2019-03-31")


@pytest.mark.parametrize(
    "text",
    [
        "3个月内完成",
        "每季度核对一次",
        "每月通报",
        "按季度分解",
        "半年一次",
        "一月一次",
        "三个季度",
        "下一季度首月复查",
        "每年6月底前",
        "每年第一季度",
        "每年年底",
        "每到年底",
        "第3项",
        "第三方",
        "全年",
        "近三年中",
        "13月",
        "线上年会",
        "近年来年会",
        "成本年均下降",
        "财预〔2020〕10号",
        "2020家单位",
        "",
    ],
)
def test_what_lasts_recurs_or_counts_is_no_period(text: str) -> None:
    assert periods(text, 2019) == ()


@pytest.mark.parametrize("text", ["2019年中国", "2019年内部控制", "2019年初步", "2019年底层"])
def test_a_word_that_only_begins_like_a_season_is_none(text: str) -> None:
    assert _read(text) == ("2019年", "2019-01-01", "2019-12-31")
