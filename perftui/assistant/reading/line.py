"""A line read by the first reader that knows its kind."""

import re

from perftui.assistant.reading.commands.commands import read_command
from perftui.assistant.reading.commands.control import read_control
from perftui.assistant.reading.commands.courtesies import read_courtesy
from perftui.assistant.reading.commands.plain_commands import read_plain_command
from perftui.assistant.reading.commands.suppressing import read_fix, read_suppressing_reason
from perftui.assistant.reading.fields.corrections import read_named_correction
from perftui.assistant.reading.fields.labelled import read_labelled
from perftui.assistant.reading.fields.plain_answers import read_plain_answer
from perftui.assistant.reading.pieces import read_pieces
from perftui.assistant.reading.questions.guessing import read_guess
from perftui.assistant.reading.questions.inquiries import read_inquiry
from perftui.assistant.reading.reader import LineReader
from perftui.assistant.reading.rows.row_lines import read_row
from perftui.assistant.reading.scores.reasons_together import (
    read_reasons_together,
    read_remark_changed,
    refuse_mixed_reasons,
)
from perftui.assistant.reading.wordings.choices_by_name import read_named_choice
from perftui.assistant.reading.wordings.choosing import read_choice
from perftui.assistant.reading.wordings.drafting_words import read_at_hand, read_drafting
from perftui.assistant.reading.wordings.polishing_words import read_polishing
from perftui.assistant.reading.wordings.slot_answers import read_slot_answer
from perftui.assistant.state import Reading, Scene

READERS: tuple[LineReader, ...] = (
    read_polishing,
    read_command,
    read_at_hand,
    read_control,
    read_courtesy,
    read_named_choice,
    read_plain_command,
    read_fix,
    read_remark_changed,
    read_choice,
    read_drafting,
    read_inquiry,
    read_suppressing_reason,
    read_named_correction,
    read_reasons_together,
    read_row,
    read_labelled,
    read_pieces,
    read_slot_answer,
    refuse_mixed_reasons,
    read_plain_answer,
    read_guess,
)
"""In the order in which they are asked; the last ones take what no other knows."""

LONGEST = 4000
"""How many characters a line may have that is read."""

_LONG_BLANK = re.compile(r"\s{5,}")
_MOST_TABS = 40


def readable(text: str) -> str:
    """Return a line with a blank for each long stretch of them: patterns pause over every one.

    Shorter ones are left, as they may be meant, and so are the tabs of as many columns as a table
    can have.
    """
    return _LONG_BLANK.sub(lambda found: "\t" * min(found[0].count("\t"), _MOST_TABS) or " ", text)


def read_line(line: str, scene: Scene) -> Reading | None:
    """Return what a line means; None for one that nobody understands."""
    found = (reader(line, scene) for reader in READERS)
    return next((reading for reading in found if reading is not None), None)
