"""The palette: any action that applies where the user is, found by a few letters."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from perftui.jobs.action_search import find_actions
from perftui.tui.actions.action_list import ActionList, Row
from perftui.tui.actions.spelling import Spelling
from perftui.tui.bindings import AtHand, keys_of, list_moves
from perftui.tui.screens.dialog import Dialog
from perftui.tui.widgets.field_input import FieldInput


class PaletteScreen(Dialog[AtHand | None]):
    """A line to type into above the actions that fit, the best first; Enter does one."""

    CSS_PATH = "palette.tcss"
    BINDINGS = [("escape", "dismiss", "关闭"), *list_moves()]
    AUTO_FOCUS = "FieldInput"

    def __init__(self, actions: Sequence[AtHand]) -> None:
        super().__init__()
        self._at_hand = {one.action: one for one in actions}
        self._found: list[AtHand] = []
        self._pinyin: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the line above the list."""
        with Vertical(classes="palette"):
            yield FieldInput("", placeholder="要做什么？输入名称、拼音首字母（如 dc）或键")
            yield ActionList()
            yield Static(
                "这里没有这样的操作，换个说法，或按 Esc 关闭。", markup=False, classes="message"
            )

    def on_mount(self) -> None:
        """List what there is; letters find it as soon as their table is loaded."""
        self._show()
        Spelling(self).load(self._spell)

    def _spell(self, pinyin: Mapping[str, str]) -> None:
        self._pinyin = pinyin
        self._show()

    @on(FieldInput.Changed)
    def _show(self) -> None:
        typed = self.query_one(FieldInput).value
        keys = keys_of(self)
        if typed.strip():
            found = find_actions(typed, self._at_hand, keys, self._pinyin)
        else:
            found = [action for action in self._at_hand if "(" not in action.id]
        self._found = [self._at_hand[action] for action in found]
        rows = [
            Row(keys.label_of(action), action.name, _what(action.does, action.when))
            for action in found
        ]
        listed = self.query_one(ActionList)
        listed.show(rows, 0 if rows else None)
        listed.display = bool(rows)
        self.query_one(".message").display = not rows

    def action_move(self, step: str) -> None:
        """Move in the list while the line keeps the focus."""
        if self._found:
            self.query_one(ActionList).move(step)

    @on(FieldInput.Submitted)
    @on(OptionList.OptionSelected)
    def _choose(self) -> None:
        at = self.query_one(ActionList).highlighted
        if at is not None and self._found:
            self.dismiss(self._found[at])


def _what(does: str, when: str) -> str:
    return f"{does}（{when}时）" if when else does
