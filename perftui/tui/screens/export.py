"""Export: which formats, into which folder."""

from collections.abc import Sequence
from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import export_form, targets
from perftui.storage.errors import StorageError
from perftui.tui.widgets.field_input import FieldInput
from perftui.writers.exporting import FORMATS, ExportError

_FIRST_CHOICE = ("docx",)


class FormatList(OptionList):
    """The formats, each ticked or not; space changes the one under the cursor."""

    BINDINGS = [("space", "tick", "选择")]

    def __init__(self, chosen: Sequence[str]) -> None:
        self._chosen = set(chosen)
        super().__init__(*(Option(self._line(name), name) for name in FORMATS), compact=True)

    @property
    def chosen(self) -> list[str]:
        """The formats that are ticked, in their order."""
        return [name for name in FORMATS if name in self._chosen]

    def action_tick(self) -> None:
        """Tick the format under the cursor, or take its tick away."""
        if self.highlighted is not None:
            name = list(FORMATS)[self.highlighted]
            self._chosen ^= {name}
            self.replace_option_prompt(name, self._line(name))

    def _line(self, name: str) -> Content:
        tick = "[x]" if name in self._chosen else "[ ]"
        return Content(f"{tick} {name:<5} {FORMATS[name].label}")


class ExportScreen(ModalScreen[None]):
    """A dialog: space ticks formats, Enter exports; existing files need Enter twice."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [("escape", "dismiss", "取消")]

    def __init__(self, evaluation: Evaluation, folder: Path) -> None:
        super().__init__()
        self._evaluation = evaluation
        self._folder = folder
        self._confirmed: tuple[Path, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out formats and folder."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"导出「{self._evaluation.name}」"), classes="title")
            yield FormatList(_FIRST_CHOICE)
            yield Static(Content("存到文件夹"), classes="label")
            yield FieldInput("", str(self._folder))
            yield Static(Content("空格选择格式  Tab 到文件夹  回车导出  Esc 取消"), classes="keys")
            yield Static(markup=False, classes="message")

    def on_mount(self) -> None:
        """Start on the formats."""
        self.query_one(FormatList).focus()

    def on_key(self, event: events.Key) -> None:
        """Enter exports wherever the focus is; space is what ticks a format."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._export()

    @on(FieldInput.Submitted)
    def _export(self) -> None:
        formats = self.query_one(FormatList).chosen
        folder = Path(self.query_one(FieldInput).value.strip()).expanduser()
        if not formats:
            self._say("请先用空格选择至少一种格式。")
            return
        wanted = targets(self._evaluation, formats, folder)
        present = tuple(path for path in wanted if path.exists())
        if present and wanted != self._confirmed:
            self._confirmed = wanted
            self._say(f"「{present[0].name}」已经有了，再按一次回车覆盖。")
            return
        self._say("正在导出……")
        self._write(formats, folder)

    @work(thread=True, exclusive=True)
    def _write(self, formats: Sequence[str], folder: Path) -> None:
        try:
            written = export_form(self._evaluation, formats, folder, overwrite=True)
        except (StorageError, ExportError) as error:
            self.app.call_from_thread(self._say, str(error))
        else:
            self.app.call_from_thread(self._done, written)

    def _say(self, message: str) -> None:
        if self.is_attached:
            self.query_one(".message", Static).update(Content(message))

    def _done(self, written: Sequence[Path]) -> None:
        names = "、".join(path.name for path in written)
        self.app.notify(f"{names}\n在 {written[0].parent}", title="已导出", markup=False, timeout=8)
        if self.is_attached:
            self.dismiss()
