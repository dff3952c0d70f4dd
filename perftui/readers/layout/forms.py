"""Which forms a grid holds: where each begins, and of which kind it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from perftui.evaluation.profile import profile_ids
from perftui.readers.grid import Grid, Row, span, without
from perftui.readers.layout.cleaning import without_markup
from perftui.readers.layout.labels import LONGEST_LABEL, Vocabulary, key, label_in, vocabulary
from perftui.readers.report import LeftOut, Note, Question, quoted

_FURNITURE = re.compile(
    r"第\d+页.{0,8}|[-—–]*\d+[-—–]*|\d+/\d+|\(?续表\)?\d*|第\d+页/共\d+页|附表\d+.{0,60}"
    r"|[【\[]?草稿[】\]]?(?:[:：].{0,40})?"
)
_NEAR = 7
_LABELS_OF_A_FORM = 3


def split_forms(grid: Grid) -> tuple[Grid, ...]:
    """Return one grid for each form in the grid; a grid without any form gives none.

    A form begins at its title, or where none is recognised, at its first label; what stands
    before the first form belongs to it, but for a list of the forms.
    """
    plain = tuple(without_markup(row)[0] for row in grid.rows)
    starts = _starts(plain, tuple(map(vocabulary, profile_ids())))
    edges = [0, *starts[1:], len(grid.rows)] if starts else []
    parts = (replace(grid, rows=grid.rows[start:end]) for start, end in pairwise(edges))
    return tuple(part for part in parts if part.rows)


def without_cover(grid: Grid) -> tuple[Grid, tuple[Note, ...]]:
    """Return the grid without a list of its forms before the first of them, and the note of it."""
    rows = tuple(without_markup(row)[0] for row in grid.rows)
    listed = next((i for i, row in enumerate(rows) if _lists_forms(row)), None)
    starts = _starts(rows, tuple(map(vocabulary, profile_ids())))
    if listed is None or not starts or starts[0] <= listed:
        return grid, ()
    where = span((rows[0].where, rows[starts[0] - 1].where))
    note = LeftOut(where, f"{quoted(' '.join(rows[0].filled))}是封面上的项目清单，没有读入")
    return replace(grid, rows=grid.rows[starts[0] :]), (note,)


def tidy(grid: Grid) -> tuple[Grid, tuple[Note, ...]]:
    """Return the grid without empty rows, markup and page numbers, and the repairs this took."""
    cleaned = [without_markup(row) for row in grid.rows if row.filled]
    rows = tuple(row for row, _ in cleaned)
    furniture = [row for row in rows if _is_furniture(row)]
    dropped = [
        LeftOut(row.where, f"{quoted(row.only_cell)}是页码、续表或草稿的标记，没有读入")
        for row in furniture
    ]
    notes = [note for _, found in cleaned for note in found]
    return replace(grid, rows=without(rows, furniture)), (*notes, *dropped)


def choose_vocabulary(grid: Grid) -> tuple[Vocabulary | None, tuple[Note, ...]]:
    """Return the words of the kind of form whose title, labels and headings the grid has most of.

    A grid that has hardly any of them is no form: None. Where two kinds are as likely, the first
    is taken and asked about.
    """
    ranked = [(_likeness(grid.rows, words), words) for words in map(vocabulary, profile_ids())]
    most = max(likeness for likeness, _ in ranked)
    best = [words for likeness, words in ranked if likeness == most]
    if not most:
        return None, ()
    return best[0], () if len(best) == 1 else (_which(grid, best),)


def _which(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Question:
    names = tuple(words.profile.name for words in vocabularies)
    asked = f"看不出是哪一种自评表，先按「{names[0]}」读入，是哪一种？"
    return Question(grid.rows[0].where, asked, names)


def _is_furniture(row: Row) -> bool:
    text = row.only_cell
    is_line = 0 < len(text) <= LONGEST_LABEL and row.at(0) == text
    return is_line and _FURNITURE.fullmatch(key(text)) is not None


def _starts(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> list[int]:
    """Find where forms begin: at a title with labels near below, or at a repeated first label."""
    titles = [i for i, row in enumerate(rows) if any(words.is_title(row) for words in vocabularies)]
    names = [i for i, row in enumerate(rows) if _opens_header(row, vocabularies)]
    starts: list[int] = []
    for name in names:
        title = titles[above - 1] if (above := bisect_right(titles, name)) else -_NEAR
        start = title if name - title < _NEAR else name
        if not starts or start > starts[-1]:
            starts.append(start)
    return starts or ([0] if any(_headings(row, vocabularies) for row in rows) else [])


def _opens_header(row: Row, vocabularies: Iterable[Vocabulary]) -> bool:
    return not _lists_forms(row) and any(_has_name(row, words) for words in vocabularies)


def _has_name(row: Row, words: Vocabulary) -> bool:
    """Whether a row has the label of the name, alone or with the name behind it.

    Behind a cell that is no label with its value it is not: then a text begins like that.
    """
    if any(words.field_of(cell) == "name" for cell in row.filled):
        return True
    for cell in row.filled if row.at(0) else ():
        if words.field_of(cell) or not words.starts_with_label(cell):
            return False
        if words.field_of(label_in(cell)) == "name":
            return True
    return False


def _lists_forms(row: Row) -> bool:
    """Whether a row is the headings of a list of forms: 序号, 项目名称, 总分."""
    headings = [key(cell) for cell in row.filled]
    return headings[:1] == ["序号"] and "项目名称" in headings


def _headings(row: Row, vocabularies: Iterable[Vocabulary]) -> bool:
    return any(words.headings_of(row) for words in vocabularies)


def _likeness(rows: Iterable[Row], words: Vocabulary) -> int:
    """Count what a grid has of a kind of form; 0 where it is too little to be one."""
    title = headings = 0
    labels: set[str | None] = set()
    categories: set[str | None] = set()
    for row in rows:
        title = title or words.is_own_title(row)
        headings = max(headings, len(set(words.headings_of(row)) - {""}))
        for cell in row.filled:
            labels.add(words.field_of(label_in(cell)))
            categories.add(words.category_of(cell))
    found = len(labels - {None})
    if found < _LABELS_OF_A_FORM and not headings:
        return 0
    return 5 * title + 2 * headings + found + 2 * len(categories - {None})
