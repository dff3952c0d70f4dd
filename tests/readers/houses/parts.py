"""The parts that many styles share: rows of the header, the narratives and the indicators."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from perftui.evaluation.model import Evaluation, Indicator
from tests.readers.houses.habits import Habits
from tests.readers.houses.paper import Cell, Cells

PAIRS = (
    ("name", "unit"),
    ("department", "recurring"),
    ("budget", "last_year_budget"),
    ("executed", "execution_rate"),
)
LONG = ("goal", "date", "grade", "achievements", "problems", "measures")
POINTS = {"投入与管理": 36, "产出目标": 34, "效果目标": 15, "影响力目标": 15}


def label(habits: Habits, name: str, across: int = 1) -> Cell:
    """Make the cell of a label."""
    return Cell(habits.label(name) + habits.colon, across=across, bold=True)


def fields_row(
    habits: Habits, form: Evaluation, names: Sequence[str], spans: Sequence[int]
) -> Cells:
    """Make a row of labels and values; the spans are those of label, value, label, value."""
    return tuple(
        cell
        for index, name in enumerate(names)
        for cell in (
            label(habits, name, spans[2 * index]),
            habits.cell(form, name, spans[2 * index + 1]),
        )
    )


def groups(form: Evaluation) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    """Yield each category and its rows."""
    for category, rows in groupby(form.indicators, lambda row: row.category):
        yield category, tuple(rows)


def head(habits: Habits, spans: dict[str, int]) -> Cells:
    """Make the row of column heads; the columns and their order are those of the spans."""
    return tuple(
        Cell(habits.columns[name], across=across, bold=True) for name, across in spans.items()
    )


def column(habits: Habits, row: Indicator, name: str, across: int = 1) -> Cell:
    """Make the cell of an indicator in one of the columns."""
    if name in ("weight", "score"):
        value = getattr(row, name)
        if not isinstance(value, Decimal):
            return Cell(across=across, key=name)
        return Cell(habits.figure(value), across=across, key=name, value=value)
    text = getattr(row, name)
    if name == "name" and habits.wrapped:
        text = "\n".join(
            text[at : at + habits.wrapped] for at in range(0, len(text), habits.wrapped)
        )
    return Cell(text or (habits.blank if name == "remark" else ""), across=across)


def indicator_rows(
    habits: Habits, form: Evaluation, spans: dict[str, int], vertical: bool = False
) -> list[Cells]:
    """Make the rows of the indicators, one merged label a category."""
    made: list[Cells] = []
    for category, rows in groups(form):
        for index, row in enumerate(rows):
            first = Cell(
                habits.category(category, POINTS[category]),
                across=spans["category"],
                down=len(rows),
                vertical=vertical,
            )
            cells = [
                column(habits, row, name, across)
                for name, across in spans.items()
                if name != "category"
            ]
            made.append((*([first] if index == 0 else []), *cells))
    return made


def total_row(form: Evaluation, spans: dict[str, int], word: str = "合计") -> Cells:
    """Make the row of totals: the word up to the figures, then the sums."""
    names = list(spans)
    start = min(names.index("weight"), names.index("score"))
    cells = [Cell(word, across=sum(spans[name] for name in names[:start]), bold=True)]
    for name in names[start:]:
        cells.append(_total(form, name, spans[name]))
    return tuple(cells)


def _total(form: Evaluation, name: str, across: int) -> Cell:
    text = form.stated and {
        "weight": form.stated.total_weight,
        "score": form.stated.total_score,
    }.get(name)
    if not text:
        return Cell(across=across)
    return Cell(
        text,
        across=across,
        key=f"total_{name}",
        value=Decimal(text),
        formula="SUM({" + name + "})",
    )


def dressed(cell: Cell, dress: str) -> Cell:
    """Dress a cell."""
    return replace(cell, dress=dress)
