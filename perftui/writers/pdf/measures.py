"""The measures of the page, in points: those of the official layout, as in the Word document."""

POINTS_A_CM = 72 / 2.54
TEXT_WIDTH = 17.6 * POINTS_A_CM
TEXT_HEIGHT = 26.3 * POINTS_A_CM

SIZE, SMALL_SIZE = 10.5, 9.0
"""The size of the letters in a form, and of those in its notes and on the cover."""

LINE = 1.45
"""From one line to the next, in sizes of a letter."""

BESIDE = 3.5
"""Space between the text of a cell and its borders at the sides."""

LEAST_HEIGHT, ABOVE_LINES = 20.0, 3.86
"""The least height of a row; space above and below the text of a higher one."""

WHOLE_NARRATIVE = TEXT_HEIGHT / 6
"""A narrative that is no higher stays on one page."""

WHOLE_ROW = TEXT_HEIGHT / 2
"""A row that is no higher stays on one page; a higher one would leave too much of a page empty."""


def letters_beside(width: float, size: float = SIZE) -> float:
    """Return the width left for the text of a cell, in sizes of a letter."""
    return (width - 2 * BESIDE) / size
