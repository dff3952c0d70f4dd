"""Help: every key that works here, from the table of actions, found as one types."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from perftui.actions.free_keys import FREE_KEYS
from perftui.actions.keys import BY_ID, Keys
from perftui.actions.table import PLACES, Action, actions_of
from perftui.jobs.action_search import find_actions
from perftui.tui.actions.action_list import ActionList, Row
from perftui.tui.actions.spelling import Spelling
from perftui.tui.bindings import AtHand, keys_of, list_moves
from perftui.tui.screens.dialog import Dialog
from perftui.tui.widgets.field_input import FieldInput


class HelpScreen(Dialog[AtHand | None]):
    """Keys by place, that at hand first, then the screen's others, then those of everywhere.

    Typing filters them; Enter does what the cursor is on; Esc and the key of help close it.
    """

    CSS_PATH = ["../screens/dialog.tcss", "help.tcss"]
    BINDINGS = [("escape", "dismiss", "关闭"), *list_moves()]
    AUTO_FOCUS = "FieldInput"

    def __init__(self, at_hand: Sequence[AtHand], places: Sequence[str]) -> None:
        """`places` are those of the screen, at hand or not."""
        super().__init__()
        self._at_hand = {one.action: one for one in at_hand}
        here = [place for place in dict.fromkeys(a.where for a in self._at_hand) if place != "app"]
        self._here = here
        self._places = (*dict.fromkeys((*here, *places)), "app")
        self._shown: list[Action | None] = []
        self._pinyin: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the line above the keys."""
        with Vertical(classes="dialog tall"):
            yield Static("按键", markup=False, classes="title")
            yield FieldInput("", placeholder="输入操作的名称、拼音首字母或键来筛选")
            yield ActionList()
            yield Static("上下键翻看  回车执行  Esc 关闭", markup=False, classes="keys")
            yield Static(markup=False, classes="message")

    def on_mount(self) -> None:
        """List all keys; letters find them as soon as their table is loaded."""
        self._show()
        Spelling(self).load(self._spell)

    def on_key(self, event: events.Key) -> None:
        """The key that has opened this closes it."""
        if event.key in keys_of(self).of(BY_ID["app.show_help"]).split(","):
            event.stop()
            self.dismiss(None)

    def _spell(self, pinyin: Mapping[str, str]) -> None:
        self._pinyin = pinyin
        self._show()

    @on(FieldInput.Changed)
    def _show(self) -> None:
        typed = self.query_one(FieldInput).value.strip()
        rows: list[Row] = []
        self._shown = []
        for place in self._places:
            found = list(self._rows(place, typed))
            if found:
                rows += [Row("", self._title(place), "", is_heading=True)]
                self._shown += [None]
                rows += [row for row, _ in found]
                self._shown += [action for _, action in found]
        self.query_one(ActionList).show(rows, self._best(typed) if rows else None)
        self._say("" if rows else "没有这样的键，换个说法试试。")

    def _best(self, typed: str) -> int:
        """Return the row to begin at: what fits best, of equals what is at hand."""
        there = [action for action in self._shown if action is not None]
        there.sort(key=lambda action: action not in self._at_hand)
        found = find_actions(typed, there, keys_of(self), self._pinyin) if typed else []
        return self._shown.index(found[0]) if found else 1

    def _rows(self, place: str, typed: str) -> Iterator[tuple[Row, Action | None]]:
        keys = keys_of(self)
        actions = actions_of(place)
        if typed:
            found = find_actions(typed, actions, keys, self._pinyin)
            actions = tuple(action for action in actions if action in found)
        for action in actions:
            needs = f"（{action.when}时）" if action.when else ""
            row = Row(keys.label_of(action), action.name, action.does + needs)
            if typed or not _is_one_of_nine(action, actions, keys):
                yield row, action
            elif action.id.endswith("(1)"):
                key, name, does = (part.replace("1", "1-9") for part in row[:3])
                yield Row(key, name, does), action
        for key, does in FREE_KEYS.get(place, ()):
            if typed.casefold() in f"{key}{does}".casefold():
                yield Row(key, "", does), None

    def _title(self, place: str) -> str:
        if place in self._here or place == "app":
            return PLACES[place]
        return f"{PLACES[place]}（到了那里才能用）"

    def _say(self, message: str) -> None:
        line = self.query_one(".message", Static)
        line.update(Content(message))
        line.display = bool(message)

    def action_move(self, step: str) -> None:
        """Move in the list while the line keeps the focus."""
        if self._shown:
            self.query_one(ActionList).move(step)

    @on(FieldInput.Submitted)
    @on(OptionList.OptionSelected)
    def _do(self) -> None:
        """Do what the cursor is on, if it can be done from here."""
        at = self.query_one(ActionList).highlighted
        action = self._shown[at] if at is not None and self._shown else None
        if action is None:
            self._say("这个键关掉帮助后直接按就行。")
        elif action in self._at_hand:
            self.dismiss(self._at_hand[action])
        else:
            key = keys_of(self).label_of(action)
            self._say(f"「{action.name}」要先到{PLACES[action.where]}，再按 {key}。")


def _is_one_of_nine(action: Action, actions: Sequence[Action], keys: Keys) -> bool:
    """Whether an action is one of nine that differ in their digit only, in their keys too."""
    name, parenthesis, _ = action.id.partition("(")
    nine = [other for other in actions if parenthesis and other.id.startswith(f"{name}(")]
    labels = {keys.label_of(other)[:-1] for other in nine}
    digits = "".join(keys.label_of(other)[-1] for other in nine)
    return len(labels) == 1 and digits == "123456789"
