"""Tables without lines down the page: columns by the gaps that run between what stands in them.

A column begins wherever the gaps of several rows can be cut by one line; a text that runs over
such a line stands in a cell that spans it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from perftui.readers.formats.pdf.cells import Lattice, lattice
from perftui.readers.formats.pdf.drawing import Ruling
from perftui.readers.formats.pdf.page import Char
from perftui.readers.formats.pdf.text import TextLine, is_number, lines_of, type_size

_SHORTEST_RULE = 100.0
_FEWEST_RULES = 3
_GAP = 0.5
_FEWEST_SPREAD = 3
_UNEVEN = 0.2
_FEWEST_ROWS = 3
_FEWEST_PIECES = 3
_SAME_PITCH = 1.015
_SAME_SIZE = 0.07


class Piece(NamedTuple):
    """What stands in one row between two gaps."""

    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    is_number: bool


def flat_tables(across: Sequence[Ruling], chars: Sequence[Char]) -> list[Lattice]:
    """Return the tables that have lines across the page only."""
    rules = sorted(rule for rule in across if rule.end - rule.start >= _SHORTEST_RULE)
    tables = []
    for group in _stacks(rules, chars):
        rows = [rule.at for rule in group]
        left, right = min(rule.start for rule in group), max(rule.end for rule in group)
        inside = (c for c in chars if left < c.centre < right and rows[0] < c.middle < rows[-1])
        bands = _between(rows, [p for line in lines_of(list(inside)) for p in _pieces(line)])
        columns = _columns(bands, left, right)
        tops = {
            (index, column)
            for index, rule in enumerate(group)
            for column, middle in enumerate(_middles(columns))
            if rule.start <= middle <= rule.end
        }
        tables.append(lattice(columns, rows, _left_edges(bands, columns), tops))
    return tables


def bare_tables(chars: Sequence[Char]) -> list[Lattice]:
    """Return the table, if any, that characters without any lines around them make up."""
    bands = [band for band in _bands(chars) if band]
    tabular = [i for i, band in enumerate(bands) if len(band) > 1]
    is_table = len(tabular) >= _FEWEST_ROWS and any(len(b) >= _FEWEST_PIECES for b in bands)
    if not is_table:
        return []
    bands = bands[tabular[0] : tabular[-1] + 1]
    left = min(piece.left for band in bands for piece in band)
    right = max(piece.right for band in bands for piece in band)
    columns = _columns(bands, left - 1, right + 1)
    tops = [min(piece.top for piece in band) for band in bands]
    ends = [max(piece.bottom for piece in band) for band in bands]
    rows = [tops[0] - 1, *((end + top) / 2 for end, top in zip(ends, tops[1:], strict=False))]
    rows.append(ends[-1] + 1)
    everywhere = {(row, column) for row in range(len(bands)) for column in range(len(columns))}
    return [lattice(columns, rows, _left_edges(bands, columns), everywhere)]


def _stacks(rules: Sequence[Ruling], chars: Sequence[Char]) -> Iterator[list[Ruling]]:
    """Yield the lines of each table: below one another, with text between every two."""
    stack: list[Ruling] = []
    for rule in rules:
        if stack and not _is_filled(stack[-1], rule, chars):
            if len(stack) >= _FEWEST_RULES:
                yield stack
            stack = []
        stack.append(rule)
    if len(stack) >= _FEWEST_RULES:
        yield stack


def _is_filled(upper: Ruling, lower: Ruling, chars: Iterable[Char]) -> bool:
    left, right = max(upper.start, lower.start), min(upper.end, lower.end)
    return any(upper.at < c.middle < lower.at and left < c.centre < right for c in chars)


def _between(rows: Sequence[float], pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces between every two rows, from left to right."""
    bands: list[list[Piece]] = [[] for _ in rows[1:]]
    for piece in pieces:
        index = bisect_right(rows, (piece.top + piece.bottom) / 2) - 1
        bands[min(max(index, 0), len(bands) - 1)].append(piece)
    return [_merged(band) for band in bands]


def _pieces(line: TextLine) -> Iterator[Piece]:
    """Cut a line at its gaps, but not those of characters set evenly apart to fill a cell."""
    runs: list[list[Char]] = [[line.chars[0]]]
    for before, after in pairwise(line.chars):
        if after.left - before.right > _GAP * line.size:
            runs.append([])
        runs[-1].append(after)
    return (_piece(run, line.base) for run in _gathered(runs))


def _piece(run: Sequence[Char], base: float) -> Piece:
    size = type_size(run)
    text = "".join(char.text for char in run)
    top, bottom = base - 0.85 * size, base + 0.15 * size
    return Piece(run[0].left, run[-1].right, top, bottom, base, size, is_number(text))


