from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from perftui.readers.formats.text import grid_of
from perftui.readers.layout.evaluations import Imported, read_grid
from perftui.readers.reading import read_document

SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
FIRST_LINES = (3, 59, 109, 152, 202, 260, 308, 345, 393, 440)


@pytest.fixture(scope="session")
def seed_file() -> Path:
    return SEED_FILE


@pytest.fixture(scope="session")
def seeds() -> tuple[Imported, ...]:
    """The nine real forms, as they are read."""
    return read_document(SEED_FILE)


@pytest.fixture(scope="session")
def seed_lines() -> tuple[list[str], ...]:
    """The lines of each of the nine real forms."""
    lines = SEED_FILE.read_text("utf-8").split("\n")
    return tuple(lines[start - 1 : end - 1] for start, end in pairwise(FIRST_LINES))


@pytest.fixture(scope="session")
def read() -> Callable[[Iterable[str]], Imported]:
    """Read lines of text that hold exactly one form."""

    def read_lines(lines: Iterable[str]) -> Imported:
        (imported,) = read_grid(grid_of("\n".join(lines), "test.txt"))
        return imported

    return read_lines
