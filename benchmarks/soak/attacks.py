"""Figures 10, 18, 19 and 24 as lines of the table: locks, escapes, hostile files, odd bytes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.soak import escapes, hostile, locks, odd_bytes, regexes
from benchmarks.soak.figures import Figure
from tests.reliability.hostile_files import Hostile, corpus

_MOST_SECONDS, _MOST_OF_A_PATTERN = 2.0, 0.05
_MOST_OF_PROGRAM, _MOST_OF_CHILD = 256.0, 1024.0  # megabytes
_TRIALS = 200
_AT_ONCE = 2


def locks_figure(*, short: bool = False) -> Figure:
    found = locks.measure(20 if short else _TRIALS)
    return Figure(
        10,
        "stale locks recognised; live locks broken",
        "all, 0",
        f"{found.recognised} of {found.stale}; {found.live_broken} of {found.live}",
        found.recognised == found.stale and not found.live_broken,
    )


def escapes_figure() -> Figure:
    return escapes.figure()


def odd_bytes_figure() -> Figure:
    return odd_bytes.figure()


def hostile_figure(*, short: bool = False) -> Figure:
    """Open the hostile files with the program, and give each pattern hostile characters."""
    files = corpus()
    worst = _worst_of(files[::12] if short else files)
    slowest = regexes.measure(1000 if short else regexes.SIZE)[0]

    def longest(*, is_template: bool) -> float:
        return max(
            (one.seconds for one in worst if (one.way == "template") is is_template),
            default=0.0,
        )

    is_met = (
        max(one.seconds for one in worst) <= _MOST_SECONDS
        and max(one.parent for one in worst) <= _MOST_OF_PROGRAM
        and max(one.child for one in worst) <= _MOST_OF_CHILD
        and not any(one.fault for one in worst)
        and slowest.seconds <= _MOST_OF_A_PATTERN
    )
    return Figure(
        19,
        "hostile files: longest of all but templates, of templates; most memory of program and of "
        "child; crashes; slowest pattern on 10,000 hostile characters",
        f"≤ {_MOST_SECONDS:.0f} s; ≤ {_MOST_OF_PROGRAM:.0f} and {_MOST_OF_CHILD:.0f} MB; 0; "
        f"≤ {_MOST_OF_A_PATTERN * 1000:.0f} ms",
        f"{longest(is_template=False):.1f} s, {longest(is_template=True):.1f} s; "
        f"{max(one.parent for one in worst):.0f} and "
        f"{max(one.child for one in worst):.0f} MB; {sum(bool(one.fault) for one in worst)}; "
        f"{slowest.seconds:.2f} s",
        is_met,
        f"{len(worst)} files, {_AT_ONCE} at a time; slowest: {worst[0].name}; "
        f"pattern {slowest.name}",
    )


def _worst_of(files: Sequence[Hostile]) -> list[hostile.Measured]:
    """Have the program open each file, a few at a time; returns what came of it, slowest first."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        rows = [
            row for one in threads.map(hostile.measure, ([f] for f in files)) for row in one.rows
        ]
    return sorted(rows, key=lambda row: -row.seconds)
