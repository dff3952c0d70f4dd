"""What score a row earns, by the formulas of domain.md 1.2."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.scoring import (
    Proposal,
    propose,
    propose_for_execution,
    read_quantity,
    refuse_score,
)
from perftui.evaluation.values import Unread, UnreadableError, round_half_up

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
WHOLE = st.integers(0, 2000)


def row(**given_values: object) -> Indicator:
    return Indicator.model_validate({"category": "产出目标", **given_values})


def proposed(
    target: str, actual: str, direction: str | None = None, weight: str = "10"
) -> Proposal:
    found = propose(row(weight=weight, target=target, actual=actual, direction=direction))
    assert found is not None
    return found


def score(target: str, actual: str, direction: str | None = None, weight: str = "10") -> str:
    return str(proposed(target, actual, direction, weight).score)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("100", "100", "10.00"),
        ("100", "130", "10.00"),
        ("100", "99", "9.90"),
        ("≥95%", "95%", "10.00"),
        ("≥95%", "90.25%", "9.50"),
        (">100场", "50场", "5.00"),
        ("不少于3次", "1次", "3.33"),
        ("100场", "0场", "0.00"),
        ("3", "2", "6.67"),
    ],
)
def test_a_positive_row_earns_in_proportion(target: str, actual: str, points: str) -> None:
    assert score(target, actual) == points


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≤5次", "5次", "10.00"),
        ("≤5次", "0次", "10.00"),
        ("≤5次", "6次", "8.00"),
        ("<5", "9", "2.00"),
        ("≤5次", "10次", "0.00"),
        ("不超过5", "20", "0.00"),
        ("≤0", "0", "10.00"),
        ("≤0", "1", "0.00"),
    ],
)
def test_a_negative_row_loses_in_proportion_up_to_twice_the_target(
    target: str, actual: str, points: str
) -> None:
    assert score(target, actual) == points


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("=0", "0", "10.00"),
        ("=0", "1", "0.00"),
        ("=5", "5", "10.00"),
        ("=5", "6", "10.00"),
        ("=5", "4", "8.00"),
    ],
)
def test_an_equal_row_with_target_zero_is_all_or_nothing(
    target: str, actual: str, points: str
) -> None:
    assert score(target, actual) == points


def test_the_direction_of_the_row_counts_more_than_the_sign() -> None:
    assert score("5", "10") == "10.00"
    assert score("5", "10", "反向") == "0.00"
    assert score("≥5", "6", "negative") == "8.00"


def test_a_half_cent_of_a_point_is_rounded_up() -> None:
    assert score("1200", "1", weight="6") == "0.01"
    assert score("16", "1", weight="2") == "0.13"
    assert score("≤1200", "2399", weight="6") == "0.01"


@QUICK
@given(WHOLE.filter(bool), WHOLE, st.sampled_from(["8", "2.5", "15", "0"]))
def test_scores_lie_between_nothing_and_the_weight_and_grow_with_the_result(
    target: int, actual: int, weight: str
) -> None:
    positive = [Decimal(score(str(target), str(n), weight=weight)) for n in (actual, actual + 1)]
    negative = [
        Decimal(score(str(target), str(n), "反向", weight=weight)) for n in (actual, actual + 1)
    ]
    assert 0 <= positive[0] <= positive[1] <= Decimal(weight)
    assert Decimal(weight) >= negative[0] >= negative[1] >= 0
    assert positive[0] == min(
        round_half_up(Decimal(weight) * actual / target), round_half_up(Decimal(weight))
    )


@pytest.mark.parametrize(
    ("actual", "low", "high", "includes_high"),
    [
        ("达成", "8.00", "10.00", True),
        ("部分达成", "6.00", "8.00", False),
        ("部分达成年度指标并具有一定效果", "6.00", "8.00", False),
        ("未达成", "0.00", "6.00", False),
    ],
)
def test_a_qualitative_row_has_a_band_whose_upper_bound_belongs_to_the_better_one(
    actual: str, low: str, high: str, includes_high: bool
) -> None:
    found = proposed("", actual, "定性")
    assert (str(found.low), str(found.high)) == (low, high)
    assert found.allows(found.low)
    assert found.allows(found.high) == includes_high
    assert not found.allows(found.low - Decimal("0.01"))
    assert found.allows(found.low - Decimal("0.1"), tolerance=Decimal("0.1"))
    assert found.allows(found.score)


def test_words_of_attainment_make_a_row_qualitative() -> None:
    assert proposed("建立机制", "部分达成").high == 8


@pytest.mark.parametrize(
    "given_values",
    [
        {"weight": "10", "target": "100"},
        {"weight": "10", "actual": "100"},
        {"target": "100", "actual": "100"},
        {"weight": "约10", "target": "100", "actual": "100"},
        {},
    ],
)
def test_nothing_is_proposed_while_something_is_missing(given_values: dict[str, str]) -> None:
    assert propose(row(**given_values)) is None


@pytest.mark.parametrize(
    ("target", "actual", "direction"),
    [
        ("100", "若干", None),
        ("若干", "100", None),
        ("≥95%", "95%-98%", None),
        ("≥95%", "约96%", None),
        ("", "良好", "定性"),
        ("100", "近100", None),
        ("≥95%", "1.2", None),
    ],
)
def test_what_cannot_be_compared_is_refused(
    target: str, actual: str, direction: str | None
) -> None:
    with pytest.raises(UnreadableError):
        propose(row(weight="10", target=target, actual=actual, direction=direction))


def test_a_row_whose_direction_cannot_be_read_is_not_guessed() -> None:
    with pytest.raises(UnreadableError, match="斜向"):
        propose(row(weight="10", target="100", actual="50", direction="斜向"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95%", "95"),
        ("95％", "95"),
        ("100场", "100"),
        ("1,100 家", "1100"),
        ("22000余个", "22000"),
        ("10万余个", "100000"),
        ("1.2万人次", "12000"),
        ("3千份", "3000"),
        ("１００", "100"),
    ],
)
def test_a_quantity_has_a_unit_and_may_count_in_wan(text: str, value: str) -> None:
    assert read_quantity(text) == Decimal(value)


def test_wan_and_units_compare_as_what_they_are() -> None:
    assert score("≥10000人次", "1.2万人次") == "10.00"
    assert score("≥1万人次", "9800人次") == "9.80"


@pytest.mark.parametrize(("actual", "points"), [("0.9025", "9.50"), ("96", "10.00"), ("0", "0.00")])
def test_a_bare_number_against_a_rate_is_a_rate(actual: str, points: str) -> None:
    assert score("≥95%", actual) == points


def test_the_execution_row_earns_the_weight_times_the_rate() -> None:
    execution = row(weight="8")
    form = Evaluation(budget=Decimal("13180638.00"), executed=Decimal("11666020.85"))
    found = propose_for_execution(form, execution)
    assert found is not None
    assert str(found.score) == "7.08"
    assert "88.51%" in found.reason


@pytest.mark.parametrize(
    ("executed", "budget", "points"),
    [("120", "100", "8.00"), ("0", "100", "0.00"), ("1", "1600", "0.01"), ("-5", "100", "0.00")],
)
def test_the_execution_row_stays_between_nothing_and_the_weight(
    executed: str, budget: str, points: str
) -> None:
    form = Evaluation(budget=budget, executed=executed)
    found = propose_for_execution(form, row(weight="8"))
    assert found is not None
    assert str(found.score) == points


@pytest.mark.parametrize(
    ("executed", "budget"), [("5", "0"), ("5", None), (None, "5"), ("约5", "5")]
)
def test_without_a_rate_the_execution_row_is_left_alone(
    executed: str | None, budget: str | None
) -> None:
    form = Evaluation(budget=budget, executed=executed)
    assert propose_for_execution(form, row(weight="8")) is None
    assert propose_for_execution(Evaluation(budget="5", executed="5"), row()) is None


def test_a_score_above_the_weight_or_below_nothing_or_unreadable_cannot_stand() -> None:
    assert refuse_score(row(weight="8"), Decimal("8")) is None
    assert refuse_score(row(weight="8"), None) is None
    assert refuse_score(row(), Decimal("100")) is None
    assert "8" in str(refuse_score(row(weight="8"), Decimal("8.5")))
    assert "负数" in str(refuse_score(row(weight="8"), Decimal("-1")))
    assert refuse_score(row(weight="8"), Unread("满分", "不是一个数")) == "不是一个数"
