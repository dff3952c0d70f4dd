"""The ways in which a wording is taken into a narrative."""

from enum import Enum

from perftui.evaluation import points
from perftui.evaluation.points import Written


class Manner(Enum):
    """Where a wording goes: the value is its name on the screen."""

    COMPLETE = "接着写"
    REPLACE = "换掉这点"
    ADD = "另起一点"

    @property
    def next(self) -> "Manner":
        """The manner after this one, going round."""
        manners = list(Manner)
        return manners[(manners.index(self) + 1) % len(manners)]

    def take(self, text: str, caret: int, wording: str) -> Written:
        """Return a text with a wording taken in, the caret behind it."""
        if self is Manner.REPLACE:
            return points.replace_point(text, caret, wording)
        if self is Manner.ADD:
            return points.add_after(text, caret, wording)
        return points.complete(text, caret, wording)
