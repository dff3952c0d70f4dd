"""`spread`: the same work on many items, on all cores, in order; a crash costs one item."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from functools import cache
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import Generic, TypeVar

from perftui.jobs.apart.limits import allow, confine

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 24  # so many are done before another process has even started
_AHEAD = 4
_SECONDS = 300.0  # of computing, for one item: an archive of a thousand documents is one


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    lost: Callable[[Item], Result],
    few: int = _FEW,
) -> Iterator[Result]:
    """Yield what `work` makes of each item, in the order of the items.

    `work` is a function of a module, items and results can be pickled. Up to `few` items, or one
    core, are not worth other processes. Where an item kills its process, as by taking more memory
    or time than any needs, `lost` stands in for it.
    Closing the iterator gives up what has not begun.
    """
    cores = _cores()
    if len(items) <= few or cores == 1:
        yield from map(work, items)
        return
    pool = _Pool(work, lost, cores)
    try:
        for item in items:
            if pool.is_full:
                yield pool.take()
            pool.give(item)
        while pool.is_busy:
            yield pool.take()
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    """Processes at work on some items ahead, replaced when one of them dies."""

    def __init__(
        self, work: Callable[[Item], Result], lost: Callable[[Item], Result], cores: int
    ) -> None:
        self._work = work
        self._lost = lost
        self._cores = cores
        self._executor = _executor(cores)
        self._given: deque[tuple[Item, Future[Result] | None]] = deque()

    @property
    def is_busy(self) -> bool:
        """Whether something given has not been taken."""
        return bool(self._given)

    @property
    def is_full(self) -> bool:
        """Whether so much is under way that more would only take memory."""
        return len(self._given) >= self._cores * _AHEAD

    def give(self, item: Item) -> None:
        """Put an item to work; where a process has died, wait with it until that is mended."""
        try:
            self._given.append((item, self._executor.submit(_within_limits, self._work, item)))
        except (BrokenProcessPool, RuntimeError):  # RuntimeError: already shut down
            self._given.append((item, None))

    def take(self) -> Result:
        """Return the next result, waiting for it."""
        item, future = self._given.popleft()
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        return self._mended(item)

    def close(self) -> None:
        """Give up what has not begun."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _mended(self, item: Item) -> Result:
        """Do an item alone, so that it is known which one kills, and the rest in new processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        if not _has_processes():
            return self._work(item)
        with _executor(1) as alone:
            try:
                result = alone.submit(_within_limits, self._work, item).result()
            except BrokenProcessPool:
                result = self._lost(item)
        self._executor = _executor(self._cores)
        waiting, self._given = self._given, deque()
        for other, _ in waiting:
            self.give(other)
        return result


@cache
def _has_processes() -> bool:
    """Whether other processes can be started at all: some programs that call this forbid it."""
    with _executor(1) as probe:
        try:
            return probe.submit(os.getpid).result() > 0
        except BrokenProcessPool:
            return False


def _executor(cores: int) -> ProcessPoolExecutor:
    _ensure_tracker()
    # Spawned processes are the same on every system, and inherit no threads or locks.
    return ProcessPoolExecutor(cores, get_context("spawn"), _get_ready)


def _ensure_tracker() -> None:
    """Start what keeps track of the processes.

    It hands standard error down by its number, which what a screen puts in its place has not.
    """
    if os.name == "posix":
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
            resource_tracker.ensure_running()


def _get_ready() -> None:
    """Leave interrupts to the parent, and take no more of the machine than is meant."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine(may_write=True)


def _within_limits(work: Callable[[Item], Result], item: Item) -> Result:
    allow(_SECONDS)
    return work(item)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
