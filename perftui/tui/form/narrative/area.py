"""Where a narrative is written, point by point."""

import os
from collections.abc import Callable
from functools import partial

from textual.app import SuspendNotSupported
from textual.events import Key

from perftui.actions.keys import DEFAULT_KEYS, Keys
from perftui.actions.table import actions_of
from perftui.evaluation import points
from perftui.evaluation.points import Written
from perftui.phrases.slots import SLOT
from perftui.tui.bindings import bindings
from perftui.tui.form.narrative.manner import Manner
from perftui.tui.form.narrative.outside import OutsideError, edited
from perftui.tui.widgets.text_field import TextField

_IN_TYPING = [one for one in actions_of("narrative") if one.id in ("new_point", "join_point")]
_CLAUSE_ENDS = "。；！？\n"


class NarrativeArea(TextField):
    """A text of points. What changes points goes by `write`, one step of the document each."""

    BINDINGS = bindings("narrative")

    def __init__(self, path: str, text: str, write: Callable[[Written], None]) -> None:
        super().__init__(path, text)
        self._write = write
        self._gap: int | None = None

    @property
    def clause(self) -> str:
        """What the clause being written says so far; nothing while a gap is to be filled in."""
        if self.selected_text:
            return ""
        return points.clause(self.text, self.caret)[1]

    # Wordings and their gaps.

    def take(self, wording: str, manner: Manner) -> None:
        """Take a wording in, its first gap selected."""
        at_gap = SLOT.fullmatch(self.selected_text) is not None
        if manner is Manner.COMPLETE and at_gap:  # what is selected there is no clause begun
            manner = Manner.ADD
        written = manner.take(self.text, self.caret, wording)
        self._write(written)
        gap = SLOT.search(self.text, max(written.caret - len(wording), 0), written.caret)
        if gap is not None:
            self._select_gap(gap.start(), gap.end())

    def next_gap(self) -> bool:
        """Select the next open slot after the caret, going round; False if there is none."""
        start = self.offset_of(max(self.selection))
        gap = SLOT.search(self.text, start) or SLOT.search(self.text)
        if gap is not None:
            self._select_gap(gap.start(), gap.end())
        return gap is not None

    @property
    def is_filling_in(self) -> bool:
        """Whether what is typed fills in a gap, rather than writes on."""
        if self._gap is None or self.caret < self._gap:
            return False
        said = self.text[self._gap : self.caret]
        return not any(end in said for end in _CLAUSE_ENDS)

    def _select_gap(self, start: int, end: int) -> None:
        self.select_stretch(start, end)
        self._gap = start

    async def _on_key(self, event: Key) -> None:
        """Do at once, between the letters typed before and after, what belongs to typing."""
        keys: Keys = getattr(self.app, "keys", DEFAULT_KEYS)
        for action in _IN_TYPING:
            if event.key in keys.of(action).split(","):
                event.stop()
                event.prevent_default()
                getattr(self, f"action_{action.id}")()

    # Actions, by the table.

    def action_new_point(self) -> None:
        """Split the point at the caret or add one behind it; without numbers break the line."""
        start, end = (self.offset_of(edge) for edge in sorted(self.selection))
        text = self.text[:start] + self.text[end:]
        written = points.new_point(text, start)
        if written == (f"{text[:start]}\n{text[start:]}", start + 1):
            self._replace_via_keyboard("\n", *self.selection)
        else:
            self._write(written)

    def action_join_point(self) -> None:
        """Join the point with the one before it, right behind its number; else delete."""
        if self.selected_text or not self._edit(points.join_point):
            self.action_delete_left()

    def action_move_point_up(self) -> None:
        """Move the point at the caret up."""
        self._edit(partial(points.move_point, by=-1))

    def action_move_point_down(self) -> None:
        """Move the point at the caret down."""
        self._edit(partial(points.move_point, by=1))

    def action_delete_point(self) -> None:
        """Delete the point at the caret."""
        self._edit(points.delete_point)

    def action_renumber(self) -> None:
        """Number the points anew."""
        if not self._edit(points.renumber):
            self.notify("编号已经齐了。" if self.text.strip() else "还没有写。", markup=False)

    def action_edit_outside(self) -> None:
        """Write the text in the user's own editor."""
        before = self.text
        try:
            said = edited(before, os.environ, self.app.suspend)
        except OutsideError as error:
            self.notify(str(error), severity="warning", markup=False)
        except SuspendNotSupported:
            self.notify("这个终端里不能打开外部编辑器。", severity="warning", markup=False)
        else:
            if said == before:
                self.notify("在外部编辑器里没有改动。", markup=False)
            else:
                self._write(Written(said, min(self.caret, len(said))))

    def _edit(self, edit: Callable[[str, int], Written]) -> bool:
        """Change the text; False if there is nothing to change."""
        written = edit(self.text, self.caret)
        if written.text == self.text:
            return False
        self._write(written)
        return True
