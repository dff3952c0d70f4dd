"""The columns under a row of headings: which heading each cell of a row below stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from perftui.readers.grid import Row


@dataclass(frozen=True)
class Columns:
    """What each column of a grid holds: its field ("" for none), its heading, and that one's width.

    A heading over several columns stands in the first of them, `widths` tells over how many.
    """

    fields: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...] = ()

    def column(self, field: str) -> int | None:
        """Return the column of a field."""
        return self.fields.index(field) if field in self.fields else None

    @cached_property
    def _wide(self) -> tuple[int, ...]:
        """The columns with a heading over several."""
        return tuple(i for i, width in enumerate(self.widths) if width > 1)

    def put(self, row: Row) -> Row:
        """Return the row with each cell in the column of the heading it stands under.

        That is the heading of whose width it covers the largest part, the first of several.
        """
        if not self._wide and not row.from_left:
            return row
        cells = list(row.cells)
        places = list(row.places)
        for start in range(len(cells)):
            home = self._home(start, _end(row, start)) if cells[start] else start
            if home < len(cells) and not cells[home]:
                cells[home], cells[start] = cells[start], ""
                if places:
                    places[home] = places[start]
        return replace(row, cells=tuple(cells), places=tuple(places))

    def adopt(self, row: Row, others: "Columns") -> Row:
        """Return a row that stands under other headings with its cells under these."""
        if others is self:
            return row
        moves = [(others.column(field), at) for at, field in enumerate(self.fields) if field]
        cells, places = [""] * len(self.fields), [row.where] * len(self.fields)
        above = set[int]()
        for old, new in moves:
            if old is not None:
                cells[new], places[new] = row.at(old), row.place(old)
                if old in row.from_above:
                    above.add(new)
        for at, cell in enumerate(row.cells):
            if cell and at >= len(others.fields):
                cells.append(cell)
                places.append(row.place(at))
        return replace(
            row,
            cells=tuple(cells),
            places=tuple(places),
            from_left=frozenset(),
            from_above=frozenset(above),
        )

    def tightened(self, rows: Sequence[Row]) -> tuple["Columns", tuple[Row, ...]]:
        """Return columns and rows without the columns in which nothing stands at all."""
        size = max((len(row.cells) for row in rows), default=0)
        said = [i for i in range(size) if self._heads(i) or any(row.at(i) for row in rows)]
        if len(said) == size or len(self.headings) > size:
            return self, tuple(rows)
        kept = [i for i in said if i < len(self.headings)]
        columns = Columns(
            tuple(self.fields[i] for i in kept), tuple(self.headings[i] for i in kept)
        )
        return columns, tuple(_only(row, said) for row in rows)

    def _heads(self, index: int) -> bool:
        return index < len(self.headings) and bool(self.headings[index])

    def _home(self, start: int, end: int) -> int:
        """Return the column of the heading under which a cell over these columns stands."""
        best, home = 0.0, start
        for at, width in self._spans():
            covered = (min(end, at + width) - max(start, at)) / width
            if covered > best:
                best, home = covered, at
        return home

    def _spans(self) -> Iterator[tuple[int, int]]:
        return ((i, width) for i, width in enumerate(self.widths) if self.headings[i])


def columns_of(fields: Sequence[str], row: Row) -> Columns:
    """Return the columns under a row of headings, given what each of its cells means."""
    widths = tuple(_end(row, index) - index for index in range(len(row.cells)))
    return Columns(tuple(fields), row.cells, widths)


def joined(upper: Row, lower: Row) -> Row:
    """Return two rows of headings as one: the lower where it says something, else the upper."""
    size = max(len(upper.cells), len(lower.cells))
    cells = tuple(lower.at(i) or upper.at(i) for i in range(size))
    from_left = frozenset(i for i in lower.from_left | upper.from_left if not cells[i])
    return replace(lower, cells=cells, from_left=from_left)


def _only(row: Row, columns: Sequence[int]) -> Row:
    """Return the row with some of its columns."""
    kept = [i for i in columns if i < len(row.cells)]
    return replace(
        row,
        cells=tuple(row.cells[i] for i in kept),
        places=tuple(row.place(i) for i in kept),
        from_left=frozenset(),
        from_above=frozenset(new for new, old in enumerate(kept) if old in row.from_above),
    )


def _end(row: Row, start: int) -> int:
    """Return the column after a cell."""
    end = start + 1
    while end in row.from_left:
        end += 1
    return end
