"""Where a narrative is written."""

import re

from perftui.evaluation.narrative import append
from perftui.evaluation.numbering import NUMBERINGS
from perftui.phrases.slots import SLOT
from perftui.tui.widgets.text_field import TextField

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_MARKER = re.compile("|".join(f"(?:{style.pattern})" for style in NUMBERINGS))


class NarrativeArea(TextField):
    """A text of points, into which wordings are taken."""

    def fragment(self) -> tuple[int, str]:
        """Return where the clause being written starts in the text, and what it says so far."""
        caret = self.caret
        before = self.text[:caret]
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        start = ends[-1] if ends else 0
        start += len(before[start:]) - len(before[start:].lstrip())
        marker = _MARKER.match(before, start)
        start = marker.end() if marker else start
        return start, before[start:]

    def with_wording(self, wording: str) -> tuple[str, int]:
        """Return the text with a wording taken in, and where it starts.

        It replaces the clause being written; without one it is a new point.
        """
        start, fragment = self.fragment()
        if fragment:
            rest = self.text[start + len(fragment) :].removeprefix("。")
            return self.text[:start] + wording + rest, start
        text = append(self.text, wording)
        return text, text.rindex(wording)

    def select_gap(self, start: int = 0) -> bool:
        """Select the first open slot from an offset on, else the first of all; False if none."""
        gap = SLOT.search(self.text, start) or SLOT.search(self.text)
        if gap is None:
            return False
        self.select_stretch(gap.start(), gap.end())
        return True

    def next_gap(self) -> bool:
        """Select the next open slot after the caret."""
        return self.select_gap(self.offset_of(max(self.selection)))
