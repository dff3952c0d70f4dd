"""Typing into the indicator grid: numbers into one cell or all that are selected."""

from collections.abc import Iterable
from typing import Protocol

from perftui.evaluation import rows
from perftui.evaluation.fields import cell, replace
from perftui.evaluation.model import Evaluation
from perftui.evaluation.rows import NUMERIC, Filled, Reading
from perftui.storage.document import Document
from perftui.tui.form.grid.entry import Entry
from perftui.tui.form.grid.selection import NOTHING_SELECTED, Selection
from perftui.tui.form.grid.view import GridView

_INCOMPLETE = ("", "-", ".", "-.")


class Beneath(Protocol):
    """What stands beneath the grid. It is called and not told by messages: a quick typist has
    typed the next character before a message arrives.
    """

    @property
    def is_writing(self) -> bool:
        """Whether a text is being written in the line."""

    def open_cell(self, path: str, typed: str) -> None:
        """Edit a text cell in the line; what is typed starts it over."""

    def open_reason(self, typed: str) -> bool:
        """Begin the reason for lost points that is asked for; False if none is."""

    def write_on(self, key: str, character: str) -> None:
        """Take a key that was on its way to the grid when the line was opened."""

    def rearranged(self) -> None:
        """Follow rows that were added, moved or taken away."""

    def scored(self, indices: Iterable[int]) -> None:
        """Follow rows that were given a score."""


