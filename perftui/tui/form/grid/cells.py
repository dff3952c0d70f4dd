"""What the indicator grid shows: the texts of its headings, rows and total, and column widths."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rich.text import Text

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Column, Profile
from perftui.evaluation.totals import Subtotal, rows_of, subtotals, total_score, total_weight
from perftui.evaluation.values import Unread, print_number

NUMERIC = ("weight", "score")
_NUMBER_WIDTHS = {"weight": 7, "score": 9}
_SHARES = {"name": 5, "target": 2, "actual": 2, "remark": 3}
_LEAST_TEXT_WIDTH = 20


@dataclass(frozen=True)
class Palette:
    """The colours of the grid, from the theme."""

    heading: str
    lost: str
    wrong: str


@dataclass(frozen=True)
class GridCells:
    """Makes the cells of the grid for some columns and colours."""

    columns: Sequence[Column]
    palette: Palette

    def heading(self, subtotal: Subtotal) -> list[Text]:
        """Return the heading of a category with its running subtotals."""
        fits = subtotal.weight == subtotal.due
        weight, due = print_number(subtotal.weight), print_number(subtotal.due)
        name = f"{subtotal.category}（{due}分）"
        return self._sums(name, weight, subtotal.score, "" if fits else f"权重应为{due}")

    def total(self, evaluation: Evaluation, profile: Profile) -> list[Text]:
        """Return the last row: the sums over all rows."""
        weight = total_weight(evaluation)
        complaint = "" if weight == 100 else "权重应为100"
        score = total_score(evaluation)
        return self._sums(profile.total_label, print_number(weight), score, complaint)

    def row(self, row: Indicator) -> list[Text]:
        """Return the cells of an indicator."""
        return [self._cell(row, column.field) for column in self.columns]

    def _sums(self, name: str, weight: str, score: Decimal, complaint: str) -> list[Text]:
        shown = {"name": name, "weight": weight, "score": print_number(score), "remark": complaint}
        styles = {"remark": f"bold {self.palette.wrong}"}
        return [
            Text(
                shown.get(column.field, ""),
                style=styles.get(column.field, f"bold {self.palette.heading}"),
                justify=_justify(column.field),
            )
            for column in self.columns
        ]

    def _cell(self, row: Indicator, field: str) -> Text:
        value = getattr(row, field)
        if field not in NUMERIC:
            indent = "  " if field == "name" else ""
            flat = indent + str(value or "").replace("\n", " ")
            return Text(flat, overflow="ellipsis", no_wrap=True)
        if isinstance(value, Unread):
            return Text(value.text, style=f"bold {self.palette.wrong}", justify="right")
        shown = "" if value is None else print_number(value)
        if field == "score" and row.lost:
            shown = f"(-{print_number(row.lost)}) {shown}"
            return Text(shown, style=f"bold {self.palette.lost}", justify="right")
        return Text(shown, justify="right")


def groups(evaluation: Evaluation, profile: Profile) -> list[Subtotal]:
    """Return the profile's categories, then any others that rows name."""
    known = list(subtotals(evaluation, profile))
    names = {subtotal.category for subtotal in known}
    others = dict.fromkeys(r.category for r in evaluation.indicators if r.category not in names)
    return known + [_unknown(evaluation, name) for name in others]


def widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share out a width in cells: numbers have theirs, texts the rest by their weight."""
    texts = [column.field for column in columns if column.field not in NUMERIC]
    padding = 2 * len(columns) + 2
    free = max(width - padding - sum(_NUMBER_WIDTHS.values()), _LEAST_TEXT_WIDTH)
    shares = sum(_SHARES.get(field, 2) for field in texts)
    return [
        _NUMBER_WIDTHS.get(column.field) or free * _SHARES.get(column.field, 2) // shares
        for column in columns
    ]


def _unknown(evaluation: Evaluation, name: str) -> Subtotal:
    part = evaluation.model_copy(update={"indicators": rows_of(evaluation, name)})
    return Subtotal(name, total_weight(part), total_weight(part), total_score(part))


def _justify(field: str) -> Literal["left", "right"]:
    return "right" if field in NUMERIC else "left"
