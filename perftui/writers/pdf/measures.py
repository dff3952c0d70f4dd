"""The measures of the page, in points: those of the official layout, as in the Word document."""

POINTS_A_CM = 72 / 2.54
SIDE, TOP, BOTTOM = 1.7 * POINTS_A_CM, 1.8 * POINTS_A_CM, 1.6 * POINTS_A_CM
"""The margins of an A4 page."""

TEXT_WIDTH = 21 * POINTS_A_CM - 2 * SIDE
TEXT_HEIGHT = 29.7 * POINTS_A_CM - TOP - BOTTOM

SIZE, SMALL_SIZE, SUBTITLE_SIZE, TITLE_SIZE = 10.5, 9.0, 14.0, 22.0
"""The size of the letters in a form, of those in its notes and on the cover, and of titles."""

LINE = 1.45
"""From one line to the next, in sizes of a letter."""

APART = 0.2
"""How much more room there is before a line that the text itself begins, in sizes of a letter. It
tells such a line from one that goes on, to people and to whoever reads the page back."""

BESIDE = 3.5
"""Space between the text of a cell and its borders at the sides."""

LEAST_HEIGHT = 20.0
"""The least height of a row."""

ABOVE_LINE, ABOVE_LINES = (LEAST_HEIGHT - SIZE) / 2, 3.86
"""Space above and below the text of a cell, of one line and of more."""

WHOLE_NARRATIVE = TEXT_HEIGHT / 6
"""A narrative that is no higher stays on one page."""

WHOLE_ROW = TEXT_HEIGHT / 2
"""A row that is no higher stays on one page; a higher one would leave too much of a page empty."""

LEAST_JUSTIFIED = 17
"""Text in a cell that is as wide, in sizes of a letter, is set to both edges; in a narrower one an
amount that does not break would pull the line before it apart."""

HIGHEST_REPEATED = TEXT_HEIGHT / 6
"""A label of rows that is no higher stands on each page that has some of them."""


def letters_beside(width: float, size: float = SIZE) -> float:
    """Return the width left for the text of a cell, in sizes of a letter."""
    return (width - 2 * BESIDE) / size