class FillingGrid(GridView):
    """Takes what is typed into the document.

    A score above its weight is refused while it is being typed: it stays in its cell, marked,
    until it is mended or given up with Esc.
    """

    def __init__(self, document: Document, beneath: Beneath) -> None:
        super().__init__(document)
        self.refusal = ""
        self.beneath = beneath
        self._begun = ("", "")
        self._is_noted = False

    @property
    def evaluation(self) -> Evaluation:
        """The form as it will be when what is being typed is taken."""
        evaluation = self.document.evaluation
        if self.entry is None or self.entry.text in _INCOMPLETE:
            return evaluation
        filled = self.filled(self.entry.text)
        if isinstance(filled, Reading):
            return evaluation
        return replace(evaluation, "indicators", filled.rows)

    def may_move(self) -> bool:
        """Take what is typed, and let go of what is selected."""
        if not self.commit():
            return False
        self.select(NOTHING_SELECTED)
        return True

    def on_blur(self) -> None:
        """Leaving the grid takes what was typed."""
        self.commit()

    def enter(self, entry: Entry) -> None:
        """Show what is being typed in its cell, and what it would change."""
        self.entry = entry
        self._note(entry.text)
        filled = None if entry.text in _INCOMPLETE else self.filled(entry.text)
        self.refusal = filled.refusal if isinstance(filled, Reading) else ""
        self.refresh_cells()
        self.post_message(self.Touched())

    def filled(self, typed: str) -> Filled | Reading:
        """Return the rows with a typed value in the cells it goes to, or why it is refused."""
        document = self.document
        return rows.fill(
            document.evaluation.indicators, self.targets, self.field, typed, document.profile
        )

    def commit(self) -> bool:
        """Take what was typed into the document; False if it is refused and stays."""
        if self.entry is None:
            return True
        if self.fill(self.entry.text):
            return True
        self.refusal = f"没有记下：{self.refusal.removeprefix('没有记下：')}"
        self.post_message(self.Touched())
        return False

    def give_up(self) -> None:
        """Forget what is being typed."""
        self.entry, self.refusal = None, ""
        self._note("")
        self.refresh_cells()
        self.post_message(self.Touched())

    def _note(self, typed: str) -> None:
        """Have kept what is being typed, "" once the document has it or it was given up."""
        if typed or self._is_noted:
            self._is_noted = bool(typed)
            self.document.note_typing(self.path, typed)

    def write_again(self, path: str, text: str) -> bool:
        """Go on with a number that was being typed, once the table is laid out."""
        self._begun = (path, text)
        self.go_to(path)
        self._begin_again()
        return True

    def show(self) -> None:
        """Show the document, and go on with a number that waited for the table."""
        super().show()
        self._begin_again()

    def _begin_again(self) -> None:
        path, text = self._begun
        if path and self.rows:
            self._begun = ("", "")
            if self.path == path:
                self.enter(Entry.begin(text, in_place=True))

    def fill(self, typed: str) -> bool:
        """Put a typed value into the cell or those selected; False if one of them refuses it."""
        if not self.targets:
            return True
        filled = self.filled(typed)
        if isinstance(filled, Reading):
            self.refusal = filled.refusal
            return False
        self._take(filled)
        return True

    def _take(self, filled: Filled) -> None:
        """Take filled cells of this column into the document, as one step."""
        targets, field = self.targets, self.field
        self.entry, self.refusal = None, ""
        self._put(filled.rows, targets, field)
        self._note("")
        if field == "score":
            self.beneath.scored(targets)
        self.post_message(self.Changed(self.path))

    def _put(self, filled: rows.Rows, targets: tuple[int, ...], field: str) -> None:
        """One cell is put by its own path, which its history names; several in one step."""
        if len(targets) == 1:
            path = cell(targets[0], field)
            self.document.put(path, getattr(filled[targets[0]], field))
        else:
            self.document.put("indicators", filled)
        self.refresh_cells()

    # Keys that fill.

    def action_select_cursor(self) -> None:
        """Enter: take what is typed and go down."""
        if self.commit():
            self._go_on()

    def action_full_marks(self) -> None:
        """Score the row or those selected full, and go down."""
        self._score(rows.full_marks(self.document.evaluation.indicators, self.targets))

    def action_proposed_score(self) -> None:
        """Give the row or those selected the score that its figures earn, and go down."""
        document = self.document
        self._score(rows.proposed_scores(document.evaluation, document.profile, self.targets))

    def _score(self, filled: Filled) -> None:
        self.entry = None
        if filled.told:
            self.notify(rows.tell(filled, "打了"), severity="warning", markup=False)
        if not filled.count:
            self.give_up()
            return
        targets = self.targets
        self.refusal = ""
        self._put(filled.rows, targets, "score")
        self._note("")
        self.beneath.scored(targets)
        self.post_message(self.Changed(cell(targets[0], "score")))
        self._go_on()

    def _go_on(self) -> None:
        """Go down: from a selection to the row below it, from a whole column nowhere."""
        selected = self.selected
        if not self.selection.is_all and selected:
            self.move_cursor(row=self.get_row_index(str(selected[-1])))
        if not self.selection.is_all:
            self.step(1)
        self.select(NOTHING_SELECTED)

    def action_edit_cell(self) -> None:
        """Edit the cell in place, starting from what is there."""
        if self.row is None:
            return
        if self.field in NUMERIC:
            text = self.entry.text if self.entry else self.document.show(self.path)
            self.enter(Entry.begin(text, in_place=True))
        else:
            self.beneath.open_cell(self.path, "")

    def action_turn_direction(self) -> None:
        """Turn the direction of the row or those selected to the next one."""
        if self.field == "direction" and self.row is not None:
            document, turned = self.document, rows.next_direction(self.row.direction)
            values = [(index, "direction", turned) for index in self.targets]
            changed = rows.put(document.evaluation.indicators, values)
            self._take(Filled(changed, len(values)))

    # Selecting.

    def select(self, selection: Selection) -> None:
        """Select cells of the column."""
        if selection != self.selection:
            self.selection = selection
            self.refresh_cells()
            self.post_message(self.Touched())

    def action_select_down(self) -> None:
        """Select the cell and the one below."""
        self._extend(1)

    def action_select_up(self) -> None:
        """Select the cell and the one above."""
        self._extend(-1)

    def _extend(self, step: int) -> None:
        index = self.index
        if index is not None and self.commit():
            self.selection = self.selection.begun_at(index)
            self.step(step)
            self.refresh_cells()
            self.post_message(self.Touched())

    def action_select_all(self) -> None:
        """Select the whole column, or nothing again."""
        if self.commit():
            every = Selection(is_all=True)
            self.select(NOTHING_SELECTED if self.selection.is_all else every)
