"""A run of phrases that never changes again, with its postings: built from rows, kept in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from perftui.phrases.index.arrays_file import Array, DamagedError, open_arrays, save_arrays
from perftui.phrases.index.postings import Postings, build

_WIDTHS = {"words": 2, "initials": 3}
_PARTS = ("grams", "starts", "numbers")


@dataclass(frozen=True)
class Row:
    """What the index knows of a phrase: its id, what it is compared by, and its pinyin initials."""

    id: int
    key: str
    initials: str


@dataclass(frozen=True)
class Segment:
    """Postings over the words and over the pinyin initials of phrases; `ids` by phrase number."""

    ids: NDArray[np.int64]
    words: Postings
    initials: Postings


def segment_of(rows: Sequence[Row]) -> Segment:
    """Build the segment of phrases given in falling order of use."""
    return Segment(
        np.array([row.id for row in rows], dtype=np.int64),
        build([row.key for row in rows], _WIDTHS["words"]),
        build([row.initials for row in rows], _WIDTHS["initials"]),
    )


def save_segment(segment: Segment, path: Path) -> None:
    """Write a segment to a file; raises OSError."""
    arrays = {"ids": segment.ids}
    for name in _WIDTHS:
        arrays |= {f"{name}.{part}": getattr(getattr(segment, name), part) for part in _PARTS}
    save_arrays(path, arrays)


def open_segment(path: Path) -> Segment:
    """Map a segment's file; raises OSError, or DamagedError for what is none."""
    arrays = open_arrays(path)
    try:
        ids = arrays["ids"]
        found = {name: _postings(name, len(ids), arrays) for name in _WIDTHS}
    except KeyError as error:
        raise DamagedError(str(path)) from error
    return Segment(ids, **found)


def _postings(name: str, size: int, arrays: dict[str, Array]) -> Postings:
    grams, starts, numbers = (arrays[f"{name}.{part}"] for part in _PARTS)
    return Postings(_WIDTHS[name], size, grams, starts, numbers)
