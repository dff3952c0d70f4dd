"""The indicator table as a spreadsheet: digits start typing, Enter goes down, Tab across."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from rich.text import Text
from textual import events
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from perftui.evaluation.drafting import place_of_new_row
from perftui.evaluation.fields import cell, read
from perftui.evaluation.model import Indicator
from perftui.evaluation.scoring import refuse_score
from perftui.evaluation.totals import rows_of
from perftui.evaluation.values import print_number
from perftui.storage.document import Document
from perftui.tui.bindings import bindings
from perftui.tui.form.grid.cells import NUMERIC, GridCells, Palette, groups, widths

_TYPED = str.maketrans(dict(zip("０１２３４５６７８９．。、－＝", "0123456789...-=", strict=True)))


class IndicatorGrid(DataTable[Text]):
    """The rows of the form under headings of their category, with running subtotals.

    A score above its weight is refused while it is being typed: it stays in its cell, marked,
    until it is mended or given up with Esc.
    """

    BINDINGS = bindings("grid")

    @dataclass
    class Changed(Message):
        """A cell was changed through the document."""

        path: str

    @dataclass
    class Refused(Message):
        """What was typed cannot stand in its cell."""

        reason: str

    def __init__(self, document: Document, edit_text: Callable[[str, str], None]) -> None:
        """`edit_text` opens a text cell by path, started over with what is typed if anything is.

        It is called and not told by a message, so that no character of a quick typist is lost.
        """
        super().__init__(cursor_type="cell", zebra_stripes=False, show_row_labels=False)
        self.document = document
        self._edit_text = edit_text
        self._typed: str | None = None
        self._columns = [
            column
            for column in document.profile.columns
            if column.field not in ("category", "explanation")
        ]

    @property
    def path(self) -> str:
        """The path of the cell at the cursor, or of the table where there is none."""
        index, field = self._index(self.cursor_row), self._field
        return "indicators" if index is None else cell(index, field)

    @property
    def row(self) -> Indicator | None:
        """The indicator at the cursor."""
        index = self._index(self.cursor_row)
        return None if index is None else self.document.evaluation.indicators[index]

    def show(self) -> None:
        """Draw the whole table anew, the cursor staying on its cell."""
        here, column, typed = self._key(self.cursor_row), self.cursor_column, self._typed
        self.clear(columns=True)
        shares = widths(self._columns, self.size.width)
        for shown, width in zip(self._columns, shares, strict=True):
            self.add_column(Text(shown.label), width=width, key=shown.field)
        for key, cells in self._rows().items():
            self.add_row(*cells, key=key)
        if here in self.rows:
            self.move_cursor(row=self.get_row_index(here), column=column)
        else:
            self.go_to(cell(0, "score"))
        if typed is not None and self._key(self.cursor_row) == here:
            self._type(typed)

    def go_to(self, path: str) -> None:
        """Put the cursor on a cell by its path; a path that is not there leaves it."""
        index, _, field = path.removeprefix("indicators[").partition("].")
        fields = [column.field for column in self._columns]
        if index in self.rows:
            column = fields.index(field) if field in fields else fields.index("score")
            self.move_cursor(row=self.get_row_index(index), column=column)

    def action_select_cursor(self) -> None:
        """Enter: take what is typed and go down."""
        if self.commit():
            self._move(1)

    def action_cursor_down(self) -> None:
        """Go down a row, past category headings."""
        if self.commit():
            self._move(1)

    def action_cursor_up(self) -> None:
        """Go up a row, past category headings."""
        if self.commit():
            self._move(-1)

    def action_cursor_left(self) -> None:
        """Go to the cell on the left."""
        if self.commit():
            super().action_cursor_left()

    def action_cursor_right(self) -> None:
        """Go to the cell on the right."""
        if self.commit():
            super().action_cursor_right()

    def action_full_marks(self) -> None:
        """Score the row full and go down."""
        row = self.row
        if row is not None and isinstance(row.weight, Decimal):
            self._typed = None
            self._set("score", print_number(row.weight))
            self._move(1)

    def action_edit_cell(self) -> None:
        """Edit the cell in place, starting from what is there."""
        if self.row is None:
            return
        if self._field in NUMERIC:
            self._type(self._typed if self._typed is not None else self.document.show(self.path))
        else:
            self._edit_text(self.path, "")

    def action_add_row(self) -> None:
        """Add an indicator below the cursor, in its category, or the first of an empty one."""
        row, index = self.row, self._index(self.cursor_row)
        category = row.category if row else self._empty_category(self.cursor_row)
        if category is None or not self.commit():
            return
        evaluation = self.document.evaluation
        if index is None:
            index = place_of_new_row(evaluation, category, self.document.profile) - 1
        rows = list(evaluation.indicators)
        rows.insert(index + 1, Indicator(category=category))
        self._put_rows(rows, cell(index + 1, "name"))

    def action_delete_row(self) -> None:
        """Delete the indicator at the cursor; undo brings it back."""
        index = self._index(self.cursor_row)
        if index is None:
            return
        rows = list(self.document.evaluation.indicators)
        del rows[index]
        self._put_rows(rows, cell(min(index, len(rows) - 1), self._field))

    def move_by(self, key: str) -> None:
        """Move as a key does: up, down, tab or shift+tab."""
        if key in ("up", "down"):
            self._move(1 if key == "down" else -1)
        else:
            self._across(key)

    def on_mount(self) -> None:
        """Follow a change of theme with the colours."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def _recolour(self) -> None:
        if self.row_count:
            self.refresh_cells()

    def on_resize(self) -> None:
        """Give the columns the new width."""
        self.show()

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Keep the cursor off headings when the mouse or a page key put it there."""
        if self.row_count and not self._rests_on(self.cursor_row):
            event.stop()
            below = range(self.cursor_row + 1, self.row_count)
            self._move(1 if any(map(self._rests_on, below)) else -1)

    async def _on_key(self, event: events.Key) -> None:
        """Digits start a score over; letters start a text cell over."""
        typed = (event.character or "").translate(_TYPED)
        if self.row is None:
            return
        if self._field in NUMERIC:
            handled = self._number_key(event.key, typed)
        else:
            handled = self._text_key(event.key, event.character or "", event.is_printable)
        if handled:
            event.stop()
            event.prevent_default()

    def _number_key(self, key: str, typed: str) -> bool:
        if typed and typed in "0123456789.-":
            self._type((self._typed or "") + typed)
        elif typed == "=":
            self.action_full_marks()
        elif key == "backspace" and self._typed:
            self._type(self._typed[:-1])
        elif key == "escape" and self._typed is not None:
            self.give_up()
        elif key in ("delete", "backspace") and self._typed is None:
            self._set(self._field, "")
        else:
            return self._across(key)
        return True

    def _text_key(self, key: str, character: str, printable: bool) -> bool:
        if printable and character.strip():
            self._edit_text(self.path, character)
        elif key == "delete":
            self._set(self._field, "")
        else:
            return self._across(key)
        return True

    def _across(self, key: str) -> bool:
        """Tab goes to the next cell and from the last one to the next row's score."""
        if key not in ("tab", "shift+tab") or not self.commit():
            return key in ("tab", "shift+tab")
        step = 1 if key == "tab" else -1
        column = self.cursor_column + step
        if not 0 <= column < len(self._columns):
            self._move(step)
            column = 0 if step > 0 else len(self._columns) - 1
        self.move_cursor(column=column)
        if self.row is not None and self._field not in NUMERIC:
            self._edit_text(self.path, "")
        return True

    @property
    def _field(self) -> str:
        return self._columns[self.cursor_column].field

    def _type(self, typed: str) -> None:
        """Show what is being typed in its cell."""
        self._typed = typed
        self._draw(self.path, Text(typed + "_", style="bold reverse", justify="right"))
        reason = self._refusal(typed)
        self.post_message(self.Refused(reason or ""))

    def _refusal(self, typed: str) -> str | None:
        row = self.row
        if row is None or self._field != "score" or typed in ("", "-", "."):
            return None
        return refuse_score(row, read(self.path, typed, self.document.profile))

    @property
    def is_typing(self) -> bool:
        """Whether a number is being typed that the document does not have yet."""
        return self._typed is not None

    def on_blur(self) -> None:
        """Leaving the grid takes what was typed."""
        self.commit()

    def commit(self) -> bool:
        """Take what was typed into the document; False if it is refused and stays."""
        if self._typed is None or self.row is None:
            return True
        reason = self._refusal(self._typed)
        if reason:
            self.post_message(self.Refused(f"「{self.row.name}」没有记下：{reason}，或按 Esc 放弃"))
            return False
        typed, self._typed = self._typed, None
        self._set(self._field, typed)
        return True

    def give_up(self) -> None:
        """Forget what is being typed."""
        self._typed = None
        self.refresh_cells()
        self.post_message(self.Refused(""))

    def _set(self, field: str, typed: str) -> None:
        index = self._index(self.cursor_row)
        if index is not None:
            self.document.set(cell(index, field), typed)
            self.refresh_cells()
            self.post_message(self.Changed(cell(index, field)))

    def _put_rows(self, rows: list[Indicator], path: str) -> None:
        self.document.put("indicators", tuple(rows))
        self.show()
        self.go_to(path)
        self.post_message(self.Changed(path))

    def refresh_cells(self) -> None:
        """Draw the cells of all rows from the document, which has the same rows."""
        for key, cells in self._rows().items():
            for column, content in zip(self._columns, cells, strict=True):
                if self.get_cell(key, column.field) != content:
                    self.update_cell(key, column.field, content)

    def _rows(self) -> dict[str, list[Text]]:
        """Return every row of the table by its key: headings, indicators and the total."""
        evaluation, profile = self.document.evaluation, self.document.profile
        cells = GridCells(self._columns, self._palette())
        rows: dict[str, list[Text]] = {}
        for subtotal in groups(evaluation, profile):
            rows[f"category:{subtotal.category}"] = cells.heading(subtotal)
            for index, row in enumerate(evaluation.indicators):
                if row.category == subtotal.category:
                    rows[str(index)] = cells.row(row)
        return rows | {"total": cells.total(evaluation, profile)}

    def _palette(self) -> Palette:
        colours = self.app.theme_variables
        return Palette(colours["primary"], colours["warning"], colours["error"])

    def _draw(self, path: str, content: Text) -> None:
        index, _, field = path.removeprefix("indicators[").partition("].")
        self.update_cell(index, field, content)

    def _move(self, step: int) -> None:
        target = self.cursor_row + step
        while 0 <= target < self.row_count and not self._rests_on(target):
            target += step
        if 0 <= target < self.row_count:
            self.move_cursor(row=target)
        if target <= 1:
            self.scroll_home(animate=False)

    def _rests_on(self, table_row: int) -> bool:
        """Whether the cursor may rest on a row: an indicator, or a category that has none yet."""
        has_indicator = self._index(table_row) is not None
        return has_indicator or self._empty_category(table_row) is not None

    def _empty_category(self, table_row: int) -> str | None:
        """Return the category whose heading a row is, if it has no indicator yet."""
        category = self._key(table_row).removeprefix("category:")
        is_heading = category != self._key(table_row)
        filled = rows_of(self.document.evaluation, category)
        return category if is_heading and not filled else None

    def _index(self, table_row: int) -> int | None:
        """Return which indicator stands in a row of the table, None for headings."""
        key = self._key(table_row)
        return int(key) if key.isdigit() else None

    def _key(self, table_row: int) -> str:
        if not 0 <= table_row < self.row_count:
            return ""
        return self.coordinate_to_cell_key(Coordinate(table_row, 0)).row_key.value or ""
