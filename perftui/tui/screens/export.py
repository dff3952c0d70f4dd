"""Export: which formats, into which folder; of one form, or of many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import ExportOrder, Prospect, export_form, foresee, note_on, obstacles
from perftui.jobs.home.catalog import Line
from perftui.jobs.home.export_many import Wishes
from perftui.rules.finding import Finding, Level
from perftui.storage.errors import StorageError
from perftui.storage.probing import refuse_closed
from perftui.storage.user_data import typed_path
from perftui.tui.bindings import key_of
from perftui.tui.screens.dialog import Dialog
from perftui.tui.widgets.field_input import FieldInput
from perftui.writers.exporting import FORMATS, ExportError

Result = TypeVar("Result")

_FIRST_CHOICE = ("docx",)
_LISTED = 3


class TickList(OptionList):
    """Options, each ticked or not; space changes the one under the cursor."""

    BINDINGS = [("space,ideographic_space", "tick", "选择")]

    def __init__(self, labels: Mapping[str, str], chosen: Sequence[str] = ()) -> None:
        self._labels = labels
        self._chosen = set(chosen)
        super().__init__(*(Option(self._line(name), name) for name in labels), compact=True)

    @property
    def chosen(self) -> list[str]:
        """What is ticked, in order."""
        return [name for name in self._labels if name in self._chosen]

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        if self.highlighted is not None:
            name = list(self._labels)[self.highlighted]
            self._chosen ^= {name}
            self.replace_option_prompt(name, self._line(name))

    def _line(self, name: str) -> Content:
        return Content(f"{'[x]' if name in self._chosen else '[ ]'} {self._labels[name]}")


class FormatList(TickList):
    """The formats."""

    def __init__(self, chosen: Sequence[str]) -> None:
        super().__init__({name: f"{name:<5} {FORMATS[name].label}" for name in FORMATS}, chosen)


class WishList(TickList):
    """What is to be done with forms that something speaks against exporting."""

    def __init__(self) -> None:
        super().__init__(
            {"overwrite": "已有同名的文件：覆盖", "drafts": "有错误的表：也导出，每页印上草稿"}
        )

    @property
    def wishes(self) -> Wishes:
        """What is ticked."""
        return Wishes("overwrite" in self.chosen, "drafts" in self.chosen)


class ExportDialog(Dialog[Result]):
    """What asking for formats and a folder is like, whether for one form or for many."""

    CSS_PATH = ["dialog.tcss", "export.tcss"]
    BINDINGS = [("escape", "leave", "取消")]

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._asked = ""

    @property
    def title_text(self) -> str:
        """What the dialog is about."""
        raise NotImplementedError

    def export(self, order: ExportOrder) -> None:
        """Export as ordered."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out formats, folder, and what speaks against the export."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.title_text), classes="title")
            yield FormatList(_FIRST_CHOICE)
            yield Static(Content("存到文件夹"), classes="label")
            yield FieldInput("", str(self._home / "导出"))
            yield from self.compose_more()
            yield Static(markup=False, classes="obstacles")
            yield Static(Content("空格选择格式  Tab 到文件夹  回车导出  Esc 取消"), classes="keys")
            yield Static(markup=False, classes="message")

    def compose_more(self) -> ComposeResult:
        """Lay out what else is asked."""
        yield from ()

    def on_mount(self) -> None:
        """Start on the formats."""
        self.query_one(FormatList).focus()

    def on_key(self, event: events.Key) -> None:
        """Enter exports wherever the focus is; space is what ticks a format."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._order()

    @on(FieldInput.Submitted)
    def _order(self) -> None:
        formats = self.query_one(FormatList).chosen
        typed = self.query_one(FieldInput).value.strip()
        if not formats:
            self.say("请先用空格选择至少一种格式。")
        elif not typed:
            self.say("请填要存到的文件夹。")
        else:
            self.export(ExportOrder(typed_path(typed), tuple(formats)))

    def refuse(self, message: str) -> None:
        """Say why nothing can be written, and lead to where another folder is named."""
        if self.is_attached:
            self._asked = ""
            self.say(f"{message}改好文件夹，再按回车。")
            self.query_one(FieldInput).focus()

    def ask(self, question: str) -> None:
        """Ask for Enter once more."""
        self._asked = question
        self.say(question)

    def say(self, message: str) -> None:
        """Show a message, if anyone still looks."""
        if self.is_attached:
            self.query_one(".message", Static).update(Content(message))

    def show_obstacles(self, lines: Sequence[str]) -> None:
        """Show what speaks against the export, if anyone still looks."""
        if self.is_attached:
            self.query_one(".obstacles", Static).update(Content("\n".join(lines)))

    def action_leave(self) -> None:
        """Close without exporting."""
        self.dismiss(None)


class ExportScreen(ExportDialog[bool]):
    """A dialog: space ticks formats, Enter exports.

    What is to be written over, and a form that errors make a draft, need Enter twice. The result is
    whether documents were written.
    """

    def __init__(self, evaluation: Evaluation, home: Path) -> None:
        super().__init__(home)
        self._evaluation = evaluation

    @property
    def title_text(self) -> str:
        """Which form is exported."""
        return f"导出「{self._evaluation.name}」"

    def on_mount(self) -> None:
        """Start on the formats, looking meanwhile for errors."""
        super().on_mount()
        self._look()

    def export(self, order: ExportOrder) -> None:
        """Export, asking first where something speaks against it."""
        self._write(order)

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            found = obstacles(self._evaluation, self._home, date.today())
        except StorageError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self._show_obstacles, found)

    @work(thread=True, exclusive=True, group="write")
    def _write(self, order: ExportOrder) -> None:
        """Export, or ask first where something speaks against it."""
        try:
            refuse_closed(order.folder)
            prospect = foresee(self._evaluation, order, self._home, date.today())
            question = _question(prospect)
            if question and question != self._asked:
                self.app.call_from_thread(self.ask, question)
                return
            self.app.call_from_thread(self.say, "正在导出...")
            written = export_form(
                self._evaluation,
                order.formats,
                order.folder,
                overwrite=True,
                draft=bool(prospect.obstacles),
                home=self._home,
            )
        except StorageError as error:
            self.app.call_from_thread(self.refuse, str(error))
        except ExportError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            note = note_on(self._evaluation, order.formats)
            self.app.call_from_thread(self._done, written, note)

    def _show_obstacles(self, found: Sequence[Finding]) -> None:
        if not found:
            return
        lines = [f"有 {len(found)} 个错误，导出的每页印上草稿："]
        lines += [f"  {finding.code} {finding.message}" for finding in found[:_LISTED]]
        if len(found) > _LISTED:
            key = key_of(self, "editor.focus_findings")
            lines.append(f"  另有 {len(found) - _LISTED} 个，见 {key} 检查")
        self.show_obstacles(lines)

    def _done(self, written: Sequence[Path], note: str) -> None:
        names = "、".join(path.name for path in written)
        self.app.notify(f"{names}\n在 {written[0].parent}", title="已导出", markup=False, timeout=8)
        if note:
            self.app.notify(note, severity="warning", markup=False, timeout=12)
        if self.is_attached:
            self.dismiss(True)


@dataclass(frozen=True)
class ExportChoice:
    """How many forms are to be exported: formats and folder, and what of the doubtful ones."""

    order: ExportOrder
    wishes: Wishes


class ExportManyScreen(ExportDialog[ExportChoice]):
    """The same dialog for many forms; two more lines are ticked. Its result is what was chosen."""

    def __init__(self, lines: Sequence[Line], home: Path) -> None:
        super().__init__(home)
        self._lines = lines

    @property
    def title_text(self) -> str:
        """How many forms are exported."""
        return f"导出{len(self._lines)}份表，每份一个文件"

    def compose_more(self) -> ComposeResult:
        """Ask what is to be done with forms that speak against it."""
        yield Static(Content("遇到这些时"), classes="label")
        yield WishList()

    def on_mount(self) -> None:
        """Start on the formats, and say what is known of errors."""
        super().on_mount()
        wrong = sum(line.count(Level.ERROR) > 0 for line in self._lines)
        if wrong:
            self.show_obstacles([f"其中 {wrong} 份有错误，不选上面的草稿就不导出。"])

    def export(self, order: ExportOrder) -> None:
        """Hand on what was chosen, if the folder can be written."""
        self._hand_on(ExportChoice(order, self.query_one(WishList).wishes))

    @work(thread=True, exclusive=True, group="look")
    def _hand_on(self, choice: ExportChoice) -> None:
        try:
            refuse_closed(choice.order.folder)
        except StorageError as error:
            self.app.call_from_thread(self.refuse, str(error))
        else:
            self.app.call_from_thread(self._close, choice)

    def _close(self, choice: ExportChoice) -> None:
        if self.is_attached:
            self.dismiss(choice)


def _question(prospect: Prospect) -> str:
    """Return what must be agreed to before the export, empty where nothing must."""
    if prospect.obstacles:
        count = len(prospect.obstacles)
        over = f"，覆盖「{prospect.present[0].name}」" if prospect.present else ""
        return f"还有 {count} 个错误。再按一次回车，按草稿导出{over}。"
    if prospect.present:
        return f"「{prospect.present[0].name}」已经有了，再按一次回车覆盖。"
    return ""
