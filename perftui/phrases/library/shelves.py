"""The index of a library: segments in files for what has settled, one in memory for the rest.

A segment holds the phrases of one kind within a range of ids, and is made from the rows of that
range alone. So a file that is lost or damaged is made anew, and neighbours are merged by making the
segment of their common range. Which files count is said by the table `segment`.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from perftui import disk
from perftui.phrases.index.arrays_file import DamagedError
from perftui.phrases.index.catalog import Catalog
from perftui.phrases.index.segment import Row, Segment, open_segment, save_segment, segment_of
from perftui.phrases.library import PhraseKind
from perftui.phrases.library.database import transaction
from perftui.phrases.pinyin import initials_of

# So many new phrases become a segment; it takes in neighbours up to four times its size.
_SETTLES, _TAKES_IN = 2_000, 4
_LAST_ID = 2**62
_LEFT_BEHIND = 3600.0
REBUILT = "短语库的索引损坏，已重建。"


class _Shelf(NamedTuple):
    """A row of the table `segment`: the file with the phrases of ids from `low` to `high`."""

    file: str
    low: int
    high: int
    size: int


class _MovedError(Exception):
    """Another process has merged a shelf away since it was read."""


class Shelves:
    """The catalogs of all kinds, kept in step with what any process writes.

    `folder` is that of the files, None for a library in memory; `tell` gets what was mended.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: Path | None, tell: Callable[[str], None]
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._tell = tell
        self._catalogs: dict[PhraseKind, Catalog] = {}
        self._open: dict[str, Segment] = {}
        self._seen = (-1, -1)
        self._has_told = False

    def catalog(self, kind: PhraseKind) -> Catalog:
        """Return the catalog of all phrases of a kind."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        seen = (version, self._connection.total_changes)
        if seen != self._seen:
            self._catalogs.clear()
            self._seen = seen
        if kind not in self._catalogs:
            segments = self._segments(kind)
            unsettled = self._built(kind, self._settled_up_to(kind) + 1, _LAST_ID)
            self._catalogs[kind] = Catalog([*segments, unsettled])
        return self._catalogs[kind]

    def settled(self, kind: PhraseKind) -> Catalog:
        """Return the catalog of the phrases that segments in files hold."""
        return Catalog(self._segments(kind))

    def unsettled(self, kind: PhraseKind) -> list[tuple[int, str]]:
        """Return id and key of the phrases that no segment in a file holds yet."""
        found = self._connection.execute(
            "SELECT id, key FROM phrase WHERE +kind = ? AND id > ?",
            (kind, self._settled_up_to(kind)),
        )
        return found.fetchall()

    def settle(self) -> None:
        """Put what has gathered in memory into files, and merge small segments into larger."""
        if self._folder is None:
            return
        for kind in PhraseKind:
            found = self.unsettled(kind)
            if len(found) >= _SETTLES:
                ids = [number for number, _ in found]
                self._put_away(self._folder, kind, _Shelf("", min(ids), max(ids), len(found)))
        self._sweep(self._folder)

    def mend(self) -> None:
        """Make all segments anew from their rows."""
        self._catalogs.clear()
        self._open.clear()
        for shelf in self._shelves(*PhraseKind):
            self._discard(shelf.file)
        self._say_rebuilt()

    def _say_rebuilt(self) -> None:
        """Tell once that the index was damaged, be it in many files."""
        if not self._has_told:
            self._has_told = True
            self._tell(REBUILT)

    def _shelves(self, *kinds: PhraseKind) -> list[_Shelf]:
        query = "SELECT file, low, high, size FROM segment WHERE kind = ? ORDER BY low"
        return [_Shelf(*row) for kind in kinds for row in self._connection.execute(query, (kind,))]

    def _settled_up_to(self, kind: PhraseKind) -> int:
        return max((shelf.high for shelf in self._shelves(kind)), default=0)

    def _segments(self, kind: PhraseKind) -> list[Segment]:
        while True:
            with contextlib.suppress(_MovedError):
                return [self._segment(kind, shelf) for shelf in self._shelves(kind)]

    def _segment(self, kind: PhraseKind, shelf: _Shelf) -> Segment:
        """Return a segment, mapped from its file; made anew from its rows if that is damaged."""
        if shelf.file not in self._open:
            path = (self._folder or Path()) / shelf.file
            try:
                self._open[shelf.file] = open_segment(path)
            except (OSError, DamagedError) as error:
                if shelf not in self._shelves(kind):
                    raise _MovedError from error
                self._open[shelf.file] = self._built(kind, shelf.low, shelf.high)
                with contextlib.suppress(OSError):  # it is made anew each time then
                    disk.make_folder(path.parent)
                    save_segment(self._open[shelf.file], path)
                self._say_rebuilt()
        return self._open[shelf.file]

    def _built(self, kind: PhraseKind, low: int, high: int) -> Segment:
        rows = self._connection.execute(
            "SELECT id, key, pinyin FROM phrase WHERE +kind = ? AND id BETWEEN ? AND ?"
            " ORDER BY used DESC, id",
            (kind, low, high),
        )
        return segment_of([Row(number, key, initials_of(pinyin)) for number, key, pinyin in rows])

    def _put_away(self, folder: Path, kind: PhraseKind, new: _Shelf) -> None:
        merged: list[_Shelf] = []
        for shelf in reversed(self._shelves(kind)):
            if shelf.size > new.size * _TAKES_IN:
                break
            merged.append(shelf)
            new = new._replace(low=shelf.low, size=new.size + shelf.size)
        new = new._replace(file=f"{kind}-{uuid4().hex[:12]}.index")
        disk.make_folder(folder)
        save_segment(self._built(kind, new.low, new.high), folder / new.file)
        done = self._exchange(kind, merged, new)
        for shelf in merged if done else [new]:
            self._open.pop(shelf.file, None)
            self._discard(shelf.file)

    def _exchange(self, kind: PhraseKind, merged: list[_Shelf], new: _Shelf) -> bool:
        """Let a segment stand for others; False if another process has done so meanwhile."""
        with transaction(self._connection):
            present = self._shelves(kind)
            kept = [shelf for shelf in present if shelf not in merged]
            overlaps = any(shelf.high >= new.low for shelf in kept)
            if overlaps or len(kept) + len(merged) != len(present):
                return False
            gone = [(shelf.file,) for shelf in merged]
            self._connection.executemany("DELETE FROM segment WHERE file = ?", gone)
            self._connection.execute(
                "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
                (new.file, kind, new.low, new.high, new.size),
            )
        return True

    def _sweep(self, folder: Path) -> None:
        """Delete what a process that was killed has left behind."""
        counting = {shelf.file for shelf in self._shelves(*PhraseKind)}
        files: Iterable[Path] = folder.iterdir() if folder.is_dir() else ()
        for path in files:
            with contextlib.suppress(OSError):
                if path.name not in counting and time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                    disk.remove(path)

    def _discard(self, file: str) -> None:
        """Delete a file; where that is not allowed while it is in use, it is swept up later."""
        with contextlib.suppress(OSError):
            disk.remove((self._folder or Path()) / file)
