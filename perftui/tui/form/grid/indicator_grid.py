"""The indicator table as a spreadsheet: digits start typing, Enter goes down, Tab across."""

from textual import events

from perftui.evaluation import rows
from perftui.evaluation.fields import cell
from perftui.evaluation.rows import NUMERIC, TYPED, Filled
from perftui.tui.bindings import bindings
from perftui.tui.form.grid.clipboard import parse, write
from perftui.tui.form.grid.entry import CHARACTERS, Entry
from perftui.tui.form.grid.filling import FillingGrid
from perftui.tui.form.grid.selection import NOTHING_SELECTED


class IndicatorGrid(FillingGrid):
    """The keys of the grid, and what is done to rows as wholes and by the clipboard."""

    BINDINGS = bindings("grid")

    async def _on_key(self, event: events.Key) -> None:
        """Digits start a number over, letters a text cell or the reason that is asked for."""
        if self.beneath.is_writing:
            self.beneath.write_on(event.key, event.character or "")
            handled = True
        elif self.row is None:
            handled = False
        elif self.field in NUMERIC:
            handled = self._number_key(event)
        else:
            handled = self._text_key(event)
        if handled or await self._run_bound(event.key):
            event.stop()
            event.prevent_default()

    async def _run_bound(self, key: str) -> bool:
        """Do what a key of the grid is bound to before the next key is looked at.

        A key that is left to bubble up is done later than the digits typed behind it.
        """
        mine = next(bound for node, bound in self.screen._binding_chain if node is self)
        for binding in mine.key_to_bindings.get(key, ()):
            if not binding.priority:
                return await self.app.run_action(binding.action, self)
        return False

    def _number_key(self, event: events.Key) -> bool:
        typed = (event.character or "").translate(TYPED)
        edited = self.entry.pressed(event.key) if self.entry else None
        if edited is not None:
            self.enter(edited)
        elif typed and typed in CHARACTERS:
            self.enter((self.entry or Entry.begin("")).typed(typed))
        elif event.key in ("delete", "backspace"):
            self.fill("")
        elif event.key in ("tab", "shift+tab"):
            self.move_by(event.key)
        elif event.is_printable and typed.strip() and typed not in "=+" and not self.is_typing:
            return self.beneath.open_reason(event.character or "")
        else:
            return False
        return True

    def _text_key(self, event: events.Key) -> bool:
        character = event.character or ""
        if event.is_printable and character.strip():
            self.beneath.open_cell(self.path, character)
        elif event.key == "delete":
            self.fill("")
        elif event.key in ("tab", "shift+tab"):
            self.move_by(event.key)
        else:
            return False
        return True

    def move_by(self, key: str) -> None:
        """Move as a key does: up, down, tab or shift+tab."""
        if not self.may_move():
            return
        if key in ("up", "down"):
            self.step(1 if key == "down" else -1)
        else:
            self._across(1 if key == "tab" else -1)

    def _across(self, step: int) -> None:
        """Go to the next cell, from the last one to the next row; a text cell opens at once."""
        column = self.cursor_column + step
        if not 0 <= column < len(self.columns):
            self.step(step)
            column = 0 if step > 0 else len(self.columns) - 1
        self.move_cursor(column=column)
        if self.row is not None and self.field not in NUMERIC:
            self.beneath.open_cell(self.path, "")

    # Rows as wholes.

    def action_add_row(self) -> None:
        """Add an indicator below the cursor, in its category, or the first of an empty one."""
        category = self.category
        if category is not None and self.may_move():
            document = self.document
            asked = (document.evaluation, document.profile, category, self.index)
            self._put_rows(rows.add(*asked), rows.place_of_added(*asked), "name")

    def action_duplicate_row(self) -> None:
        """Put a copy of the indicator below it, and go there."""
        index = self.index
        if index is not None and self.may_move():
            copied = rows.duplicate(self.document.evaluation.indicators, index)
            self._put_rows(copied, index + 1, self.field)

    def action_delete_row(self) -> None:
        """Delete the indicator or those selected; undo brings them back."""
        targets = self.targets
        if targets and self.commit():
            left = rows.delete(self.document.evaluation.indicators, targets)
            self.select(NOTHING_SELECTED)
            self._put_rows(left, min(*targets, len(left) - 1), self.field)
            if len(targets) > 1:
                self.notify(f"删了{len(targets)}行，可撤销", markup=False, timeout=3)

    def action_move_row_up(self) -> None:
        """Move the indicator up, over into the category before at the edge of its own."""
        self._move_row(-1)

    def action_move_row_down(self) -> None:
        """Move the indicator down, over into the category behind at the edge of its own."""
        self._move_row(1)

    def _move_row(self, step: int) -> None:
        index = self.index
        if index is None or not self.may_move():
            return
        document = self.document
        moved = rows.move(document.evaluation, document.profile, self.categories, index, step)
        if moved is not None:
            self._put_rows(*moved, self.field)

    def _put_rows(self, changed: rows.Rows, index: int, field: str) -> None:
        """Put rows in as one step, and go to one of them."""
        self.document.put("indicators", changed)
        self.beneath.rearranged()
        self.show()
        self.go_to(cell(index, field))
        self.post_message(self.Changed(self.path))

    def action_show_targets(self) -> None:
        """Show or hide the columns of target, actual value and direction."""
        if self.may_move():
            self.show_columns(targets=not self.shows_targets)
            self.post_message(self.Touched())

    # The clipboard.

    def action_copy_cells(self) -> None:
        """Copy the cells as a spreadsheet does, one a line."""
        texts = [[self.document.show(cell(index, self.field))] for index in self.targets]
        if texts:
            self.app.copy_to_clipboard(write(texts))
            self.notify(f"已复制{len(texts)}格", markup=False, timeout=2)

    def _on_paste(self, event: events.Paste) -> None:
        """Put cells of a spreadsheet in from the cursor on, to the right and down."""
        event.stop()
        event.prevent_default()
        block = parse(event.text)
        if self.beneath.is_writing:
            self.beneath.write_on("", event.text)
        elif self.index is None:
            self.notify("这一类还没有指标，先加行再粘贴。", severity="warning", markup=False)
        elif self.entry is not None and len(block) == len(block[0]) == 1:
            self.enter(self.entry.typed(block[0][0].strip().translate(TYPED)))
        elif self.commit():
            self._paste(self.index, block)

    def _paste(self, index: int, block: list[list[str]]) -> None:
        document, is_one = self.document, len(block) == len(block[0]) == 1
        if len(block) > 1 and rows.is_heading(block[0], document.profile):
            block = block[1:]
        places = self.places[self.places.index(index) :]
        if self.selected:  # one value goes to all of them, a block from the first of them on
            first = self.places.index(self.selected[0])
            places = list(self.selected) if is_one else self.places[first:]
            block = block * len(places) if is_one else block
        fields = self.fields_from_here()
        pasted = rows.paste(document.evaluation.indicators, places, fields, block, document.profile)
        document.put("indicators", pasted.rows)
        self.select(NOTHING_SELECTED)
        self.refresh_cells()
        self.beneath.scored(places[: len(block)] if "score" in fields[: len(block[0])] else ())
        self.post_message(self.Changed(self.path))
        self._tell_pasted(pasted)

    def _tell_pasted(self, pasted: Filled) -> None:
        said = rows.tell(pasted, "粘贴了")
        if pasted.told:
            self.notify(said, severity="warning", markup=False, timeout=12)
        else:
            self.notify(said, markup=False, timeout=4)
