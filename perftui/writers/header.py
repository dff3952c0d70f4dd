"""The header block of a form as it is printed: labels with values, the money, two texts abreast."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from perftui.evaluation import fields, totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import MoneyBlock, Profile
from perftui.writers.cell import Cell, cell_of, clean, rate_cell


@dataclass(frozen=True)
class Entry:
    """A label of the header block, colon included, and what stands beside it."""

    label: str
    value: Cell


@dataclass(frozen=True)
class Entries:
    """A row of the header block: one entry over the whole width, or two beside each other."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Sides:
    """Two texts side by side, each below a label of its own, right of the label of both."""

    label: str
    entries: tuple[Entry, Entry]


@dataclass(frozen=True)
class Money:
    """The money in all and by source, right of the label of the block.

    The headings stand above the rows; the first column, which names the sources, has a blank one.
    """

    label: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Entries | Sides | Money


def header_of(evaluation: Evaluation, profile: Profile) -> tuple[Block, ...]:
    """Return the header block of a form as its profile prints it."""
    return tuple(_block(evaluation, profile, row) for row in profile.header)


def entries_in(header: Iterable[Block]) -> Iterator[Entry]:
    """Yield the labels and values of a header block apart from the money."""
    for block in header:
        if not isinstance(block, Money):
            yield from block.entries


def _block(evaluation: Evaluation, profile: Profile, row: tuple[str, ...]) -> Block:
    if row == ("money",) and profile.money:
        return _money(evaluation, profile, profile.money)
    values = tuple(_value(evaluation, profile, field) for field in row)
    labels = tuple(profile.label(field) for field in row)
    if len(row) == 2 and set(row) <= set(fields.TEXTS):
        both = labels[0].partition("（")[0]
        left, right = (_inside_brackets(label) for label in labels)
        return Sides(both, (Entry(left, values[0]), Entry(right, values[1])))
    return Entries(
        tuple(Entry(f"{label}：", value) for label, value in zip(labels, values, strict=True))
    )


def _money(evaluation: Evaluation, profile: Profile, block: MoneyBlock) -> Money:
    rows = [_money_row(evaluation, profile, "", Cell(block.total))]
    for index, fund in enumerate(evaluation.funds):
        name = Cell((block.among if index == 0 else "") + clean(fund.name))
        rows.append(_money_row(evaluation, profile, f"funds[{index}].", name))
    return Money(block.label, ("", *(column.label for column in block.columns)), tuple(rows))


def _money_row(evaluation: Evaluation, profile: Profile, of: str, name: Cell) -> tuple[Cell, ...]:
    assert profile.money
    columns = profile.money.columns
    return (name, *(_value(evaluation, profile, of + column.field) for column in columns))


def _value(evaluation: Evaluation, profile: Profile, path: str) -> Cell:
    of, _, field = path.rpartition(".")
    if field == "execution_rate":
        money = fields.get(evaluation, of) if of else evaluation
        return rate_cell(totals.per_cent(money.executed, money.budget), path)
    if path == "grade":
        return Cell(totals.grade(evaluation, profile) or "", field=path)
    return cell_of(evaluation, profile, path)


def _inside_brackets(label: str) -> str:
    return label.partition("（")[2].rstrip("）") or label
