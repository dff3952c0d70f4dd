"""The same work on many items, on all cores."""

import os
from collections.abc import Iterator

import pytest

from perftui.jobs import spreading
from perftui.jobs.spreading import spread


def square(number: int) -> int:
    return number * number


def process_of(_: int) -> int:
    return os.getpid()


def square_or_die(number: int) -> int:
    if number % 20 == 7:
        os._exit(1)
    return number * number


def refuse(number: int) -> int:
    if number == 30:
        raise ValueError("三十")
    return number


def lost(number: int) -> int:
    return -number


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(spreading, "_cores", lambda: 2)
    yield


@pytest.mark.parametrize("count", [0, 1, 24, 60])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert list(spread(square, range(count), lost)) == [n * n for n in range(count)]


def test_a_few_items_stay_in_this_process_and_many_do_not() -> None:
    assert set(spread(process_of, range(5), lost)) == {os.getpid()}
    assert os.getpid() not in set(spread(process_of, range(60), lost))


def test_an_item_that_kills_its_process_costs_itself_alone() -> None:
    expected = [-n if n % 20 == 7 else n * n for n in range(50)]
    assert list(spread(square_or_die, range(50), lost)) == expected


def test_what_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="三十"):
        list(spread(refuse, range(60), lost))


def test_the_rest_is_given_up_when_no_one_wants_it() -> None:
    results = spread(square, range(1000), lost)
    assert next(results) == 0
    results.close()
