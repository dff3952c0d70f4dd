"""What is measured, and how it is shared between two cores."""

import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from benchmarks.soak import (
    damage,
    faults,
    kills,
    power_loss,
    shortage,
    shown_by_tests,
    speed,
    two_writers,
    undoing,
)
from benchmarks.soak.attacks import escapes_figure, hostile_figure, locks_figure, odd_bytes_figure
from benchmarks.soak.figures import Figure

Measure = Callable[[bool], Iterable[Figure]]
"""Measures something, a short version of it if so asked."""

LAZYFS = Figure(
    5,
    "LazyFS, 200 cuts: age of lost input",
    "≤ 1.25 s",
    "not measured",
    None,
    "not on this machine; the model of figure 4 stands in for it",
)


def _typing_kills(short: bool) -> Iterable[Figure]:
    return kills.measure_typing(8 if short else 500)


def _saving_kills(short: bool) -> Iterable[Figure]:
    return (kills.measure_saving(8 if short else 500),)


def _undoing(short: bool) -> Iterable[Figure]:
    return undoing.measure(60 if short else 1000)


def _speed(short: bool) -> Iterable[Figure]:
    return (speed.measure(20, 200, 30) if short else speed.measure(),)


SUBJECTS: dict[tuple[int, ...], Measure] = {
    (1, 2): _typing_kills,
    (3,): _saving_kills,
    (4,): lambda short: (power_loss.measure(short=short, most=80 if short else 0),),
    (5,): lambda _: (LAZYFS,),
    (6,): lambda short: (faults.measure(short=short),),
    (7,): lambda _: (shortage.measure_full(),),
    (8,): lambda _: (shortage.measure_closed(),),
    (9,): lambda short: (two_writers.measure(30 if short else 600),),
    (10,): lambda short: (locks_figure(short=short),),
    (11, 12): lambda short: damage.measure(short=short),
    (13, 14): _undoing,
    (18,): lambda _: (escapes_figure(),),
    (19,): lambda short: (hostile_figure(short=short),),
    (23,): _speed,
    (24,): lambda _: (odd_bytes_figure(),),
    tuple(shown.number for shown in shown_by_tests.SHOWN): lambda _: shown_by_tests.measure(),
}

_OF_TESTS = {18, 19, 24, *(shown.number for shown in shown_by_tests.SHOWN)}
"""Figures whose short version is a test anyway."""


_USE_BOTH_CORES = {(1, 2), (18,), (19,), (23,), (24,)}
"""What is measured alone: it is shared among processes, or it is about time."""


def figures(*, short: bool, only: frozenset[int]) -> list[Figure]:
    """Measure all, or what is asked for; what takes one core two at a time."""
    wanted = [
        numbers
        for numbers in SUBJECTS
        if (only & set(numbers) if only else not (short and set(numbers) & _OF_TESTS))
    ]
    found: list[Figure] = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        beside = [
            pool.submit(_measured, numbers, short)
            for numbers in wanted
            if numbers not in _USE_BOTH_CORES
        ]
        for one in as_completed(beside):
            found += one.result()
    for numbers in wanted:
        if numbers in _USE_BOTH_CORES:
            found += _measured(numbers, short)
    return sorted(found, key=lambda figure: figure.number)


def _measured(numbers: tuple[int, ...], short: bool) -> list[Figure]:
    begun = time.monotonic()
    try:
        found = list(SUBJECTS[numbers](short))
    except Exception as error:
        found = [Figure(numbers[0], "could not be measured", "", "", False, repr(error))]
    lines = [f"{figure.number}: {figure.measured}\n" for figure in found]
    spent = time.monotonic() - begun
    print(f"{''.join(lines)}  {spent:.0f} s", file=sys.stderr, flush=True)
    return found
