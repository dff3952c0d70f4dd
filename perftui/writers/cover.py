"""`Cover`, the first page of many forms in one document: a table of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import print_amount, print_number
from perftui.writers.cell import Cell, on_one_line, rate_cell


@dataclass(frozen=True)
class CoverColumn:
    """A column of the cover's table; `width` is its share of the table's width."""

    label: str
    width: int
    align: Literal["left", "centre", "right"]


COLUMNS = (
    CoverColumn("序号", 6, "centre"),
    CoverColumn("项目名称", 29, "left"),
    CoverColumn("预算单位", 21, "left"),
    CoverColumn("年度", 7, "centre"),
    CoverColumn("预算数（元）", 15, "right"),
    CoverColumn("执行数（元）", 15, "right"),
    CoverColumn("执行率", 9, "right"),
    CoverColumn("总分", 7, "right"),
    CoverColumn("等级", 7, "centre"),
)


@dataclass(frozen=True)
class Cover:
    """A title, a row for each form in their order, and a last row with the money added up.

    Each row has a cell for each of `COLUMNS`; the cells of the first row belong to the first form.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]


def cover_of(title: str, evaluations: Sequence[Evaluation]) -> Cover:
    """Return the cover of some forms."""
    rows = tuple(_row(number, one) for number, one in enumerate(evaluations, 1))
    budget = _sum(one.budget for one in evaluations)
    executed = _sum(one.executed for one in evaluations)
    total = (
        *(Cell(), Cell("合计"), Cell(f"{len(evaluations)}份"), Cell()),
        *_money(budget, executed),
        *(Cell(), Cell()),
    )
    return Cover(on_one_line(title), rows, total)


def _row(number: int, evaluation: Evaluation) -> tuple[Cell, ...]:
    score = totals.total_score(evaluation)
    year = evaluation.known_year
    return (
        Cell(str(number), Decimal(number)),
        Cell(on_one_line(evaluation.name) or "未命名"),
        Cell(on_one_line(evaluation.unit)),
        Cell() if year is None else Cell(str(year), Decimal(year)),
        *_money(evaluation.budget, evaluation.executed),
        Cell(print_number(score), score),
        Cell(totals.grade(evaluation, load_profile(evaluation.profile)) or ""),
    )


def _money(budget: object, executed: object) -> tuple[Cell, Cell, Cell]:
    return _amount(budget), _amount(executed), rate_cell(totals.per_cent(executed, budget))


def _amount(amount: object) -> Cell:
    return Cell(print_amount(amount), amount) if isinstance(amount, Decimal) else Cell()


def _sum(amounts: Iterable[object]) -> Decimal:
    return sum((a for a in amounts if isinstance(a, Decimal)), Decimal(0))
