"""The last guard on the way out: what a terminal obeys is in no line of a widget.

All text is made safe where it comes in; this is for the place that was forgotten.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from perftui.evaluation.safe_text import UNSAFE

_OBEYED = re.compile(rf"{UNSAFE.pattern}|[\t\n]")


class LastGuard(LineFilter):
    """Takes what a terminal obeys out of the lines that are drawn; textual keeps the result."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, their text inert."""
        if not any(_OBEYED.search(segment.text) for segment in segments if not segment.control):
            return segments
        return [
            segment if segment.control else Segment(_OBEYED.sub("", segment.text), segment.style)
            for segment in segments
        ]
