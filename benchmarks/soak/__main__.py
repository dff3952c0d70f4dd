"""What is kept and what is kept out, by figures: `python -m benchmarks.soak`.

    python -m benchmarks.soak [--short] [--only 1,2,9]

Prints the table of docs/reliability.md, and on stderr what has been measured. Some minutes on
two cores; `--short` some seconds, on fewer kills, states and damages. Exits 1 if a figure misses
its target. POSIX only.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator

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
from benchmarks.soak.figures import Figure, table

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


def figures(*, short: bool, only: frozenset[int]) -> Iterator[Figure]:
    """Measure all, or what is asked for."""
    for numbers, measure in SUBJECTS.items():
        if only and not only & set(numbers):
            continue
        if short and not only and set(numbers) & _OF_TESTS:
            continue
        begun = time.monotonic()
        try:
            found = list(measure(short))
        except Exception as error:
            found = [Figure(numbers[0], "could not be measured", "", "", False, repr(error))]
        spent = time.monotonic() - begun
        for figure in found:
            print(f"{figure.number}: {figure.measured}", file=sys.stderr)
        print(f"  {spent:.0f} s", file=sys.stderr, flush=True)
        yield from found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="", metavar="N,N", help="the numbers of figures")
    options = parser.parse_args()
    only = frozenset(int(number) for number in options.only.split(",") if number)
    found = list(figures(short=options.short, only=only))
    print(table(found))
    missed = [figure.number for figure in found if figure.is_met is False]
    if missed:
        print(f"missed: {', '.join(map(str, missed))}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
