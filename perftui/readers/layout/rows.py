"""The rows of the indicator table: which field each cell is, also where a row has been shifted.

The category stands left of the name, the name left of weight and score, and whatever else is
between or behind them lies as far from them as its heading does from theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType

from perftui.evaluation.values import UnreadableError, read_number
from perftui.readers.grid import Row, span
from perftui.readers.layout.labels import POINTS, Vocabulary, points_in
from perftui.readers.layout.mending import in_points, is_filler, with_whole_labels
from perftui.readers.layout.table import Table, is_number, label_of_fixed
from perftui.readers.report import LeftOut, Note, Question, Repair, left_out, quoted


@dataclass(frozen=True)
class TableRow:
    """One row of the table by fields; `label` is the category as far as one is printed there.

    `is_numbered` tells whether weight or score stand in it, `damage` how it was shifted, `places`
    where the cell of each field stood. A row that is covered by the merged label of a row above
    has that label.
    """

    where: str
    after_break: bool
    label: str
    texts: Mapping[str, str]
    is_numbered: bool
    damage: str = ""
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, field: str) -> str:
        """Return the cell of a field, nothing where there is none."""
        return self.texts.get(field, "")

    def place(self, field: str) -> str:
        """Return where the cell of a field stood, or its row."""
        return self.places.get(field, self.where)

    @property
    def weight(self) -> Decimal | None:
        """The weight; a blank counts 0, what cannot be read is None."""
        try:
            return read_number(self.text("weight")) or Decimal(0)
        except UnreadableError:
            return None


def read_rows(table: Table, words: Vocabulary) -> tuple[tuple[TableRow, ...], tuple[Note, ...]]:
    """Read the rows of the table; shifted rows are reported a block at a time.

    Subtotals are no indicators and are left out.
    """
    rows: list[TableRow] = []
    notes: list[Note] = []
    subtotals: list[Note] = []
    table, on_per_cent = in_points(with_whole_labels(table, words))
    for row in table.body:
        if words.is_subtotal(row) or is_filler(row):
            subtotals.append(left_out(row.where, " ".join(row.filled)))
            continue
        placed, found = _place(row, table, words)
        if _is_subtotal_label(placed, words):
            subtotals.append(left_out(row.where, " ".join(row.filled)))
            placed = replace(placed, texts={}, is_numbered=False)
        rows.append(_under_merged_label(placed, row, rows[-1] if rows else None, table))
        notes += found
    return tuple(rows), (
        *on_per_cent,
        *_columns(table, words),
        *_damages(tuple(rows)),
        *subtotals,
        *notes,
    )


def _is_subtotal_label(row: TableRow, words: Vocabulary) -> bool:
    """Whether a row gives a category's own points: its label and numbers, and no indicator."""
    others = (text for field, text in row.texts.items() if field not in POINTS)
    points = words.profile.points_of(row.label)
    return points is not None and not any(others) and row.weight == points


def _under_merged_label(
    placed: TableRow, row: Row, before: TableRow | None, table: Table
) -> TableRow:
    """Return the row with the label of the one above, where the cell of that covers both."""
    is_covered = table.column("category") in row.from_above
    return replace(placed, label=before.label) if is_covered and before else placed


def _place(row: Row, table: Table, words: Vocabulary) -> tuple[TableRow, list[Note]]:
    """Say which field each cell of a row is."""
    offset, notes = _settled_offset(row, table)
    shift = offset or 0
    label, name = _label_and_name(row, table, shift, words)
    if shift == 0 and name == table.name_column:
        at = {field: index for index, field in enumerate(table.fields) if field}
        at.pop("category", None)
    else:
        at = _right_of_name(table, shift, table.name_column if name is None else name)
    if name is not None:
        at["name"] = name
    known = {*at.values(), label, *(i + shift for i in table.unknown_columns)}
    strays = (i for i, cell in enumerate(row.cells) if cell and i not in known)
    notes += [_misplaced(row, index) for index in strays]
    printed = "" if label is None else row.at(label)
    if name is None and label is not None and label_of_fixed(printed, words):
        at["name"] = label
    notes += _other_points(row, printed, words)
    placed = TableRow(
        where=row.where,
        after_break=row.break_before,
        label=words.category_of(printed) or printed,
        texts={field: row.at(index) for field, index in at.items()},
        is_numbered=offset is not None,
        damage="" if offset is None else _damage(table, shift, name, words),
        places={
            field: row.place(index)
            for field, index in {**at, "category": label}.items()
            if index is not None
        },
    )
    return placed, notes


def _other_points(row: Row, label: str, words: Vocabulary) -> list[Note]:
    """Ask about a label that prints other points than the profile has."""
    printed, due = points_in(label), words.profile.points_of(words.category_of(label) or "")
    if printed is None or due is None or _digits(printed) == _digits(due):
        return []
    return [
        Question(row.where, f"原表写着{quoted(label)}，而这种表规定{due}分，用的是另一种表吗？")
    ]


