"""A workbook of any make: sheets of typed cells as they are stored, before anything is shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perftui.readers.formats.formulas.tokens import column_letters
from perftui.readers.formats.formulas.values import Formula, Position, Scalar

MOST_ROWS = 5_000
MOST_CELLS = 200_000
"""Rows and cells with content that a sheet may have; with more it holds data and no form."""

TOO_LARGE = f"有内容的超过 {MOST_ROWS} 行或 {MOST_CELLS} 格，不像自评表，没有读入"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell stores: a value, None for a formula without result, and its number format.

    A reader may leave formulas with results out.
    """

    value: Scalar
    format: str = "General"
    formula: Formula | None = None


class Block(NamedTuple):
    """Merged cells from a corner to the opposite one, both included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells are merged."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns are counted from 1.

    `page_starts` are the rows after page breaks. `lost` says in Chinese what its reader left out,
    `refusal` why it could not be read at all.
    """

    name: str
    cells: Mapping[Position, Cell] = field(default_factory=dict)
    merges: Sequence[Block] = ()
    page_starts: Collection[int] = ()
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    is_hidden: bool = False
    lost: Sequence[str] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Book:
    """The sheets in their order, and what holds for all of them.

    `names` are formulas by the names they have. `is_stale` tells that the workbook asks to be
    computed anew, so that a stored 0 may be no result.
    """

    sheets: Sequence[Sheet]
    names: Mapping[str, str] = field(default_factory=dict)
    since_1904: bool = False
    is_stale: bool = False


def address(position: Position) -> str:
    """Name a cell as spreadsheets do: B7."""
    return f"{column_letters(position[1])}{position[0]}"
