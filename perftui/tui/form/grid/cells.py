"""What the indicator grid shows: the texts of its headings, rows and total, and column widths."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from perftui.evaluation.fields import cell, kind_of
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.rows import NUMERIC, wants_reason
from perftui.evaluation.totals import Subtotal, rows_of, subtotals, total_score, total_weight
from perftui.evaluation.values import Unread, print_number

TARGETS = ("target", "actual", "direction")
_WIDTHS = {"weight": 7, "score": 10, "direction": 4}
_FINE_SCORE = 13  # (-0.38) 9.62
_SHARES = {"name": 5, "target": 2, "actual": 2, "remark": 3}
_SHARES_AMONG_MANY = {**_SHARES, "name": 6, "remark": 2}
_LEAST_TEXT_WIDTH = 20
_MANY = 4


@dataclass(frozen=True)
class GridColumn:
    """A column of the grid: the indicator's field, and the headings it goes by."""

    field: str
    labels: tuple[str, ...]

    def heading(self, width: int) -> str:
        """Return the heading as printed, or another one that fits a width in cells."""
        fitting = (label for label in self.labels if cell_len(label) <= width)
        return next(fitting, self.labels[0])


@dataclass(frozen=True)
class Palette:
    """The colours of the grid, from the theme."""

    heading: str
    lost: str
    wrong: str


@dataclass(frozen=True)
class GridCells:
    """Makes the cells of the grid for some columns, their widths and colours."""

    columns: Sequence[GridColumn]
    widths: Sequence[int]
    palette: Palette

    def heading(self, subtotal: Subtotal) -> list[Text]:
        """Return the heading of a category with its running subtotals."""
        due = print_number(subtotal.due)
        name = f"{subtotal.category}（{due}分）"
        return self._sums(name, subtotal.weight, subtotal.score, subtotal.due)

    def total(self, total: Subtotal) -> list[Text]:
        """Return the last row: the sums over all rows."""
        return self._sums(total.category, total.weight, total.score, total.due)

    def row(self, row: Indicator, profile: Profile, selected: Collection[str] = ()) -> list[Text]:
        """Return the cells of an indicator; those of selected columns are marked."""
        return [
            _marked(self._cell(row, column.field, width, profile), column.field in selected)
            for column, width in zip(self.columns, self.widths, strict=True)
        ]

    def _sums(self, name: str, weight: Decimal, score: Decimal, due: Decimal) -> list[Text]:
        fits = weight == due
        shown = {
            "name": name,
            "weight": print_number(weight) if fits else f"{print_number(weight)}/{due:f}",
            "score": print_number(score),
            "remark": "" if fits else f"权重应为{print_number(due)}",
        }
        colour = self.palette.heading if fits else self.palette.wrong
        colours = {"weight": colour, "remark": colour}
        return [
            Text(
                shortened(shown.get(column.field, ""), width),
                style=f"bold {colours.get(column.field, self.palette.heading)}",
                justify=_justify(column.field),
            )
            for column, width in zip(self.columns, self.widths, strict=True)
        ]

    def _cell(self, row: Indicator, field: str, width: int, profile: Profile) -> Text:
        value = getattr(row, field)
        if isinstance(value, Unread):
            style = f"bold {self.palette.wrong}"
            return Text(shortened(_flat(value.text), width), style=style, justify=_justify(field))
        if field not in NUMERIC:
            return self._text(row, field, width, profile)
        shown = "" if value is None else print_number(value)
        if field == "score" and row.lost:
            shown = f"(-{print_number(row.lost)}) {shown}"
            return Text(shown, style=f"bold {self.palette.lost}", justify="right")
        return Text(shown, justify="right")

    def _text(self, row: Indicator, field: str, width: int, profile: Profile) -> Text:
        value = getattr(row, field) or ""
        if field == "name":
            return Text("  " + shortened_within(_flat(value), width - 2))
        if field == "remark" and wants_reason(row):
            return Text(
                "待写原因" if width >= 8 else "待写", style=f"italic dim {self.palette.lost}"
            )
        if field == "direction" and value:
            value = kind_of(cell(0, field), profile).show(value)
        return Text(shortened(_flat(value), width))


def _marked(text: Text, is_selected: bool) -> Text:
    """Mark a selected cell by more than colour, a blank one too."""
    if is_selected:
        text.style = f"{text.style} reverse underline".strip()
        text.plain = text.plain or "  "
    return text


def columns_of(profile: Profile, *, targets: bool) -> list[GridColumn]:
    """Return the columns of the grid; with `targets` also those that the form does not print."""
    printed = [
        GridColumn(column.field, column.labels)
        for column in profile.columns
        if column.field not in ("category", "explanation")
    ]
    there = {column.field for column in printed}
    others = [
        GridColumn(field, profile.unprinted.get(field, ("方向",)))
        for field in TARGETS
        if field not in there
    ]
    if not targets:
        return printed
    behind = max(
        place
        for place, column in enumerate(printed)
        if column.field in ("name", "target", "actual")
    )
    return [*printed[: behind + 1], *others, *printed[behind + 1 :]]


def groups(evaluation: Evaluation, profile: Profile) -> list[Subtotal]:
    """Return the profile's categories, then any others that rows name."""
    known = list(subtotals(evaluation, profile))
    names = {subtotal.category for subtotal in known}
    others = dict.fromkeys(r.category for r in evaluation.indicators if r.category not in names)
    return known + [_unknown(evaluation, name) for name in others]


def total_of(evaluation: Evaluation, profile: Profile) -> Subtotal:
    """Return the sums over all rows, under the name that the form has for them."""
    weight, score = total_weight(evaluation), total_score(evaluation)
    return Subtotal(profile.total_label, Decimal(100), weight, score)


def widths(columns: Sequence[GridColumn], width: int, score_step: Decimal) -> list[int]:
    """Share out a width in cells: numbers have theirs, texts the rest by their weight.

    Scores in steps finer than a tenth need more room.
    """
    wanted = _WIDTHS if score_step >= Decimal("0.1") else _WIDTHS | {"score": _FINE_SCORE}
    texts = [column.field for column in columns if column.field not in wanted]
    fixed = sum(wanted.get(column.field, 0) for column in columns)
    padding = 2 * len(columns) + 2
    free = max(width - padding - fixed, _LEAST_TEXT_WIDTH)
    weights = _SHARES if len(texts) < _MANY else _SHARES_AMONG_MANY
    shares = sum(weights[field] for field in texts)
    return [
        wanted.get(column.field) or free * weights[column.field] // shares for column in columns
    ]


def shortened(text: str, width: int) -> str:
    """Cut a text to a width in cells, and show that it was cut."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 2).rstrip() + ".."


def shortened_within(text: str, width: int) -> str:
    """Cut a name in its middle: those that begin alike often differ at their end."""
    if cell_len(text) <= width:
        return text
    end = text[-1:]
    while cell_len(text[-len(end) - 1 :]) <= width // 3:
        end = text[-len(end) - 1 :]
    return set_cell_size(text, width - 2 - cell_len(end)).rstrip() + ".." + end


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _unknown(evaluation: Evaluation, name: str) -> Subtotal:
    part = evaluation.model_copy(update={"indicators": rows_of(evaluation, name)})
    return Subtotal(name, total_weight(part), total_weight(part), total_score(part))


def _justify(field: str) -> Literal["left", "right"]:
    return "right" if field in NUMERIC else "left"
