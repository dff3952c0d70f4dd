"""A new form: its name, year and kind, or last year's of the same project rolled forward."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from perftui.evaluation.drafting import roll_forward
from perftui.evaluation.fields import read
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile, profile_ids
from perftui.evaluation.values import Unread
from perftui.jobs.home.catalog import Line
from perftui.jobs.home.picking_forms import has_all, words_of
from perftui.tui.screens.dialog import Dialog
from perftui.tui.widgets.field_input import FieldInput

_MOST_OFFERED = 4


@dataclass(frozen=True)
class NewForm:
    """What a new form is to be; one rolled forward is there already."""

    name: str
    year: int | None
    profile: str
    rolled: Evaluation | None = None


class NewFormScreen(Dialog[NewForm | None]):
    """A dialog: name, year, kind; Enter goes on, Enter on the kind makes the form.

    While the name is typed, forms of that name are offered below to be rolled forward.
    """

    CSS_PATH = ["dialog.tcss", "new_form.tcss"]
    BINDINGS = [
        ("escape", "dismiss", "取消"),
        Binding("down", "step(1)", "下", priority=True),
        Binding("up", "step(-1)", "上", priority=True),
    ]

    def __init__(self, known: Iterable[Line] = ()) -> None:
        """`known` are the forms there are; the latest of each project is offered."""
        super().__init__()
        self._known = _latest(known)
        self._offered: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the three questions."""
        years = [form.evaluation.known_year or 0 for form in self._known if form.evaluation]
        with Vertical(classes="dialog"):
            yield Static("新建自评表", markup=False, classes="title")
            yield Static("项目名称", markup=False, classes="label")
            yield FieldInput("name")
            with Vertical(id="offer"):
                yield Static("有以往的表：按下键选一份，回车结转为新年度的草稿", markup=False)
                yield OptionList(id="known", compact=True)
            yield Static("评价年度（如 2020）", markup=False, classes="label")
            yield FieldInput("year", str(max(years, default=0) or ""), numeric=True)
            yield Static("表式", markup=False, classes="label")
            yield OptionList(
                *(Option(Content(load_profile(p).name), id=p) for p in _profiles()),
                id="kind",
                compact=True,
            )
            yield Static("回车下一项，在表式上建表  上下移动  Esc 取消", classes="keys")
            yield Static(markup=False, classes="message")

    def on_mount(self) -> None:
        """Offer nothing before something is typed."""
        self._offer()

    @on(FieldInput.Changed)
    def _offer(self) -> None:
        words = words_of(self.query(FieldInput)[0].value)
        found = (line for line in self._known if words and has_all(line, words))
        self._offered = tuple(found)[:_MOST_OFFERED]
        offers = self.query_one("#known", OptionList)
        offers.set_options([Option(_offer_of(line)) for line in self._offered])
        offers.highlighted = 0 if self._offered else None
        self.query_one("#offer").display = bool(self._offered)

    @on(FieldInput.Submitted)
    def _next(self, event: FieldInput.Submitted) -> None:
        name, year = self.query(FieldInput)
        if event.input is name:
            self.set_focus(year)
            year.action_select_all()
        else:
            self.set_focus(self.query_one("#kind"))

    @on(OptionList.OptionSelected, "#known")
    def _roll(self, event: OptionList.OptionSelected) -> None:
        form = self._offered[event.option_index].evaluation
        if form is not None:
            rolled = roll_forward(form)
            self.dismiss(NewForm(rolled.name, rolled.known_year, rolled.profile, rolled))

    @on(OptionList.OptionSelected, "#kind")
    def _create(self, event: OptionList.OptionSelected) -> None:
        name, typed = (field.value.strip() for field in self.query(FieldInput))
        profile = event.option_id or _profiles()[0]
        year = read("year", typed, load_profile(profile))
        if not name or isinstance(year, Unread):
            reason = year.reason if isinstance(year, Unread) else "请先填项目名称。"
            self.query_one(".message", Static).update(Content(reason))
            self.set_focus(self.query(FieldInput)[1 if name else 0])
        else:
            self.dismiss(NewForm(name, year, profile))

    def action_step(self, by: int) -> None:
        """Go a line up or down, over the ends of lists into the field beyond."""
        options = self.focused
        if isinstance(options, OptionList) and options.highlighted is not None:
            wanted = options.highlighted + by
            if 0 <= wanted < options.option_count:
                options.highlighted = wanted
                return
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()


def _latest(lines: Iterable[Line]) -> Sequence[Line]:
    """Return the latest form of each project, by name."""
    latest: dict[str, Line] = {}
    for line in lines:
        form = line.evaluation
        if form is None or not form.name.strip():
            continue
        name = "".join(form.name.split())
        other = latest.get(name)
        if other is None or _year(line) > _year(other):
            latest[name] = line
    return tuple(latest.values())


def _year(line: Line) -> int:
    return (line.evaluation.known_year or 0) if line.evaluation else 0


def _offer_of(line: Line) -> Content:
    year = _year(line)
    then = f"{year}年 结转为{year + 1}年" if year else "结转"
    return Content.assemble((f"{then}  ", "dim"), line.name)


def _profiles() -> list[str]:
    """Return the profiles, the newer ones behind."""
    return sorted(profile_ids(), key=lambda profile_id: profile_id != "sh2019")
