"""A paper -> text: copied with tabs, as comma-separated values, as a table in Markdown."""

import csv
import io
from collections.abc import Callable, Iterator
from random import Random

from tests.readers.houses.paper import Block, PageBreak, Paper, Table

Lines = Callable[[Table], Iterator[str]]


def tabbed(paper: Paper) -> bytes:
    """Write the paper as text with tabs between the cells, as it is copied out of a document."""
    random = Random(f"text{paper.seed}")
    full = random.random() < 0.5
    joint = random.choice(("", " "))

    def lines(table: Table) -> Iterator[str]:
        for cells in _cells(table, joint):
            yield "\t".join(cells) if full else "\t".join(cells).rstrip("\t")

    return _written(paper, lines, random)


def copied(paper: Paper) -> bytes:
    """Write the paper as spreadsheets copy: a cell with line breaks stands in quotes."""
    return _written(paper, lambda table: _quoted(table, "\t"), Random(f"copied{paper.seed}"))


def commas(paper: Paper) -> bytes:
    """Write the paper as comma-separated values, a paragraph as one of them."""
    random = Random(f"csv{paper.seed}")
    return _written(
        paper, lambda table: _quoted(table, ","), random, lambda text: _row([text], ",")
    )


def piped(paper: Paper) -> bytes:
    """Write the paper as Markdown."""

    def lines(table: Table) -> Iterator[str]:
        for number, cells in enumerate(_cells(table, "<br>")):
            yield f"| {' | '.join(cells)} |"
            if number == 0:
                yield "|" + "---|" * len(cells)
        yield ""

    return _written(paper, lines, Random(f"piped{paper.seed}"))


def _quoted(table: Table, delimiter: str) -> Iterator[str]:
    for cells in _cells(table, "\n"):
        yield _row(cells, delimiter)


def _row(cells: list[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n")


def _written(paper: Paper, lines: Lines, random: Random, line: Callable[[str], str] = str) -> bytes:
    text = [
        made for sheet in paper.sheets for block in sheet.blocks for made in _of(block, lines, line)
    ]
    joined = random.choice(("\n", "\r\n")).join(text) + "\n"
    return joined.encode(random.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030")))


def _of(block: Block, lines: Lines, line: Callable[[str], str]) -> Iterator[str]:
    if isinstance(block, Table):
        yield from lines(block.accepted())
    else:
        yield "" if isinstance(block, PageBreak) else line(block.text)


def _cells(table: Table, joint: str) -> list[list[str]]:
    """Lay out the cells; merged cells leave empty ones behind, wrapped names join."""
    cells = [[""] * len(table.widths) for _ in table.rows]
    for row, column, cell in table.placed():
        short = len(cell.text) < 30 and "、" not in cell.text and joint == " "
        inner = "" if cell.vertical or short else joint
        cells[row][column] = inner.join(cell.text.split("\n"))
    return cells
