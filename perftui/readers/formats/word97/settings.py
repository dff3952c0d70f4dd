"""What lists of modifiers say of a paragraph, and of the table row it may end."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from perftui.readers.formats.word97 import DAMAGED, UnreadableError
from perftui.readers.formats.word97.modifiers import (
    DEPTH,
    DEPTH_CHANGE,
    ELSEWHERE,
    IN_TABLE,
    Lists,
    Modifier,
    is_of_tables,
    number,
)
from perftui.readers.formats.word97.shapes import RowShape, row_shape

DEEPEST = 16

Elsewhere = Callable[[int], bytes]
"""Gives the list of modifiers that stands at an offset of the data."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: in how many tables, one inside the other, and more.

    `values` are the operands of the modifiers of paragraphs, `row` is the row it may end.
    """

    depth: int
    values: Mapping[int, int]
    row: RowShape


def setting(listed: bytes, lists: Lists, elsewhere: Elsewhere) -> Setting:
    """Read a list of modifiers; raises UnreadableError for tables deeper than any, or too much."""
    row: list[Modifier] = []
    values: dict[int, int] = {}
    for code, operand in _followed(listed, lists, elsewhere):
        if is_of_tables(code):
            row.append((code, operand))
        else:
            values[code] = number(operand)
    in_table = int(values.get(IN_TABLE) == 1)
    depth = (values.get(DEPTH) or in_table) + values.get(DEPTH_CHANGE, 0)
    if not 0 <= depth <= DEEPEST:
        raise UnreadableError(DAMAGED)
    return Setting(depth, values, row_shape(row))


def _followed(listed: bytes, lists: Lists, elsewhere: Elsewhere) -> Iterator[Modifier]:
    """Yield the modifiers of a list, those it keeps elsewhere among them."""
    for code, operand in lists.read(listed):
        if code in ELSEWHERE:
            yield from lists.read(elsewhere(int.from_bytes(operand, "little")))
        else:
            yield code, operand
