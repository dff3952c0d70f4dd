"""Several programs that want the same form at once: is a stale lock recognised, is a live one kept?

    python -m benchmarks.soak.locks [TRIALS]

Three processes, started once, take the lock of the same form at the same moment, each halted for a
random moment before each call to the disk. In every other trial a program that has ended has left
the lock: exactly one of the three is to get it. In the others a fourth program holds it, or one of
another machine that touched it a moment ago, or two minutes ago: none of the three may get it, and
the lock is to stay as it is.
"""

import json
import multiprocessing
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from perftui import disk
from perftui.storage.lock import FormLock
from perftui.storage.processes import numbering, start_of

WORKERS = 3
_PATIENCE = 60.0
_LONGEST_HALT = 0.002


@dataclass(frozen=True)
class Found:
    """Stale locks, how many of them one program got; live locks, how often one was broken.

    A lock that was stale is live once it is somebody's: a second who gets it has broken it.
    """

    stale: int
    recognised: int
    live: int
    live_broken: int


def measure(trials: int) -> Found:
    """Take locks that are stale and locks that are live in turn."""
    with TemporaryDirectory() as name, _workers() as workers:
        left = [_of_ended_program(), _elsewhere(quiet=200.0)]
        held = [_of_this_program(), _elsewhere(quiet=0.0), _elsewhere(quiet=120.0)]
        stale = recognised = live = broken = 0
        for number in range(trials):
            pair, is_live = divmod(number, 2)
            kinds = held if is_live else left
            form = Path(name, f"{number}.perf.json")
            winners = _contest(form, kinds[pair % len(kinds)], workers)
            stale, recognised = stale + (not is_live), recognised + (not is_live and winners == 1)
            live, broken = live + is_live, broken + (winners > (not is_live))
        return Found(stale, recognised, live, broken)


def _contest(form: Path, left: tuple[dict[str, Any], float], workers: list[Connection]) -> int:
    """Lay a lock and have all take it at once; returns how many have got it, or broken it."""
    data, quiet = left
    lock = FormLock(form).file
    lock.write_text(json.dumps(data), "utf-8")
    then = time.time() - quiet
    os.utime(lock, (then, then))
    before = lock.read_bytes()
    for worker in workers:
        worker.send(form)
    winners = sum(_answer(worker) for worker in workers)
    if not winners and lock.read_bytes() != before:
        winners = 1  # nobody holds it, and it is not what it was
    for worker in workers:
        worker.send(None)
    for worker in workers:
        _answer(worker)
    return winners


def _work(orders: Connection, together: Barrier) -> None:
    """Take the lock of each form that is named, and give it back when told."""
    chance = Random(os.getpid())

    def halted(_: str, __: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        time.sleep(chance.random() * _LONGEST_HALT)
        return act()

    while (form := orders.recv()) is not None:
        lock = FormLock(form)
        together.wait(_PATIENCE)
        with disk.watched(halted):
            orders.send(lock.take() is None)
        orders.recv()
        lock.give_back()
        orders.send(True)


@contextmanager
def _workers() -> Iterator[list[Connection]]:
    spawning = multiprocessing.get_context("spawn")
    together = spawning.Barrier(WORKERS)
    pairs = [spawning.Pipe() for _ in range(WORKERS)]
    processes = [
        spawning.Process(target=_work, args=(theirs, together), daemon=True) for _, theirs in pairs
    ]
    for process in processes:
        process.start()
    try:
        yield [ours for ours, _ in pairs]
    finally:
        for ours, theirs in pairs:
            ours.send(None)
            theirs.close()
        for process in processes:
            process.join(_PATIENCE)
        for ours, _ in pairs:
            ours.close()


def _answer(worker: Connection) -> bool:
    if not worker.poll(_PATIENCE):
        raise TimeoutError("a worker has not answered")
    return bool(worker.recv())


def _of_ended_program() -> tuple[dict[str, Any], float]:
    with subprocess.Popen(
        [sys.executable, "-S", "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    ) as one:
        return _lock(platform.node(), one.pid, start_of(one.pid), numbering()), 0.0


def _of_this_program() -> tuple[dict[str, Any], float]:
    """Return a lock of a program that lives, and has not touched it: it may have been halted."""
    pid = os.getpid()
    return _lock(platform.node(), pid, start_of(pid), numbering()), 3600.0


def _elsewhere(quiet: float) -> tuple[dict[str, Any], float]:
    return _lock("another-machine", 4711, "", ""), quiet


def _lock(host: str, pid: int, started: str, space: str) -> dict[str, Any]:
    who = {"user": "老王", "host": host, "pid": pid, "since": "2026-04-20T15:30:00+08:00"}
    return who | {"started": started, "numbering": space}


if __name__ == "__main__":
    begun = time.monotonic()
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
    print(f"{time.monotonic() - begun:.1f} s")
