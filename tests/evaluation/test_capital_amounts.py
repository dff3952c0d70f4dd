"""Amounts in capitals (大写金额), checked against a small writer of them."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.values import UnreadableError, read_amount

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
CAPITAL, EVERYDAY = "零壹贰叁肆伍陆柒捌玖", "〇一二三四五六七八九"
CAPITAL_STEPS, EVERYDAY_STEPS = ("", "拾", "佰", "仟"), ("", "十", "百", "千")
MYRIADS = ("", "万", "亿")
CENTS = st.integers(0, 999_999_999_999)


def whole_in_words(
    number: int, digits: str = CAPITAL, steps: tuple[str, ...] = CAPITAL_STEPS
) -> str:
    """Write a whole number: every place once, one 零 for each run of empty places inside."""
    written, skipped = "", False
    for place in reversed(range(12)):
        digit = number // 10**place % 10
        if digit:
            written += "零" * (skipped and bool(written)) + digits[digit] + steps[place % 4]
        skipped = digit == 0
        if place % 4 == 0 and number // 10**place % 10_000:
            written += MYRIADS[place // 4]
    return written or "零"


def in_words(cents: int, yuan: str = "元", end: str = "整") -> str:
    """Write an amount as on a cheque: 零 stands for missing 角 before 分."""
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = whole_in_words(whole) + yuan
    if not (jiao or fen):
        return text + end
    text += CAPITAL[jiao] + "角" if jiao else "零"
    return text + (CAPITAL[fen] + "分" if fen else end)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "零元整"),
        (124550500, "壹佰贰拾肆万伍仟伍佰零伍元整"),
        (1005, "壹拾元零伍分"),
        (100050, "壹仟元伍角整"),
        (1000000500, "壹仟万零伍元整"),
        (10000000000005, "壹仟亿元零伍分"),
        (10100000000, "壹亿零壹佰万元整"),
    ],
)
def test_the_writer_of_these_tests_follows_the_rules_of_cheques(cents: int, words: str) -> None:
    assert in_words(cents) == words


@QUICK
@given(CENTS, st.sampled_from("元圆"), st.sampled_from(["整", "正", ""]))
def test_every_amount_in_capitals_is_read_back(cents: int, yuan: str, end: str) -> None:
    assert read_amount(in_words(cents, yuan, end)) == Decimal(cents) / 100


@QUICK
@given(CENTS)
def test_the_unit_of_the_label_does_not_touch_an_amount_in_capitals(cents: int) -> None:
    assert read_amount(in_words(cents), Decimal(10_000)) == Decimal(cents) / 100


@QUICK
@given(st.integers(0, 9_999_999_999))
def test_everyday_numerals_are_read_like_capitals(whole: int) -> None:
    words = whole_in_words(whole, EVERYDAY, EVERYDAY_STEPS)
    assert read_amount(words + "元") == whole


@pytest.mark.parametrize("zero", [*product((0, 5), repeat=6)])
def test_zeros_at_every_place_are_read(zero: tuple[int, ...]) -> None:
    cents = int("".join(map(str, zero))) * 10_000 + 7
    assert read_amount(in_words(cents)) == Decimal(cents) / 100


@pytest.mark.parametrize(
    "words",
    [
        *("壹贰元", "拾佰元", "壹元贰元", "伍分伍角", "壹拾伍角", "元整", "整", "角", "壹角壹拾分"),
        *("壹万贰", "壹万伍元", "叁佰伍", "壹亿贰仟元", "壹万贰叁肆元", "壹佰贰佰元"),
    ],
)
def test_capitals_that_break_the_rules_are_refused(words: str) -> None:
    with pytest.raises(UnreadableError):
        read_amount(words)


@QUICK
@given(st.text("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正两〇", max_size=60))
def test_any_mixture_of_capitals_is_read_or_refused(words: str) -> None:
    try:
        value = read_amount(words)
    except UnreadableError:
        return
    assert value is None or value >= 0
