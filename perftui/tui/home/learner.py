"""Learning the wording of many forms beside the screen: how far it is, and stopping it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from perftui.phrases.bank.file import BankError
from perftui.phrases.library import LibraryError
from perftui.tui.desk import Desk


class Learner:
    """Learns in a thread on behalf of a screen; `tell` gets how far it is, "" at the end."""

    def __init__(self, screen: Screen[Any], desk: Desk, tell: Callable[[str], None]) -> None:
        self._screen = screen
        self._desk = desk
        self._tell = tell
        self._worker: Worker[None] | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it is learning."""
        return self._worker is not None and self._worker.is_running

    def start(self, paths: Sequence[Path]) -> None:
        """Learn the wording of some forms."""
        job = partial(self._learn, tuple(paths))
        self._worker = self._screen.run_worker(job, thread=True, group="learn")

    def stop(self) -> None:
        """Stop after the form at hand; what was learnt stays."""
        if self._worker is not None:
            self._worker.cancel()

    def _learn(self, paths: tuple[Path, ...]) -> None:
        from perftui.jobs.learning import Taught, summary  # brings arrays along

        told: list[Taught] = []
        call = self._screen.app.call_from_thread
        try:
            with closing(self._desk.learn(paths, self._warn)) as lessons:
                for taught in lessons:
                    told.append(taught)
                    call(self._tell, f"正在学习措辞 {len(told)}/{len(paths)}")
                    if get_current_worker().is_cancelled:
                        break
        except (BankError, LibraryError) as error:
            self._warn(str(error))
        else:
            call(partial(self._screen.notify, summary(told), markup=False))
        call(self._tell, "")

    def _warn(self, said: str) -> None:
        notify = partial(self._screen.notify, said, severity="warning", markup=False)
        self._screen.app.call_from_thread(notify)
