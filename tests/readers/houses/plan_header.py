"""The header of a planned style: fields beside or under their labels, in one cell, in lines."""

from collections.abc import Iterator, Sequence

from perftui.evaluation.model import Evaluation
from tests.readers.houses.habits import Habits
from tests.readers.houses.paper import Block, Cell, Cells, Paragraph, Table
from tests.readers.houses.parts import label

WIDTH = 9600
Fields = tuple[tuple[str, ...], ...]


def grid(rows: Sequence[Cells], columns: int) -> Table:
    """Make a table of columns of one width."""
    return Table(tuple(rows), (WIDTH // columns,) * columns)


def header_blocks(layout: str, fields: Fields, habits: Habits, form: Evaluation) -> Iterator[Block]:
    """Set the header: rows of fields, laid out as the plan says."""
    if layout == "lines":
        for names in fields:
            yield Paragraph("　　".join(_inside(habits, form, name) for name in names))
        return
    if layout == "matrix":
        yield grid([*_matrix(fields, habits, form)], 6)
        return
    if layout == "grouped":
        yield grid([*_grouped(fields, habits, form)], 5)
        return
    width = max(len(names) for names in fields)
    rows: list[Cells] = []
    for names in fields:
        rows += _ROWS[layout](habits, form, names, width)
    yield grid(rows, width if layout == "inside" else 2 * width)


def _inside(habits: Habits, form: Evaluation, name: str) -> str:
    return f"{habits.label(name)}{habits.colon or '：'}{habits.cell(form, name).text}"


def _rest(names: Sequence[str], index: int, width: int) -> int:
    """The columns left for a name: the last one of a row takes what is over."""
    return width - index if index == len(names) - 1 else 1


def _beside(habits: Habits, form: Evaluation, names: Sequence[str], width: int) -> list[Cells]:
    return [
        tuple(
            cell
            for index, name in enumerate(names)
            for cell in (
                label(habits, name),
                habits.cell(form, name, 2 * _rest(names, index, width) - 1),
            )
        )
    ]


def _above(habits: Habits, form: Evaluation, names: Sequence[str], width: int) -> list[Cells]:
    spans = [2 * _rest(names, index, width) for index in range(len(names))]
    return [
        tuple(label(habits, name, span) for name, span in zip(names, spans, strict=True)),
        tuple(habits.cell(form, name, span) for name, span in zip(names, spans, strict=True)),
    ]


def _in_one(habits: Habits, form: Evaluation, names: Sequence[str], width: int) -> list[Cells]:
    return [
        tuple(
            Cell(_inside(habits, form, name), across=_rest(names, index, width))
            for index, name in enumerate(names)
        )
    ]


_ROWS = {"beside": _beside, "above": _above, "inside": _in_one}


def _matrix(fields: Fields, habits: Habits, form: Evaluation) -> Iterator[Cells]:
    """Yield the header with its money as a small matrix: heads over figures."""
    for names in fields[:2]:
        yield tuple(
            cell for name in names for cell in (label(habits, name), habits.cell(form, name, 2))
        )
    money = ("last_year_budget", "budget", "executed", "execution_rate")
    yield (
        Cell("项目资金", across=2, down=2, bold=True),
        *(Cell(habits.label(name), bold=True) for name in money),
    )
    yield tuple(habits.cell(form, name) for name in money)
    for names in fields[4:]:
        yield (label(habits, names[0]), habits.cell(form, names[0], 5))


def _grouped(fields: Fields, habits: Habits, form: Evaluation) -> Iterator[Cells]:
    """Yield the header with the name of each group of rows merged down at the left."""
    parts = (
        ("基本情况", fields[:2]),
        ("资金情况", fields[2:4]),
        ("目标与自评", fields[4:]),
    )
    for title, rows in parts:
        for index, names in enumerate(rows):
            first = [Cell(title, down=len(rows), bold=True, vertical=True)] if index == 0 else []
            yield (*first, *_beside(habits, form, names, 2)[0])
