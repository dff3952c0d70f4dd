"""A table as it is now without one of its changes: three tables, row by row and cell by cell."""

from collections.abc import Sequence

from perftui.evaluation.history.row_tracking import Rows, alike, follow
from perftui.evaluation.model import Row


def without_change(
    old: Rows, new: Rows, present: Rows, places: Sequence[int | None]
) -> tuple[Rows, bool]:
    """Return the present table without the change from `old` to `new`, and whether wholly so.

    `places` says where each row of `new` is in the present table. Where a cell or row that the
    change made has been changed again it stays as it is, and the change is not wholly taken back.
    """
    merging = _Merging(old, new, present, places)
    return merging.merged()


class _Merging:
    """The rows of the present table, each with where it comes from."""

    def __init__(self, old: Rows, new: Rows, present: Rows, places: Sequence[int | None]) -> None:
        self._old, self._new, self._present = old, new, present
        self._news = {place: n for n, place in enumerate(places) if place is not None}
        self._in_new = follow(old, new)
        self._olds = {n: index for index, n in enumerate(self._in_new) if n is not None}
        self._is_whole = True

    def merged(self) -> tuple[Rows, bool]:
        """Take the added rows out, change the rest back, order them, put the deleted ones in."""
        kept = [
            (self._olds.get(self._news.get(place, -1)), row)
            for place, row in enumerate(self._present)
            if not self._was_added(place, row)
        ]
        rows = [(origin, self._changed_back(origin, row)) for origin, row in kept]
        rows = self._in_old_order(rows)
        for origin in self._still_gone():
            rows.insert(self._where(origin, rows), (origin, self._old[origin]))
        return tuple(row for _, row in rows), self._is_whole

    def _still_gone(self) -> list[int]:
        """Return the rows that the change deleted and that have not been put back since."""
        gone = [origin for origin, place in enumerate(self._in_new) if place is None]
        later = [row for place, row in enumerate(self._present) if place not in self._news]
        back = alike([self._old[origin] for origin in gone], later)
        return [origin for origin, place in zip(gone, back, strict=True) if place is None]

    def _was_added(self, place: int, row: Row) -> bool:
        """Whether the change added this row, and it still is what it was then."""
        number = self._news.get(place)
        if number is None or number in self._olds:
            return False
        if row != self._new[number]:
            self._is_whole = False
            return False
        return True

    def _changed_back(self, origin: int | None, row: Row) -> Row:
        if origin is None:
            return row
        before, after = self._old[origin], self._new[self._in_new[origin] or 0]
        update = {}
        for field in type(row).model_fields:
            was, made, now = (getattr(one, field) for one in (before, after, row))
            if was != made and now == made:
                update[field] = was
            elif now != was != made:
                self._is_whole = False
        return row.model_copy(update=update) if update else row

    def _in_old_order(self, rows: list[tuple[int | None, Row]]) -> list[tuple[int | None, Row]]:
        """Put the rows that the change moved back, unless rows were moved again since."""
        origins = [origin for origin, _ in rows if origin is not None]
        by_new = sorted(origins, key=lambda origin: self._in_new[origin] or 0)
        if sorted(origins) in (by_new, origins):
            return rows
        if origins != by_new:
            self._is_whole = False
            return rows
        known = iter(sorted((row for row in rows if row[0] is not None), key=_origin))
        return [row if row[0] is None else next(known) for row in rows]

    def _where(self, origin: int, rows: Sequence[tuple[int | None, Row]]) -> int:
        """Return where a deleted row goes: behind the nearest row that stood before it."""
        places = {known: place for place, (known, _) in enumerate(rows) if known is not None}
        before = [known for known in places if known < origin]
        return places[max(before)] + 1 if before else 0


def _origin(row: tuple[int | None, Row]) -> int:
    return row[0] or 0
