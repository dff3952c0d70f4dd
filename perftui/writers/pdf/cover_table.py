"""The table on the cover for the template, with columns as wide as their figures need."""

from collections.abc import Sequence

from perftui.writers.cell import Cell
from perftui.writers.cover import COLUMNS, Cover
from perftui.writers.pdf import measures
from perftui.writers.pdf.breaking import Piece
from perftui.writers.pdf.letters import Letters
from perftui.writers.pdf.tables import Plain, text

_PAGE = "页次"
_PAGE_WIDTH = 30.0
_MOST_FIGURES = 0.62
"""How much of the width the columns of figures take at most; the names have the rest."""


def cover_table(cover: Cover, letters: Letters) -> Plain:
    """Return the cover: its title, widths of columns, headings, rows and total.

    The last column is for the pages, which are known only when all is laid out.
    """
    texts = [[letters.printable(cell.text) for cell in row] for row in (*cover.rows, cover.total)]
    widths = _widths(list(zip(*texts, strict=True)), letters)
    rows = [_row(row, widths, letters) for row in texts]
    headings = [column.label.replace("（", "\n（") for column in COLUMNS]
    return {
        "title": text(Cell(cover.title), measures.TEXT_WIDTH, letters, measures.TITLE_SIZE),
        "widths": [*widths, _PAGE_WIDTH],
        "alignment": [*(column.align for column in COLUMNS), "centre"],
        "headings": _row([*headings, _PAGE], [*widths, _PAGE_WIDTH], letters),
        "rows": rows[:-1],
        "total": rows[-1],
    }


def _row(
    texts: Sequence[str], widths: Sequence[float], letters: Letters
) -> list[list[list[Piece]]]:
    return [
        text(Cell(one), width, letters, measures.SMALL_SIZE)
        for one, width in zip(texts, widths, strict=True)
    ]


def _widths(columns: Sequence[Sequence[str]], letters: Letters) -> list[float]:
    """Return columns of figures as wide as the widest, what is left shared by those of names."""
    room = measures.TEXT_WIDTH - _PAGE_WIDTH
    needed = [
        0.0 if known.align == "left" else _needed([*texts, known.label.partition("（")[0]], letters)
        for known, texts in zip(COLUMNS, columns, strict=True)
    ]
    narrowed = min(room * _MOST_FIGURES / sum(needed), 1)
    left = room - sum(needed) * narrowed
    shared = sum(column.width for column in COLUMNS if column.align == "left")
    return [
        width * narrowed or left * column.width / shared
        for column, width in zip(COLUMNS, needed, strict=True)
    ]


def _needed(texts: Sequence[str], letters: Letters) -> float:
    return max(map(letters.width, texts)) / 1000 * measures.SMALL_SIZE + 2 * measures.BESIDE + 1
