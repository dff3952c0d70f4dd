"""The order of the conversation: the first that has something open asks next."""

from collections.abc import Callable, Iterator

from perftui.assistant.asking.finding_questions import ask_about_findings
from perftui.assistant.asking.finishing import ask_to_finish
from perftui.assistant.asking.header_questions import ask_about_header
from perftui.assistant.asking.narrative_questions import ask_about_narratives
from perftui.assistant.asking.reason_questions import ask_for_reasons
from perftui.assistant.asking.score_questions import ask_for_scores
from perftui.assistant.asking.slot_questions import ask_for_slots
from perftui.assistant.asking.table_questions import ask_for_rows
from perftui.assistant.state import Asked, Scene

Asker = Callable[[Scene], Iterator[Asked]]
"""Yields what is open in its part of the form, in order; passed-over questions too."""

AGENDA: tuple[Asker, ...] = (
    ask_for_slots,
    ask_about_header,
    ask_for_rows,
    ask_for_scores,
    ask_for_reasons,
    ask_about_narratives,
    ask_about_findings,
    ask_to_finish,
)


def next_question(scene: Scene) -> Asked:
    """Return the first open question that was not passed over; in the end, what to do last."""
    passed = scene.state.aside | scene.state.done
    open_ones = (asked for asker in AGENDA for asked in asker(scene))
    return next(asked for asked in open_ones if asked.question.id not in passed)
