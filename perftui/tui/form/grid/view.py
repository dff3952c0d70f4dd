"""What the indicator grid shows: rows under headings of their category, running subtotals."""

from dataclasses import dataclass

from rich.text import Text
from textual.message import Message

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.totals import Subtotal, rows_of
from perftui.storage.document import Document
from perftui.tui.form.grid.cells import (
    GridCells,
    Palette,
    columns_of,
    groups,
    total_of,
    widths,
)
from perftui.tui.form.grid.entry import Entry
from perftui.tui.form.grid.selection import NOTHING_SELECTED, Selection
from perftui.tui.form.grid.sheet import Sheet

_TOTAL = "total"
_CATEGORY = "category:"


@dataclass(frozen=True)
class RowSign:
    """What the cells of an indicator are made from: where it is the same, so are they.

    `selected` is the field of its selected cell, `field` that of the number being typed into it.
    """

    row: Indicator
    selected: str
    entry: Entry | None
    field: str

    def __eq__(self, other: object) -> bool:
        """Rows are replaced, never changed: one that is the same object looks the same."""
        return (
            isinstance(other, RowSign)
            and self.row is other.row
            and (self.selected, self.entry, self.field)
            == (other.selected, other.entry, other.field)
        )

    __hash__ = None  # type: ignore[assignment]


