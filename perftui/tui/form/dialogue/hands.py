"""What can be done from the conversation beside a form: whatever the screen and the program do."""

from typing import TYPE_CHECKING

from perftui.actions.keys import BY_ID
from perftui.actions.table import PLACES, Action
from perftui.assistant.parts import Explain, Fail, Part
from perftui.storage.document import Document
from perftui.tui.bindings import AtHand, key_of

if TYPE_CHECKING:
    from perftui.tui.screens.editor import EditorScreen

_HERE = ("app", "editor")
_TALK = "editor.talk"
# What is done in a list beside the form, where the conversation stands now.
_IN_LISTS = {
    "other_wordings": "推荐栏",
    "turn_manner": "推荐栏",
    "apply_fix": "检查栏",
    "suppress": "检查栏",
}
_IN_FIELDS = ("next_gap", "step_on", "step_back")


class ScreenHands:
    """Carries actions out on the screen of a form, once what is being said has been said."""

    def __init__(self, screen: "EditorScreen") -> None:
        self._screen = screen

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        """Carry out an action of the table and say which it was, or where it is to be done."""
        wanted = BY_ID.get(action)
        if wanted is None:
            return None
        if wanted.where not in _HERE:  # what has a place of its own may be done to this form, too
            wanted = BY_ID.get(f"editor.{wanted.id}", wanted)
        back = key_of(self._screen, _TALK)
        if wanted.full_id == _TALK:
            return (Explain(f"这里就是对话，按 {back} 回到表中。"),)
        place = self._place_of(wanted)
        if place:
            key = key_of(self._screen, wanted.full_id)
            way = "说「退出」回到目录" if wanted.where == "home" else f"按 {back} 回到表中"
            return (Fail(f"「{wanted.name}」要在{place}里做：先{way}，再按 {key}。"),)
        node = self._screen.app if wanted.where == "app" else self._screen
        self._screen.call_later(AtHand(wanted, node).run)
        return (Explain(f"{wanted.name}：{wanted.does}。"),)

    def _place_of(self, action: Action) -> str:
        """Return what an action is to be done in, if that is not here."""
        if action.where not in _HERE:
            return PLACES[action.where]
        return _IN_LISTS.get(action.id, "表" if action.id in _IN_FIELDS else "")
