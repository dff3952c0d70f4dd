"""A new form: its name, year and kind."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.evaluation.fields import read
from perftui.evaluation.profile import load_profile, profile_ids
from perftui.evaluation.values import Unread
from perftui.tui.widgets.field_input import FieldInput


@dataclass(frozen=True)
class NewForm:
    """What a new form is to be."""

    name: str
    year: int | None
    profile: str


class NewFormScreen(ModalScreen[NewForm | None]):
    """A dialog: name, year, kind; Enter goes on, Enter on the kind makes the form."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [("escape", "dismiss", "取消")]

    def compose(self) -> ComposeResult:
        """Lay out the three questions."""
        with Vertical(classes="dialog"):
            yield Static("新建自评表", markup=False, classes="title")
            yield Static("项目名称", markup=False, classes="label")
            yield FieldInput("name")
            yield Static("评价年度（如 2020）", markup=False, classes="label")
            yield FieldInput("year", numeric=True)
            yield Static("表式", markup=False, classes="label")
            yield OptionList(
                *(Option(Content(load_profile(p).name), id=p) for p in _profiles()), compact=True
            )
            yield Static("Tab 下一项  回车确定  Esc 取消", markup=False, classes="keys")
            yield Static(markup=False, classes="message")

    @on(FieldInput.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(OptionList.OptionSelected)
    def _create(self, event: OptionList.OptionSelected) -> None:
        name, typed = (field.value.strip() for field in self.query(FieldInput))
        profile = event.option_id or _profiles()[0]
        year = read("year", typed, load_profile(profile))
        if not name or isinstance(year, Unread):
            reason = year.reason if isinstance(year, Unread) else "请先填项目名称。"
            self.query_one(".message", Static).update(Content(reason))
            self.query(FieldInput)[1 if name else 0].focus()
        else:
            self.dismiss(NewForm(name, year, profile))


def _profiles() -> list[str]:
    """Return the profiles, the newer ones behind."""
    return sorted(profile_ids(), key=lambda profile_id: profile_id != "sh2019")