def _digits(points: Decimal) -> list[str]:
    """Return the digits of points in an order of their own, as labels set upright mix them."""
    return sorted(f"{points.normalize():f}")


def _settled_offset(row: Row, table: Table) -> tuple[int | None, list[Note]]:
    """Return the offset of weight and score; a lone number beside its column is asked about."""
    offset = table.offset(row)
    if offset is not None:
        return offset, []
    if any(row.at(column) for column in table.number_columns):
        return 0, []
    lone = next((i for i, cell in enumerate(row.cells) if is_number(cell)), None)
    if lone is None:
        return None, []
    asked = f"这一行只有一个数{quoted(row.at(lone))}，先作权重读入，它是权重还是自评分？"
    return lone - table.number_columns[0], [Question(row.where, asked, ("权重", "自评分"))]


def _right_of_name(table: Table, shift: int, name: int) -> dict[str, int]:
    """Return the cells of the fields right of the name, each as far from weight as its heading."""
    columns = enumerate(table.fields)
    return {
        field: index + shift
        for index, field in columns
        if field not in ("", "category") and index > table.name_column and index + shift > name
    }


def _label_and_name(
    row: Row, table: Table, shift: int, words: Vocabulary
) -> tuple[int | None, int | None]:
    """Return the cells of category label and name, which may stand beside their columns."""
    category, name = table.column("category"), table.name_column
    said = [index for index, cell in enumerate(row.cells) if cell and not is_number(cell)]
    last = name if category is None else category
    is_labelled = (
        bool(said) and (said[0] == name or said[0] <= last) and _is_label(row.at(said[0]), words)
    )
    if is_labelled and len(said) == 1:
        is_numeral = shift == 0 and said[0] != name and row.at(name)  # a name such as 2020
        return said[0], name if is_numeral else None
    first_number = table.number_columns[0] + shift
    pair = _in_columns(row, category, name) if shift == 0 or name < first_number else None
    if pair and shift == 0:
        is_pushed = is_labelled and said[0] == name and said[1] < first_number
        return (name, said[1]) if is_pushed else pair
    reach = min(first_number, name + max(shift, 0) + 1)
    odd = () if shift else table.unknown_columns
    left = [index for index in range(reach) if row.at(index) and index not in odd]
    if left and words.category_of(row.at(left[0])) and (len(left) > 1 or left[0] == category):
        return left[0], left[1] if len(left) > 1 else None
    if pair and pair[0] is not None and not label_of_fixed(row.at(pair[0]), words):
        return pair
    return None, left[0] if left else None


def _is_label(cell: str, words: Vocabulary) -> bool:
    """Whether a cell is the label of a category and not a fixed indicator of the same name."""
    return words.category_of(cell) is not None and label_of_fixed(cell, words) is None


def _in_columns(row: Row, category: int | None, name: int) -> tuple[int | None, int] | None:
    """Return the cells of label and name if the name stands in its column."""
    if not row.at(name):
        return None
    return (category if category is not None and row.at(category) else None), name


def _damage(table: Table, shift: int, name: int | None, words: Vocabulary) -> str:
    """Return how a row was shifted, in Chinese; nothing where it was not."""
    if shift == 0 and name in (None, table.name_column):
        return ""
    between = table.fields[table.name_column + 1 : table.number_columns[0]]
    if name == table.name_column and -len(between) <= shift < 0:
        missing = between[:-shift]
        labels = (column.label for column in words.profile.columns if column.field in missing)
        return f"缺「{'、'.join(labels)}」一栏"
    return "错位"


def _damages(rows: tuple[TableRow, ...]) -> list[Note]:
    blocks = [(damage, list(block)) for damage, block in groupby(rows, lambda row: row.damage)]
    return [
        Repair(span(row.where for row in block), f"这{len(block)}行{damage}，按数字所在的格读取")
        for damage, block in blocks
        if damage
    ]


def _columns(table: Table, words: Vocabulary) -> list[Note]:
    """Report headings that are missing, and columns that hold something the profile has not."""
    where = span(row.where for row in table.body)
    filled = (i for i in table.unknown_columns if any(row.at(i) for row in table.body))
    unknown = [
        LeftOut(where, f"{quoted(table.headings[i])}一栏是表式里没有的，没有读入") for i in filled
    ]
    lacking = (
        Question(where, f"指标表里没有认出「{column.label}」一栏，请核对", field="indicators")
        for column in words.profile.columns
        if column.field in POINTS and column.field not in table.fields
    )
    missing = Repair(where, "指标表没有栏目名称，按通常的栏次读取")
    return [*lacking, *unknown] if table.has_headings else [missing, *unknown]


def _misplaced(row: Row, index: int) -> Question:
    return Question(row.place(index), f"{quoted(row.at(index))}不知道属于哪一栏，没有读入")
