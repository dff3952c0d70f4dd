"""The header block as the rows of an html table: each cell with its spans and what heads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from perftui.writers.boxes import WIDTH, Box, BoxRow, box_rows, columns_of, edges
from perftui.writers.header import Block, Money

Plain = dict[str, Any]
HeaderCell = tuple[str, str, int, int, int, tuple[int, ...], str]
"""A text, its role (label, value, prose or number), how many columns and rows it goes across and
down, its number if it heads others, else the numbers of what heads it and the text of the nearest
of these, which stands before it on screens too narrow for a table.
"""


def header_table(header: Sequence[Block]) -> Plain:
    """Return the widths of the columns in per cent, and the blocks, each with its kind and rows."""
    at = edges(box_rows(header))
    ids = count(1)
    return {
        "widths": tuple(f"{100 * (end - start) / WIDTH:.4g}" for start, end in pairwise(at)),
        "blocks": tuple(
            {
                "kind": type(block).__name__.lower(),
                "rows": tuple(_Rows(block, at, ids).laid_out()),
            }
            for block in header
        ),
    }


@dataclass
class _Rows:
    """The rows of a block; `above` has the id and text of each heading of it so far, by place."""

    block: Block
    at: Sequence[int]
    ids: Iterator[int]
    above: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)

    def laid_out(self) -> Iterator[Plain]:
        """Yield the rows."""
        for row in box_rows([self.block]):
            yield {"is_prose": row.is_prose, "cells": tuple(self._cells(row))}

    def _cells(self, row: BoxRow) -> Iterator[HeaderCell]:
        beside: list[tuple[int, str]] = []
        was_heading = False
        for number, box in enumerate(row.boxes):
            place = box.start, box.end
            if not self._is_heading(box, number):
                on_top = [self.above[place]] if place in self.above else []
                yield self._cell(box, heads=(*beside, *on_top))
                was_heading = False
                continue
            if not box.continues:
                self.above[place] = next(self.ids), box.cell.text
                yield self._cell(box, identity=self.above[place][0])
            beside = [*(beside if was_heading else ()), self.above[place]]
            was_heading = True

    def _is_heading(self, box: Box, number: int) -> bool:
        names_a_row = isinstance(self.block, Money) and number == 1
        return bool(box.cell.text) and (box.role == "label" or names_a_row)

    def _cell(
        self, box: Box, *, identity: int = 0, heads: Sequence[tuple[int, str]] = ()
    ) -> HeaderCell:
        return (
            box.cell.text,
            box.role,
            len(columns_of(box, self.at)),
            box.down,
            identity,
            tuple(head for head, _ in heads),
            heads[-1][1] if heads else "",
        )
