"""What both have changed in a form: mine and theirs side by side, one field after the other."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from perftui.evaluation.history.telling import brief_change, differences
from perftui.evaluation.merging import Conflict
from perftui.evaluation.merging.choosing import Choice, Edits, edits_for
from perftui.evaluation.merging.telling import ToldConflict, told_conflict
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.tui.bindings import bindings, key_of
from perftui.tui.widgets.hanging_list import HangingList, shortened
from perftui.tui.widgets.key_bar import KeyBar

_THEIRS = "对方"
_BLANK = "（空）"
_LEAST_COMMON = 0.3
_SHORT = 40
_MARK = "bold underline"
_SIGNS = {
    Choice.MINE: ("用我的", "bold $text-success"),
    Choice.THEIRS: ("用对方", "bold $text-accent"),
    Choice.BOTH: ("都留下", "bold $text-warning"),
    None: ("未选  ", "dim"),
}
_LEAST_FIELD = 36


class ConflictList(HangingList, inherit_bindings=False):
    """The fields that both have changed, each with what was chosen for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self, told: Sequence[ToldConflict]) -> None:
        super().__init__()
        self._told = told
        self.choices: list[Choice | None] = [None] * len(told)

    def entry(self, index: int) -> Content:
        """Return a line: what was chosen, which field, and how the two differ."""
        told = self._told[index]
        sign = _SIGNS[self.choices[index]] if told.conflict.is_open else ("不用选", "dim")
        field = shortened(told.field, max(self.room // 3, _LEAST_FIELD))
        head = Content.assemble(sign, "  ", (field, "bold"), "  ")
        brief = told.note or _brief(told)
        return head + Content.styled(shortened(brief, self.room - head.cell_length), "dim")


def _brief(told: ToldConflict) -> str:
    mine, theirs = (" ".join(text.split()) or _BLANK for text in (told.mine, told.theirs))
    if max(len(mine), len(theirs)) <= _SHORT // 2:
        return f"{mine} | {theirs}"
    return brief_change(told.mine, told.theirs)


class Side(Vertical):
    """What one of the two has written, under whose it is."""

    def compose(self) -> ComposeResult:
        """Lay out whose it is above the text."""
        yield Static(markup=False, classes="side-title")
        with VerticalScroll(can_focus=False):
            yield Static(markup=False, classes="side-text")

    def show(self, title: Content, text: Content, start: int) -> None:
        """Show a text from where the first difference is in sight."""
        self.query_one(".side-title", Static).update(title)
        self.query_one(".side-text", Static).update(text)
        scroll = self.query_one(VerticalScroll)
        above = len(text[:start].wrap(max(scroll.scrollable_content_region.width, 1)))
        self.call_after_refresh(scroll.scroll_to, y=max(above - 2, 0), animate=False)

    def turn(self, way: int) -> None:
        """Turn a page of the text."""
        scroll = self.query_one(VerticalScroll)
        (scroll.scroll_page_down if way > 0 else scroll.scroll_page_up)(animate=False)


class ConflictScreen(Screen[Edits]):
    """Asks which of two values each field gets that both have changed.

    The result are the edits that put what was chosen into the merged form `evaluation`; fields for
    which nothing was chosen have none. `who` is whose the other version is, if that is known.
    """

    CSS_PATH = "conflicts.tcss"
    PLACES = ("conflicts",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("conflicts"),
        Binding("pageup", "turn(-1)", show=False, priority=True),
        Binding("pagedown", "turn(1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "ConflictList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(
        self,
        conflicts: Sequence[Conflict],
        evaluation: Evaluation,
        profile: Profile,
        who: str = "",
    ) -> None:
        super().__init__()
        self._evaluation = evaluation
        self._told = tuple(told_conflict(one, evaluation, profile) for one in conflicts)
        self._who = who or _THEIRS

    def compose(self) -> ComposeResult:
        """Lay out the fields above the two texts of the one at hand."""
        yield Static(self._title(), markup=False, id="conflicts-title")
        yield Static(self._explanation(), markup=False, id="conflicts-explanation")
        yield ConflictList(self._told)
        yield Static(markup=False, id="conflicts-field")
        with Container(id="conflicts-sides"):
            yield Side(id="conflicts-mine")
            yield Side(id="conflicts-theirs")
        yield Static(markup=False, id="conflicts-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """List the fields, the first one at hand."""
        fields = self._list
        fields.add_options([fields.entry(index) for index in range(len(self._told))])
        fields.highlighted = 0 if self._told else None

    def on_resize(self, _: events.Resize) -> None:
        """Lay the texts out for the new width."""
        self.call_after_refresh(self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Both can be kept of texts only; of what this version does not know nothing is chosen."""
        told = self._at_hand if self.is_mounted else None
        if action == "keep_both":
            return told is not None and told.both is not None
        if action in ("take_mine", "take_theirs"):
            return told is not None and told.conflict.is_open
        return True

    @property
    def _list(self) -> ConflictList:
        return self.query_one(ConflictList)

    @property
    def _at_hand(self) -> ToldConflict | None:
        place = self._list.highlighted
        return None if place is None else self._told[place]

    @property
    def _undecided(self) -> list[int]:
        return [
            place
            for place, choice in enumerate(self._list.choices)
            if choice is None and self._told[place].conflict.is_open
        ]

    # What is shown.

    def _title(self) -> Content:
        name = self._evaluation.name or "（未命名）"
        count = f"有{len(self._told)}处两边都改了"
        return Content.assemble((count, "bold"), "  ", name)

    def _explanation(self) -> Content:
        who = "有人" if self._who == _THEIRS else self._who
        return Content(f"{who}同时改过这份表，别的改动已经合在一起；这几处用谁的，请选一下。")

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        told = self._at_hand
        if told is None:
            return
        mine, theirs, first = _marked(told)
        titles = (("1 我填的", mine, first[0]), (f"2 {self._who}填的", theirs, first[1]))
        choice = self._list.choices[self._list.highlighted or 0]
        taken = {
            Choice.MINE: (True, False),
            Choice.THEIRS: (False, True),
            Choice.BOTH: (True, True),
        }
        marks = taken[choice] if choice else (False, False)
        said = "留下" if choice is Choice.BOTH else "用这个"
        for side, (title, text, start), is_taken in zip(
            self.query(Side), titles, marks, strict=True
        ):
            side.set_class(is_taken, "-taken")
            sign = (f"  √ {said}", "bold $text-success") if is_taken else ""
            side.show(Content.assemble((title, "bold"), sign), text, start)
        self.query_one("#conflicts-field", Static).update(self._field(told))
        self.query_one("#conflicts-hint", Static).update(Content(self._hint()))
        self.refresh_bindings()

    def _field(self, told: ToldConflict) -> Content:
        base = " ".join(told.base.split())
        said = told.note or (f"原来是「{shortened(base, _SHORT)}」" if base else "原来空着")
        return Content.assemble((told.field, "bold $text-primary"), "  ", (said, "dim"))

    def _hint(self) -> str:
        left = len(self._undecided)
        finish, leave = key_of(self, "conflicts.finish"), key_of(self, "conflicts.leave")
        if not left:
            return f"都选好了，按 {finish} 放进表里；放进去以后可以撤销。"
        removed = any(None in (one.conflict.mine, one.conflict.theirs) for one in self._told)
        rows = "，一边删去的行先留着" if removed else ""
        return f"还有{left}处没有选；{leave} 没有选的留着我填的{rows}；以后可以撤销。"

    # Actions, by the table.

    def action_take_mine(self) -> None:
        """Take mine here."""
        self._choose(Choice.MINE)

    def action_take_theirs(self) -> None:
        """Take theirs here."""
        self._choose(Choice.THEIRS)

    def action_keep_both(self) -> None:
        """Keep both texts, mine first."""
        self._choose(Choice.BOTH)

    def action_take_all_mine(self) -> None:
        """Take mine everywhere."""
        self._choose_all(Choice.MINE)

    def action_take_all_theirs(self) -> None:
        """Take theirs everywhere."""
        self._choose_all(Choice.THEIRS)

    def _choose(self, choice: Choice) -> None:
        fields, place = self._list, self._list.highlighted
        if place is None:
            return
        fields.choices[place] = choice
        fields.draw(place)
        if not self._go_on(place):
            self._show()

    def _choose_all(self, choice: Choice) -> None:
        fields = self._list
        for place, told in enumerate(self._told):
            if told.conflict.is_open:
                fields.choices[place] = choice
                fields.draw(place)
        self._show()

    def _go_on(self, place: int) -> bool:
        """Go to the next field without a choice, from the top again; False if there is none."""
        left = self._undecided
        if left:
            self._list.highlighted = next((one for one in left if one > place), left[0])
        return bool(left)

    def action_turn(self, way: int) -> None:
        """Turn a page of both texts."""
        for side in self.query(Side):
            side.turn(way)

    def action_finish(self) -> None:
        """Go to what has no choice yet; where all have one put it into the form."""
        if not self._go_on(-1):
            self.action_leave()

    def action_leave(self) -> None:
        """Put what was chosen into the form; the rest stays mine."""
        chosen = [
            (told.conflict, choice)
            for told, choice in zip(self._told, self._list.choices, strict=True)
            if choice is not None
        ]
        if self.is_active:  # a second key would close the screen beneath
            self.dismiss(edits_for(self._evaluation, chosen))

    def may_leave(self) -> bool:
        """Whether the program may be left now: not while it is open what becomes of theirs."""
        if self._undecided:
            leave = key_of(self, "conflicts.leave")
            self.notify(
                f"还有两边都改的没有选，请先选好，或按 {leave} 都留着我填的。", markup=False
            )
        return not self._undecided


def _marked(told: ToldConflict) -> tuple[Content, Content, tuple[int, int]]:
    """Return both texts with their differences marked, and where in each the first one is.

    Where they have little in common marks on all of it say nothing.
    """
    mine, theirs = told.mine or _BLANK, told.theirs or _BLANK
    spans: Sequence[Any] = differences(mine, theirs) if told.mine and told.theirs else ()
    common = len(mine) - sum(end - start for start, end, *_ in spans)
    if not spans or common < _LEAST_COMMON * max(len(mine), len(theirs)):
        return Content(mine), Content(theirs), (0, 0)
    texts = [Content(mine), Content(theirs)]
    for start, end, first, last in spans:
        texts[0] = texts[0].stylize(f"{_MARK} $text-success", start, end)
        texts[1] = texts[1].stylize(f"{_MARK} $text-accent", first, last)
    return texts[0], texts[1], (spans[0][0], spans[0][2])
