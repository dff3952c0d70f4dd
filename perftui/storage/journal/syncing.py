"""When what was written is made sure to be on the disk itself: soon, and never on the way of a key.

A quarter of a second after the last key, while one goes on typing each second at least.
"""

import time
from collections.abc import Callable
from threading import Condition, Thread

AFTER_LAST, AFTER_FIRST = 0.25, 1.0


def due(first: float, last: float) -> float:
    """Return when to sync what was written from `first` to `last`, all in seconds."""
    return min(last + AFTER_LAST, first + AFTER_FIRST)


class Syncing:
    """Syncs what was written in a thread, which lives while there is anything to sync."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._condition = Condition()
        self._first = self._last = 0.0
        self._is_waiting = False
        self._thread: Thread | None = None

    def note(self) -> None:
        """Note that something was written."""
        with self._condition:
            self._last = time.monotonic()
            if self._is_waiting:
                return  # it looks, when it wakes, how long to wait on
            self._first = self._last
            self._is_waiting = True
            if self._thread is None:
                self._thread = Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Sync no more, and wait for what is under way."""
        with self._condition:
            thread, self._is_waiting = self._thread, False
            self._condition.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while self._waits():
            self._sync()

    def _waits(self) -> bool:
        """Wait until it is time to sync; False where there is nothing any more."""
        with self._condition:
            while self._is_waiting:
                left = due(self._first, self._last) - time.monotonic()
                if left <= 0:
                    self._is_waiting = False
                    return True
                self._condition.wait(left)
            self._thread = None
            return False