class GridView(Sheet):
    """The table of a document, with the number being typed and the cells selected in it.

    Subtotals count what is being typed already.
    """

    @dataclass
    class Changed(Message):
        """A cell was changed through the document."""

        path: str

    @dataclass
    class Touched(Message):
        """What is being typed or selected has changed; the document has not."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.entry: Entry | None = None
        self.selection: Selection = NOTHING_SELECTED
        self.shows_targets = False
        self._columns = columns_of(document.profile, targets=False)
        self._widths = widths(self._columns, 0, document.profile.score_step)
        self._drawn: dict[str, RowSign | Subtotal] = {}
        self._laid_out: tuple[object, ...] = ()
        self._wanted = ""

    # What is at hand.

    @property
    def path(self) -> str:
        """The path of the cell at the cursor, or of the table where there is none."""
        index = self.index
        return "indicators" if index is None else cell(index, self.field)

    @property
    def index(self) -> int | None:
        """Which indicator the cursor is on."""
        return self._index(self.cursor_row)

    @property
    def row(self) -> Indicator | None:
        """The indicator at the cursor."""
        return None if self.index is None else self.document.evaluation.indicators[self.index]

    @property
    def field(self) -> str:
        """The field of the column at the cursor."""
        return self._columns[min(self.cursor_column, len(self._columns) - 1)].field

    @property
    def label(self) -> str:
        """The heading of the column at the cursor, as printed."""
        return self._columns[self._column(self.field)].labels[0]

    @property
    def category(self) -> str | None:
        """The category the cursor is in."""
        row = self.row
        return row.category if row is not None else self._empty_category(self.cursor_row)

    @property
    def evaluation(self) -> Evaluation:
        """The form as it will be when what is being typed is taken."""
        return self.document.evaluation

    @property
    def selected(self) -> tuple[int, ...]:
        """The indicators whose cells of this column are selected, in the order of the table."""
        return self.selection.of(self.places, self.index)

    @property
    def targets(self) -> tuple[int, ...]:
        """The indicators that a typed value goes to: those selected, else that at the cursor."""
        return self.selected or (() if self.index is None else (self.index,))

    @property
    def is_typing(self) -> bool:
        """Whether a number is being typed that the document does not have yet."""
        return self.entry is not None

    @property
    def categories(self) -> list[str]:
        """The categories in the order of the table."""
        return [g.category for g in groups(self.document.evaluation, self.document.profile)]

    @property
    def places(self) -> list[int]:
        """The indicators in the order of the table."""
        return [i for i in map(self._index, range(self.row_count)) if i is not None]

    def fields_from_here(self) -> list[str]:
        """Return the fields of the column at the cursor and of those on its right."""
        return [column.field for column in self._columns[self.cursor_column :]]

    # Moving.

    def go_to(self, path: str) -> None:
        """Put the cursor on a cell by its path; a path that is not there leaves it."""
        index, _, field = path.removeprefix("indicators[").partition("].")
        if not self.rows:
            self._wanted = path  # the table is laid out once its width is known
        elif index in self.rows and self.may_move():
            self.move_cursor(row=self.get_row_index(index), column=self._column(field))

    def _column(self, field: str) -> int:
        """Return where the column of a field stands, that of the score for one not shown."""
        fields = [column.field for column in self._columns]
        return fields.index(field if field in fields else "score")

    def rests_on(self, table_row: int) -> bool:
        """Whether a row is an indicator, or a category that has none yet."""
        has_indicator = self._index(table_row) is not None
        return has_indicator or self._empty_category(table_row) is not None

    def _empty_category(self, table_row: int) -> str | None:
        """Return the category whose heading a row is, if it has no indicator yet."""
        key = self.key_of_row(table_row)
        category = key.removeprefix(_CATEGORY)
        filled = key == category or rows_of(self.document.evaluation, category)
        return None if filled else category

    def _index(self, table_row: int) -> int | None:
        """Return which indicator stands in a row of the table, None for headings."""
        key = self.key_of_row(table_row)
        return int(key) if key.isdigit() else None

    # Drawing.

    def on_mount(self) -> None:
        """Follow a change of theme with the colours."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def on_resize(self) -> None:
        """Give the columns the new width."""
        self.show()

    def show(self) -> None:
        """Show the document, the cursor staying on its cell."""
        now = (*self._keys(), *self._columns, self.size.width)
        if now == self._laid_out:
            self.refresh_cells()
            return
        self._laid_out = now
        here, field, scrolled = self.key_of_row(self.cursor_row), self.field, self.scroll_y
        self._widths = widths(self._columns, self.size.width, self.document.profile.score_step)
        columns = {
            column.field: (Text(column.heading(width)), width)
            for column, width in zip(self._columns, self._widths, strict=True)
        }
        signs = self._signs()
        self.lay_out(columns, {key: self._cells(key, signs[key]) for key in self._keys()})
        self._drawn = signs
        self._return_to(here, field)
        self.call_after_refresh(self._scroll_back, scrolled)

    def show_columns(self, *, targets: bool) -> None:
        """Show or hide the columns that the form does not print."""
        field = self.field
        self.shows_targets = targets
        self._columns = columns_of(self.document.profile, targets=targets)
        self.show()
        self._return_to(self.key_of_row(self.cursor_row), field)

    def _return_to(self, key: str, field: str) -> None:
        """Put the cursor on its cell after the table was laid out anew, or on one near it."""
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.go_to(wanted)
        elif key in self.rows:
            self.move_cursor(row=self.get_row_index(key), column=self._column(field))
        elif key.isdigit() and self.places:
            self.move_cursor(row=self.get_row_index(str(len(self.places) - 1)))
        else:
            self.rest_at(0)
            self.move_cursor(column=self._column("score"))

    def _scroll_back(self, scrolled: float) -> None:
        self.scroll_to(y=scrolled, animate=False)
        self._scroll_cursor_into_view()

    def refresh_cells(self) -> None:
        """Draw what has changed in rows that are the same as before."""
        signs = self._signs()
        for key, sign in signs.items():
            if self._drawn.get(key) != sign:
                self.put_cells(key, self._cells(key, sign))
        self._drawn = signs

    def _keys(self) -> list[str]:
        """Return the keys of all rows of the table in their order."""
        evaluation, keys = self.document.evaluation, []
        for group in groups(evaluation, self.document.profile):
            keys.append(f"{_CATEGORY}{group.category}")
            rows = enumerate(evaluation.indicators)
            keys += [str(index) for index, row in rows if row.category == group.category]
        return [*keys, _TOTAL]

    def _signs(self) -> dict[str, RowSign | Subtotal]:
        """Return by key what the cells of each row are made from: the same, the same cells."""
        evaluation, profile = self.evaluation, self.document.profile
        selected, typed_at = set(self.selected), self.index if self.entry else None
        signs: dict[str, RowSign | Subtotal] = {}
        for group in groups(evaluation, profile):
            signs[f"{_CATEGORY}{group.category}"] = group
        for index, row in enumerate(evaluation.indicators):
            marked = self.field if index in selected else ""
            entry = self.entry if index == typed_at else None
            signs[str(index)] = RowSign(row, marked, entry, self.field if entry else "")
        return signs | {_TOTAL: total_of(evaluation, profile)}

    def _cells(self, key: str, sign: RowSign | Subtotal) -> list[Text]:
        """Make the cells of a row from its sign."""
        cells = GridCells(self._columns, self._widths, self._palette())
        if isinstance(sign, Subtotal):
            return cells.total(sign) if key == _TOTAL else cells.heading(sign)
        shown = cells.row(sign.row, self.document.profile, {sign.selected})
        if sign.entry is not None:
            shown[self._column(sign.field)] = sign.entry.shown()
        return shown

    def _palette(self) -> Palette:
        colours = self.app.theme_variables
        return Palette(colours["primary"], colours["warning"], colours["error"])

    def _recolour(self) -> None:
        if self.row_count:
            self._drawn = {}
            self.refresh_cells()
