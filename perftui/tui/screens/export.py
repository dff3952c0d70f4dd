"""Export: which formats, into which folder."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import ExportOrder, Prospect, export_form, foresee, note_on, obstacles
from perftui.rules.finding import Finding
from perftui.storage.errors import StorageError
from perftui.tui.widgets.field_input import FieldInput
from perftui.writers.exporting import FORMATS, ExportError

_FIRST_CHOICE = ("docx",)
_LISTED = 3


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


class ExportScreen(ModalScreen[bool]):
    """A dialog: space ticks formats, Enter exports.

    What is to be written over, and a form that errors make a draft, need Enter twice. The result is
    whether documents were written.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS = [("escape", "dismiss(False)", "取消")]

    def __init__(self, evaluation: Evaluation, home: Path) -> None:
        super().__init__()
        self._evaluation = evaluation
        self._home = home
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Lay out formats, folder, and what speaks against the export."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"导出「{self._evaluation.name}」"), classes="title")
            yield FormatList(_FIRST_CHOICE)
            yield Static(Content("存到文件夹"), classes="label")
            yield FieldInput("", str(self._home / "导出"))
            yield Static(markup=False, classes="obstacles")
            yield Static(Content("空格选择格式  Tab 到文件夹  回车导出  Esc 取消"), classes="keys")
            yield Static(markup=False, classes="message")

    def on_mount(self) -> None:
        """Start on the formats, looking meanwhile for errors."""
        self.query_one(FormatList).focus()
        self._look()

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
        if formats:
            self._write(ExportOrder(folder, tuple(formats)))
        else:
            self._say("请先用空格选择至少一种格式。")

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            found = obstacles(self._evaluation, self._home, date.today())
        except StorageError as error:
            self.app.call_from_thread(self._say, str(error))
        else:
            self.app.call_from_thread(self._show_obstacles, found)

    @work(thread=True, exclusive=True, group="write")
    def _write(self, order: ExportOrder) -> None:
        """Export, or ask first where something speaks against it."""
        try:
            prospect = foresee(self._evaluation, order, self._home, date.today())
            question = _question(prospect)
            if question and question != self._asked:
                self.app.call_from_thread(self._ask, question)
                return
            self.app.call_from_thread(self._say, "正在导出……")
            written = export_form(
                self._evaluation,
                order.formats,
                order.folder,
                overwrite=True,
                draft=bool(prospect.obstacles),
                home=self._home,
            )
        except (StorageError, ExportError) as error:
            self.app.call_from_thread(self._say, str(error))
        else:
            note = note_on(self._evaluation, order.formats)
            self.app.call_from_thread(self._done, written, note)

    def _show_obstacles(self, found: Sequence[Finding]) -> None:
        if not found or not self.is_attached:
            return
        lines = [f"有 {len(found)} 个错误，导出的每页印上草稿："]
        lines += [f"  {finding.code} {finding.message}" for finding in found[:_LISTED]]
        if len(found) > _LISTED:
            lines.append(f"  另有 {len(found) - _LISTED} 个，见 F4 检查")
        self.query_one(".obstacles", Static).update(Content("\n".join(lines)))

    def _ask(self, question: str) -> None:
        self._asked = question
        self._say(question)

    def _say(self, message: str) -> None:
        if self.is_attached:
            self.query_one(".message", Static).update(Content(message))

    def _done(self, written: Sequence[Path], note: str) -> None:
        names = "、".join(path.name for path in written)
        self.app.notify(f"{names}\n在 {written[0].parent}", title="已导出", markup=False, timeout=8)
        if note:
            self.app.notify(note, severity="warning", markup=False, timeout=12)
        if self.is_attached:
            self.dismiss(True)


def _question(prospect: Prospect) -> str:
    """Return what must be agreed to before the export, empty where nothing must."""
    if prospect.obstacles:
        count = len(prospect.obstacles)
        over = f"，覆盖「{prospect.present[0].name}」" if prospect.present else ""
        return f"还有 {count} 个错误。再按一次回车，按草稿导出{over}。"
    if prospect.present:
        return f"「{prospect.present[0].name}」已经有了，再按一次回车覆盖。"
    return ""
