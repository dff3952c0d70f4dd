"""The indicator table with the lines beneath it: the row in full, a question, a text written."""

from collections.abc import Iterable
from dataclasses import replace

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from perftui.evaluation.fields import bare_label, name_of, parse_path
from perftui.evaluation.narrative import append
from perftui.evaluation.rows import wants_reason
from perftui.phrases.slots import SLOT
from perftui.storage.document import Document
from perftui.tui.bindings import keys_to_take
from perftui.tui.form.grid.asking import Question, ask
from perftui.tui.form.grid.detail import hints, in_full, standing
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.form.grid.line import CellLine
from perftui.tui.form.grid.selection import NOTHING_SELECTED
from perftui.tui.form.section import NO_WISH, Section, Wish
from perftui.tui.widgets.field_input import FieldInput

_TALL = 20
_PROBLEMS = "problems"
_MOVES = ("up", "down", "tab", "shift+tab")


class IndicatorsSection(Section):
    """Grid, the lines that tell of its current row, and the line in which texts are written."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, "indicators")
        self._question: Question | None = None
        self._has_reported = False
        self._is_offered = False

    def compose(self) -> ComposeResult:
        """Lay out the grid above its lines."""
        yield IndicatorGrid(self.document, self)
        yield Static(markup=False, id="row-detail")
        yield Static(markup=False, id="row-strip")
        yield CellLine()

    @property
    def grid(self) -> IndicatorGrid:
        """The table."""
        return self.query_one(IndicatorGrid)

    @property
    def line(self) -> CellLine:
        """The line in which texts are written."""
        return self.query_one(CellLine)

    @property
    def here(self) -> str:
        """The cell at hand."""
        return self.grid.path

    @property
    def wish(self) -> Wish:
        """The remark being written, what is asked, or the remark of a row that lost points."""
        if self.line.path:
            is_remark = self.line.path.endswith(".remark")
            return Wish(self.line.path, self.line.text) if is_remark else NO_WISH
        question = self._standing
        if question is not None:
            return Wish(_PROBLEMS, question.reason) if question.reason else Wish(question.path)
        row = self.grid.row
        lost = row is not None and row.lost
        return Wish(self.grid.path.rpartition(".")[0] + ".remark") if lost else NO_WISH

    @property
    def _standing(self) -> Question | None:
        """What is asked, as long as the form still wants it."""
        question = self._question
        return question if question and question.stands(self.document.evaluation) else None

    @property
    def _asked(self) -> str:
        """The path of the remark that is asked for: of the row just scored, or at the cursor."""
        question, row = self._standing, self.grid.row
        if question is not None:
            return "" if question.reason else question.path
        return self.wish.path if row is not None and wants_reason(row) else ""

    def show(self) -> None:
        """Show the document anew."""
        self.grid.show()
        self._tell()

    def on_resize(self, event: events.Resize) -> None:
        """Say more where there is room for it."""
        self.set_class(event.size.height >= _TALL, "-tall")
        self._tell()

    def reach(self, path: str) -> Widget:
        """Return the grid, its cursor at a cell."""
        if self.line.path:
            self._close_line()
        self.grid.go_to(path)
        return self.grid

    # Suggestions.

    def take(self, wording: str) -> None:
        """Take a wording as the remark that is wished for, or as the problem it leads to."""
        path = self.wish.path
        if path == _PROBLEMS:
            self._take_problem(wording)
            return
        was_blank = not self.document.show(path).strip()
        self.document.set(path, wording)
        self.grid.refresh_cells()
        if SLOT.search(wording):
            self.open_cell(path, "")
            self.line.select_gap()
        elif self.line.path == path:
            self.line.put(wording)
        elif was_blank:
            self._offer(path)
        self._tell()
        self.post_message(self.Edited(path))

    def _take_problem(self, wording: str) -> None:
        self._question, self._has_reported = None, True
        self.document.put(_PROBLEMS, append(self.document.show(_PROBLEMS), wording))
        for section in self.screen.query(Section):
            if section.part == _PROBLEMS:
                section.show()
        label = bare_label(self.document.profile, _PROBLEMS)
        self.notify(f"已写入{label}", markup=False, timeout=2)
        self._tell()
        self.post_message(self.Edited(_PROBLEMS))

    def _offer(self, path: str) -> None:
        """Offer to report the reason that was given as a problem."""
        index, reason = parse_path(path).index, self.document.show(path).strip()
        row = self.document.evaluation.indicators[index or 0]
        if index is not None and row.lost and reason:
            self._question = Question(index, self.grid.index, reason)
            self._tell()
            self.post_message(self.Moved())

    # What the grid calls.

    @property
    def is_writing(self) -> bool:
        """Whether keys belong into the line, though they were pressed in the grid."""
        return bool(self.line.path) and self.screen.focused is not self.grid

    def open_cell(self, path: str, typed: str) -> None:
        """Write a text cell in the line beneath the grid; what is typed starts it over."""
        document = self.document
        name = name_of(document.evaluation, path, document.profile)
        if path == self.grid.path:
            name = self.grid.label
        self.line.open(path, name, document.show(path), typed)
        self._tell()

    def open_reason(self, typed: str) -> bool:
        """Begin the reason that is asked for."""
        path = self._asked
        if path:
            self.open_cell(path, typed)
        else:
            label = bare_label(self.document.profile, "remark")
            self.notify(f"这一格只填数字；文字请到{label}一格写。", markup=False)
        return bool(path)

    def write_on(self, key: str, character: str) -> None:
        """Take a key that was pressed before the line had the focus."""
        if key in ("enter", *_MOVES):
            self._finish_line(key)
        else:
            self.line.write_on(key, character)

    def scored(self, indices: Iterable[int]) -> None:
        """Ask for the reason of the first row that lost points."""
        rows = self.document.evaluation.indicators
        wanting = [index for index in indices if wants_reason(rows[index])]
        self._question = Question(wanting[0], None) if wanting else self._question

    def rearranged(self) -> None:
        """Rows have other places now: ask nothing of them."""
        self._question = None

    # The way out.

    def next_gap(self) -> bool:
        """Edit the cell in place; in a text being written, go to its next gap."""
        if self.line.path:
            return self.line.select_gap()
        self.grid.action_edit_cell()
        return True

    @property
    def is_unsettled(self) -> bool:
        """Whether a number is being typed."""
        return self.grid.is_typing

    def settle(self) -> bool:
        """Take the number being typed, unless it is refused."""
        return self.grid.commit()

    def write_again(self, path: str, text: str) -> bool:
        """Go on with a number that was being typed."""
        return self.grid.write_again(path, text)

    def step_back_out(self) -> bool:
        """Esc: the number being typed, the line, the selection, the question; then the form."""
        if self.grid.is_typing:
            self.grid.give_up()
        elif self.line.path:
            self._close_line()
        elif self.grid.selection != NOTHING_SELECTED:
            self.grid.select(NOTHING_SELECTED)
        elif self._standing is not None:
            self._question = None
            self.post_message(self.Moved())
        else:
            return False
        self._tell()
        return True

    def _close_line(self) -> None:
        """Close the line with all that was typed there, and return to the grid."""
        self.type(self.line.path, self.line.text)
        self.line.close()
        self.grid.refresh_cells()
        self.screen.set_focus(self.grid)
        self._tell()

    # The line.

    def on_key(self, event: events.Key) -> None:
        """In the line beneath the grid, arrows and Tab move on in the grid."""
        if self.line.field.has_focus and event.key in _MOVES:
            event.stop()
            event.prevent_default()
            self._finish_line(event.key)

    def on_descendant_focus(self) -> None:
        """Close the line when the grid is clicked on."""
        if self.grid.has_focus and self.line.path:
            self._close_line()

    @on(FieldInput.Submitted)
    def _line_done(self, event: FieldInput.Submitted) -> None:
        """Enter closes the line and goes down."""
        event.stop()
        self._finish_line("enter")

    def _finish_line(self, key: str) -> None:
        """Close the line; a key moves on from the cell that was written, if the cursor is there."""
        path, began_blank = self.line.path, self.line.began_blank
        if not path:
            return
        is_here = path == self.grid.path
        self._close_line()
        if is_here or key in ("up", "down"):
            self.grid.move_by("down" if key == "enter" else key)
        if began_blank and path.endswith(".remark"):
            self._offer(path)

    @on(FieldInput.Changed)
    def _text_typed(self, event: FieldInput.Changed) -> None:
        event.stop()
        if self.line.path:
            self.type(self.line.path, self.line.text)
            self.grid.refresh_cells()
            self._tell()

    # What is told.

    @on(IndicatorGrid.Changed)
    def _cell_changed(self, event: IndicatorGrid.Changed) -> None:
        if self._question is not None and self._question.landed is None:
            self._question = replace(self._question, landed=self.grid.index)
        self._has_reported = False
        self._tell()
        self.post_message(self.Edited(event.path, is_typing=True))

    @on(IndicatorGrid.CellHighlighted)
    def _cell_highlighted(self) -> None:
        if self._has_reported:  # going on declines the measure that the problem calls for
            self._has_reported = False
            self.post_message(self.Edited(self.here, is_typing=True))
        if self._question is not None:
            evaluation, index = self.document.evaluation, self.grid.index
            self._question = self._question.after_move(evaluation, index)
        self._tell()
        self.post_message(self.Moved())

    @on(IndicatorGrid.Touched)
    def _touched(self) -> None:
        """Typing on declines the offer to report a problem."""
        if self.grid.is_typing and self._question is not None and self._question.reason:
            self._question = None
            self.post_message(self.Moved())
        self._tell()

    def note_offer(self, is_offered: bool) -> None:
        """Name the key that takes a wording only while there is one."""
        if is_offered != self._is_offered:
            self._is_offered = is_offered
            self._tell()

    def _tell(self) -> None:
        """Say beneath the grid where one is, and what is asked or what the row says."""
        self.set_class(bool(self.line.path), "-writing")
        told = standing(self.grid)
        document, index = self.document, self.grid.index
        full = Content("")
        if index is not None:
            full = in_full(document.evaluation, document.profile, index)
        if self.has_class("-tall"):
            told = Content.assemble(told, "\n", full)
            full = hints(self.grid)
        self.query_one("#row-detail", Static).update(told, layout=False)
        asked, strip = self._strip(), self.query_one("#row-strip", Static)
        strip.update(asked or full, layout=False)
        strip.set_class(asked is not None, "-asks")

    def _strip(self) -> Content | None:
        """Return what is asked, with the keys that answer it."""
        question, asked = self._standing, self._asked
        take = keys_to_take(self)
        if question is not None and question.reason:
            label = bare_label(self.document.profile, _PROBLEMS)
            keys = f"  {take}采用一条，Esc 或接着填就不写"
            return Content.assemble((f"原因记下了。也写进{label}？", "bold"), keys)
        if not asked or self._has_reported:
            return None
        take = f"{take}采用 " if self._is_offered else ""
        keys = f" {take}汉字写原因 数字评分" + (" Esc 略过" if question else "")
        width = self.size.width - 2 - cell_len(keys)
        return Content.assemble((ask(self.document.evaluation, asked, width), "bold"), keys)
