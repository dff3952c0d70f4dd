"""Reading documents: how far it is, what could not be read, and stopping it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from perftui.jobs.browsing import one_line
from perftui.jobs.importing import Intake, Reading, import_all, problems
from perftui.jobs.opening import StoppedError
from perftui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from perftui.readers.layout.evaluations import Imported


class ReadingScreen(Dialog["tuple[Imported, ...] | None"]):
    """A dialog while documents are read; what was read when it is stopped can be looked through.

    It closes by itself if all is well. Its result are the forms, an empty one if other documents
    are to be chosen, None if it is to be left at that.
    """

    CSS_PATH = ["../screens/dialog.tcss", "reading.tcss"]
    BINDINGS = [("escape", "stop", "停下"), Binding("enter", "go_on", "核对", priority=True)]

    def __init__(self, paths: tuple[Path, ...], intake: Intake) -> None:
        super().__init__()
        self._paths = paths
        self._intake = intake
        self._readings: list[Reading] = []
        self._number = self._total = 0
        self._is_stopped = False
        self._worker: Worker[None] | None = None
        self._is_done = False

    def compose(self) -> ComposeResult:
        """Lay out the progress above what has been read."""
        with Vertical(classes="dialog"):
            yield Static("读入自评表", markup=False, classes="title")
            yield Static("正在清点文件...", markup=False, id="reading-now")
            yield ProgressBar(show_eta=False, show_percentage=False)
            yield OptionList(markup=False, compact=True)
            yield Static("Esc 停下，已经读出的仍可核对", markup=False, classes="keys")

    def on_mount(self) -> None:
        """Start to read."""
        self.query_one(OptionList).can_focus = False
        self._worker = self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        self._intake.look()
        with suppress(StoppedError):
            for reading in import_all(self._paths, self._announce):
                self._tell(partial(self._take, reading))
            self._tell(self._finish)

    def _announce(self, number: int, total: int, name: str) -> None:
        if get_current_worker().is_cancelled:
            raise StoppedError  # whatever is being read just now
        self._tell(partial(self._begin, number, total, one_line(name)))

    def _tell(self, done: Callable[[], None]) -> None:
        """Have something done on the screen, unless nobody waits for it any more."""
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._if_awaited, done)

    def _if_awaited(self, done: Callable[[], None]) -> None:
        if self.is_attached and not self._is_done:  # it may have been stopped a moment ago
            done()

    def _begin(self, number: int, total: int, name: str) -> None:
        self._number, self._total = number, total
        self.query_one(ProgressBar).update(total=total, progress=number - 1)
        self._say(f"第 {number}/{total} 个：{name}")

    def _take(self, reading: Reading) -> None:
        self._readings.append(reading)
        lines = self.query_one(OptionList)
        lines.add_option(Option(_line(reading)))
        lines.scroll_end(animate=False)

    @property
    def _forms(self) -> "tuple[Imported, ...]":
        return tuple(form for reading in self._readings for form in reading.forms)

    def _finish(self) -> None:
        """Go on if all is well; else show what could not be read."""
        self._is_done = True
        bad = problems(self._readings)
        if self._forms and not bad and not self._is_stopped:
            self.dismiss(self._forms)
            return
        if not self._is_stopped:
            self.query_one(ProgressBar).update(total=1, progress=1)
        lines = self.query_one(OptionList)
        lines.set_options([Option(_line(reading)) for reading in bad])
        lines.can_focus = True
        lines.focus()
        self._say(self._summary(len(bad)))
        forms = len(self._forms)
        keys = f"回车核对读出的{forms}份表  Esc 不要了" if forms else "回车重新选文件  Esc 关闭"
        self.query_one(".keys", Static).update(Content(keys))

    def _summary(self, bad: int) -> str:
        of = f"读了{len(self._readings)}个"
        if self._is_stopped:
            of = f"已停下：读到第 {self._number}/{self._total} 个"
        failed = f"，{bad}个没有读成：" if bad else "。"
        return f"{of}文件，得{len(self._forms)}份表{failed}"

    def _say(self, message: str) -> None:
        self.query_one("#reading-now", Static).update(Content(message))

    def action_stop(self) -> None:
        """Stop reading and keep what was read; once stopped, close without it."""
        if self._worker is not None:
            self._worker.cancel()
        if self._is_done:
            self.dismiss(None)
        elif self._forms:
            self._is_stopped = True
            self._finish()
        else:
            self.dismiss(())

    def action_go_on(self) -> None:
        """Go on to look through what was read."""
        if self._is_done:
            self.dismiss(self._forms)


def _line(reading: Reading) -> Content:
    name = one_line(reading.path.name)
    if reading.error:
        return Content.assemble(
            ("没读成 ", "bold $text-error"), name, "\n  ", (reading.error, "dim")
        )
    return Content.assemble(
        ("读入 ", "$text-success"), name, (f"  {len(reading.forms)}份表", "dim")
    )