def _gathered(runs: Sequence[list[Char]]) -> Iterator[list[Char]]:
    """Join Chinese characters that stand alone, each as far from the one before."""
    start = 0
    while start < len(runs):
        end = start + 1
        while end < len(runs) and _goes_on_evenly(runs[start : end + 1]):
            end += 1
        end = end if end - start >= _FEWEST_SPREAD else start + 1
        yield [char for run in runs[start:end] for char in run]
        start = end


def _goes_on_evenly(runs: Sequence[Sequence[Char]]) -> bool:
    if any(len(run) > 1 or not run[0].is_wide for run in runs):
        return False
    steps = [after[0].left - before[0].left for before, after in pairwise(runs[:2])]
    steps += [after[0].left - before[0].left for before, after in pairwise(runs[-2:])]
    return abs(steps[0] - steps[1]) <= _UNEVEN * runs[0][0].size


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces of the lines of one row, those that stand above one another as one."""
    done: list[Piece] = []
    for piece in sorted(pieces):
        if done and piece.left - done[-1].right <= _GAP * piece.size:
            last = done.pop()
            whole = Piece(
                last.left,
                max(last.right, piece.right),
                min(last.top, piece.top),
                max(last.bottom, piece.bottom),
                last.base,
                last.size,
                False,
            )
            done.append(whole)
        else:
            done.append(piece)
    return done


def _columns(bands: Iterable[Sequence[Piece]], left: float, right: float) -> list[float]:
    """Return the fewest edges that cut every gap between two pieces of a row."""
    gaps = [(after.left, before.right) for band in bands for before, after in pairwise(band)]
    cuts: list[float] = []
    for end, start in sorted(gaps):
        if not cuts or cuts[-1] < start:
            cuts.append(end - 0.5)
    return [left, *cuts, right]


def _middles(columns: Sequence[float]) -> list[float]:
    return [(left + right) / 2 for left, right in pairwise(columns)]


def _left_edges(
    bands: Iterable[Sequence[Piece]], columns: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Yield where a column's left edge is an edge of a row's cell: where nothing runs over it."""
    for row, band in enumerate(bands):
        for column, edge in enumerate(columns):
            if not any(piece.left < edge < piece.right for piece in band):
                yield row, column


def _bands(chars: Sequence[Char]) -> list[list[Piece]]:
    """Set characters into rows, each of one line, or of the lines of cells that wrap."""
    pieces = [piece for line in lines_of(chars) for piece in _pieces(line)]
    blocks = _blocks(pieces)
    rows: list[list[Piece]] = []
    end = float("-inf")
    for block in sorted(blocks, key=lambda block: block[0].top):
        top, bottom = block[0].top, block[-1].bottom
        if rows and top < end - 0.1 * block[0].size:
            rows[-1] += block
        else:
            rows.append(list(block))
        end = max(end, bottom)
    return [_merged(band) for row in rows for band in _without_stacks(row)]


def _without_stacks(row: list[Piece]) -> Iterator[list[Piece]]:
    """Part a row in which numbers stand above one another: they are never of one cell."""
    numbers = [piece for piece in row if piece.is_number]
    if not any(True for _ in _followers(numbers)):
        yield row
        return
    bands: dict[float, list[Piece]] = {}
    for piece in row:
        bands.setdefault(piece.base, []).append(piece)
    yield from (bands[base] for base in sorted(bands))


def _blocks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Join the lines of a cell: they follow as closely as any lines in one column do.

    Where numbers follow one another that closely, every line is a row of its own.
    """
    pairs = list(_followers(pieces))
    alike = [(b, a) for b, a in pairs if _are_alike(b, a)]
    pitch = {
        id(before): min(a.base - b.base for b, a in alike if _are_alike(b, before)) * _SAME_PITCH
        for before, _ in alike
    }
    widest = max(pitch.values(), default=0.0)
    if any(a.base - b.base <= widest for b, a in pairs if b.is_number and a.is_number):
        return [[piece] for piece in pieces]
    close = [
        (before, after) for before, after in alike if after.base - before.base <= pitch[id(before)]
    ]
    following = {id(before): after for before, after in close}
    heads = {id(piece) for piece in pieces} - {id(after) for _, after in close}
    blocks = []
    for piece in pieces:
        if id(piece) in heads:
            block = [piece]
            while (after := following.get(id(block[-1]))) is not None:
                block.append(after)
            blocks.append(block)
    return blocks


def _followers(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Yield each piece with the next one below it that stands in the same column."""
    below = sorted(pieces, key=lambda piece: piece.base)
    for index, piece in enumerate(below):
        for other in below[index + 1 :]:
            is_under = other.base - piece.base > 0.5 * piece.size
            if is_under and other.left < piece.right and piece.left < other.right:
                yield piece, other
                break


def _are_alike(before: Piece, after: Piece) -> bool:
    """Whether two texts are set in one size."""
    is_same = abs(before.size - after.size) < _SAME_SIZE * after.size
    return is_same and not before.is_number and not after.is_number
