"""A table whose cursor rests only where something is filled in, and which draws what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.style import Style
from rich.text import Text
from textual import events
from textual._types import SegmentLines
from textual.coordinate import Coordinate
from textual.geometry import Region, Spacing
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

_CONTEXT = 2
_LEAST_HEIGHT = 7
_NOWHERE = Coordinate(-2, -2)


class Sheet(DataTable[Text]):
    """Moves as a spreadsheet does; rows and columns have keys, headings are stepped over."""

    _is_putting = False

    def __init__(self) -> None:
        super().__init__(cursor_type="cell", zebra_stripes=False, show_row_labels=False)
        self._rendered: dict[tuple[int, int], tuple[object, object, SegmentLines]] = {}

    def rests_on(self, table_row: int) -> bool:
        """Whether the cursor may rest on a row."""
        raise NotImplementedError

    def may_move(self) -> bool:
        """Whether the cursor may leave its cell; what is typed there is taken first."""
        raise NotImplementedError

    def key_of_row(self, table_row: int) -> str:
        """Return the key of a row of the table, empty for one that is not there."""
        if not 0 <= table_row < self.row_count:
            return ""
        return self.coordinate_to_cell_key(Coordinate(table_row, 0)).row_key.value or ""

    # Moving.

    def step(self, step: int) -> None:
        """Go up or down to the next row that the cursor may rest on."""
        target = self.cursor_row + step
        while 0 <= target < self.row_count and not self.rests_on(target):
            target += step
        if 0 <= target < self.row_count:
            self.move_cursor(row=target)

    def rest_at(self, table_row: int) -> None:
        """Go to a row or the nearest one, rather below, that the cursor may rest on."""
        rows = [row for row in range(self.row_count) if self.rests_on(row)]
        if rows:
            nearest = min(rows, key=lambda row: (abs(row - table_row), -row))
            self.move_cursor(row=nearest)

    def action_cursor_down(self) -> None:
        """Go down a row, past headings."""
        if self.may_move():
            self.step(1)

    def action_cursor_up(self) -> None:
        """Go up a row, past headings."""
        if self.may_move():
            self.step(-1)

    def action_cursor_left(self) -> None:
        """Go to the cell on the left."""
        if self.may_move():
            self.move_cursor(column=max(self.cursor_column - 1, 0))

    def action_cursor_right(self) -> None:
        """Go to the cell on the right."""
        if self.may_move():
            self.move_cursor(column=min(self.cursor_column + 1, len(self.columns) - 1))

    def action_page_down(self) -> None:
        """Go down as far as the screen shows."""
        if self.may_move():
            self.rest_at(self.cursor_row + self._page)

    def action_page_up(self) -> None:
        """Go up as far as the screen shows."""
        if self.may_move():
            self.rest_at(self.cursor_row - self._page)

    def action_scroll_top(self) -> None:
        """Go to the first row."""
        if self.may_move():
            self.rest_at(0)

    def action_scroll_bottom(self) -> None:
        """Go to the last row."""
        if self.may_move():
            self.rest_at(self.row_count)

    def action_scroll_home(self) -> None:
        """Go to the first column."""
        if self.may_move():
            self.move_cursor(column=0)

    def action_scroll_end(self) -> None:
        """Go to the last column."""
        if self.may_move():
            self.move_cursor(column=len(self.columns) - 1)

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height - self.header_height - 1, 1)

    async def _on_click(self, event: events.Click) -> None:
        """A click goes to a cell; on a heading, to the row below."""
        event.stop()
        event.prevent_default()
        place = event.style.meta
        row, column = place.get("row", -1), place.get("column", -1)
        if row >= 0 and column >= 0 and self.may_move():
            self.move_cursor(column=column)
            self.rest_at(row)

    def _scroll_cursor_into_view(self, animate: bool = False) -> None:
        """Keep some rows of context above and below the cursor in sight."""
        context = _CONTEXT if self.size.height >= _LEAST_HEIGHT else 1
        region = self._get_cell_region(self.cursor_coordinate)
        around = Region(region.x, region.y - context, region.width, region.height + 2 * context)
        top, *_, left = self._get_fixed_offset()
        self.scroll_to_region(
            around, animate=False, spacing=Spacing(top, 0, 0, left), force=True, x_axis=False
        )

    # Drawing.

    def put_cells(self, key: str, cells: Sequence[Text]) -> None:
        """Show the cells of a row that differ from those shown, and draw no others."""
        row = self.get_row_index(key)
        shown = self.get_row_at(row)
        for column, (old, new) in enumerate(zip(shown, cells, strict=True)):
            if not _looks_same(old, new):
                self._is_putting = True
                try:
                    self.update_cell_at(Coordinate(row, column), new)
                finally:
                    self._is_putting = False
                self.refresh_coordinate(Coordinate(row, column))

    def _render_cell(
        self,
        row_index: int,
        column_index: int,
        base_style: Style,
        width: int,
        cursor: bool = False,
        hover: bool = False,
    ) -> SegmentLines:
        """Keep a rendered cell as long as its text is the same, whatever else was put."""
        shown = self.get_cell_at(Coordinate(row_index, column_index)) if row_index >= 0 else None
        looks = (base_style, width, cursor, hover, self._pseudo_class_state, self.app.theme)
        place = (row_index, column_index)
        known = self._rendered.get(place)
        if known is None or known[0] is not shown or known[1] != looks:
            lines = super()._render_cell(row_index, column_index, base_style, width, cursor, hover)
            known = self._rendered[place] = (shown, looks, lines)
        return known[2]

    def _render_line_in_row(
        self,
        row_key: RowKey,
        line_no: int,
        base_style: Style,
        cursor_location: Coordinate,
        hover_location: Coordinate,
    ) -> tuple[SegmentLines, SegmentLines]:
        """Keep a rendered row while the cursor moves elsewhere."""
        row = self.get_row_index(row_key) if row_key in self.rows else -1
        cursor = cursor_location if cursor_location.row == row else _NOWHERE
        hover = hover_location if hover_location.row == row else _NOWHERE
        return super()._render_line_in_row(row_key, line_no, base_style, cursor, hover)

    def refresh(self, *regions: Region, **how: Any) -> "Sheet":
        """Draw regions anew; a cell that is put redraws itself only, not the whole table."""
        if self._is_putting and not regions:
            return self
        return super().refresh(*regions, **how)

    def lay_out(
        self, columns: Mapping[str, tuple[Text, int]], rows: Mapping[str, Sequence[Text]]
    ) -> None:
        """Draw everything anew: columns by key with label and width, rows by key."""
        self.clear(columns=True)
        self._rendered.clear()
        for key, (label, width) in columns.items():
            self.add_column(label, width=width, key=key)
        for key, cells in rows.items():
            self.add_row(*cells, key=key)


def _looks_same(old: Text, new: Text) -> bool:
    return old.plain == new.plain and old.style == new.style and old.spans == new.spans
