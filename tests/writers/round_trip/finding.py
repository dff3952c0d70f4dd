"""What an independent reader misses in a document: `missing`."""

from collections.abc import Iterator
from itertools import pairwise

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from tests.writers.round_trip import wanted
from tests.writers.round_trip.independent.pages import Page, squeezed


def missing(form: Evaluation, page: Page) -> Iterator[str]:
    """Yield what does not stand in a page in its place, cell beside cell, line below line."""
    for label, text in wanted.labelled(form):
        if not _is_beside(label, text, page):
            yield f"{label}: {text!r}"
    yield from (f"{text!r}" for text in wanted.cells(form) if text not in page.texts)
    profile = load_profile(form.profile)
    for cells in (*wanted.money_rows(form), *wanted.indicator_rows(form), wanted.total_row(form)):
        if not any(_ends_with(row, cells) for row in page.rows):
            yield f"the row {cells}"
    everything = [squeezed(text) for text in page.texts]
    for text in (*wanted.categories(form), *(column.label for column in profile.columns)):
        if squeezed(text) not in everything:
            yield f"the label {text!r}"
    whole = "\n".join(everything)
    yield from (f"the line {text!r}" for text in wanted.lines(form) if squeezed(text) not in whole)


def _is_beside(label: str, text: str, page: Page) -> bool:
    """Whether a text stands in the cell beside its label, or behind it in one text."""
    for row in page.rows:
        for left, right in pairwise(row):
            if squeezed(left).rstrip(":") == squeezed(label) and right == text:
                return True
    return any(
        both.startswith(label) and both[len(label) :].lstrip("： \n") == text for both in page.texts
    )


def _ends_with(row: list[str], cells: list[str]) -> bool:
    """Whether a row is these cells, or these behind the label of its category."""
    return row[-len(cells) :] == cells and len(row) <= len(cells) + 1


def missing_in_text(form: Evaluation, text: str) -> Iterator[str]:
    """Yield what does not stand in a text, however it is wrapped.

    Labels of categories are left out: beside the rows of a category they are cut into pieces.
    """
    plain = squeezed(text)
    singles = [*(text for _, text in wanted.labelled(form)), *wanted.cells(form)]
    rows = (*wanted.money_rows(form), *wanted.indicator_rows(form), wanted.total_row(form))
    cells = (cell for row in rows for cell in row)
    for one in (*singles, *cells, *wanted.lines(form)):
        if squeezed(one) not in plain:
            yield one
