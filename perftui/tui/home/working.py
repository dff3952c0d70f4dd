"""Work on many forms: how far it is, with what it is at work, and stopping it."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from perftui.evaluation.safe_text import safe_text
from perftui.jobs.opening import Progress, StoppedError
from perftui.storage.errors import StorageError
from perftui.tui.screens.dialog import Dialog
from perftui.writers.book import ExportError

Result = TypeVar("Result")


@dataclass(frozen=True)
class Worked(Generic[Result]):
    """What work came to: its results by then, whether it was stopped, what went wrong."""

    results: tuple[Result, ...] = ()
    is_stopped: bool = False
    error: str = ""


class WorkingScreen(Dialog[Worked[Result]]):
    """A dialog while many forms are worked on in a thread; Esc stops, what is done stays done."""

    CSS_PATH = ["../screens/dialog.tcss", "working.tcss"]
    BINDINGS = [Binding("escape", "stop", "停下", priority=True)]

    def __init__(
        self,
        title: str,
        total: int,
        job: Callable[[Progress], Generator[Result, None, None]],
        stop: str = "停下",
    ) -> None:
        """`job` is told where to tell how far it is, and yields its results.

        `stop` says what Esc does.
        """
        super().__init__()
        self._title = title
        self._total = total
        self._job = job
        self._stop = stop
        self._stopped = Event()

    def compose(self) -> ComposeResult:
        """Lay out what is being done above how far it is."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="title")
            yield Static("正在开始...", markup=False, id="working-now")
            yield ProgressBar(self._total, show_eta=False, show_percentage=False)
            yield Static(Content(f"Esc {self._stop}"), classes="keys")

    def on_mount(self) -> None:
        """Start to work."""
        self._work()

    def on_unmount(self) -> None:
        """Stop with the program."""
        self._stopped.set()

    @work(thread=True, exclusive=True, group="working")
    def _work(self) -> None:
        results: list[Result] = []
        error = ""
        try:
            with closing(self._job(self._announce)) as told:
                for one in told:
                    results.append(one)
                    if self._stopped.is_set():
                        break
        except StoppedError:
            pass
        except (StorageError, ExportError) as failed:
            error = str(failed)
        worked = Worked(tuple(results), self._stopped.is_set(), error)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._finish, worked)

    def _announce(self, number: int, total: int, name: str) -> None:
        if self._stopped.is_set():
            raise StoppedError
        self.app.call_from_thread(partial(self._show, number, total, name))

    def _show(self, number: int, total: int, name: str) -> None:
        if self.is_attached and not self._stopped.is_set():
            self.query_one(ProgressBar).update(total=total, progress=number)
            file = " ".join(safe_text(name).split()).rpartition("/")[2]
            self._say(f"第 {number}/{total} 份：{file}")

    def _say(self, message: str) -> None:
        self.query_one("#working-now", Static).update(Content(message))

    def _finish(self, worked: Worked[Result]) -> None:
        if self.is_attached:
            self.dismiss(worked)

    def action_stop(self) -> None:
        """Stop after what is under way."""
        self._stopped.set()
        self._say("正在停下，等手上的几份做完...")
