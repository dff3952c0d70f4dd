"""One turn of the dialogue: a line is read, done, and the next question asked. All of it pure."""

from dataclasses import dataclass, replace

from perftui.assistant.asking.agenda import next_question
from perftui.assistant.doing.outcome import Edit, Outcome, perform_all
from perftui.assistant.orders import Order
from perftui.assistant.parts import Ask, Offer, Part
from perftui.assistant.reading.line import read_line
from perftui.assistant.repairing import leave_unread, not_understood, settle_doubt
from perftui.assistant.state import Aids, Asked, Question, Scene, State
from perftui.evaluation.safe_text import safe_text

LONGEST = 4000
"""How many characters of a line are read; the rest is kept among the drafts."""


@dataclass(frozen=True)
class Turn:
    """What comes of a line: the state after it, what is said, the edits of the form, and orders.

    The edits are one step of the document. Where there are orders nothing has been asked yet: the
    form may be another when they are carried out, and `ask` follows then.
    """

    state: State
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    orders: tuple[Order, ...] = ()


def step(state: State, line: str, aids: Aids) -> Turn:
    """Take a line of the user's and go on with the next question."""
    heard = hear(state, line, aids)
    if heard.orders:
        return heard
    asked = ask(heard.state, aids)
    return replace(heard, state=asked.state, parts=heard.parts + asked.parts)


def hear(state: State, line: str, aids: Aids) -> Turn:
    """Take a line of the user's: do what it says, and say what was understood."""
    text = " ".join(safe_text(line).split("\n")).strip()
    read, rest = text[:LONGEST], text[LONGEST:]
    scene = Scene(replace(state, said=(*state.said, text)) if text else state, aids)
    reading = read_line(read, scene) if read else None
    if reading is None:
        outcome = not_understood(read, scene)
    else:
        scene = scene.having(waiting=None, misses=0)
        outcome = perform_all(reading.moves, scene)
        for doubt in reading.doubts:
            outcome = _after(outcome, settle_doubt(doubt, replace(scene, state=outcome.state)))
        unread = (*reading.unread, *([rest] if rest else []))
        if unread:
            outcome = _after(outcome, leave_unread(unread, replace(scene, state=outcome.state)))
    return Turn(outcome.state, outcome.parts, outcome.edits, outcome.orders)


def ask(state: State, aids: Aids) -> Turn:
    """Ask what is next: of what waits for a word more, else what the form needs."""
    scene = Scene(state, aids)
    if state.waiting:
        return Turn(state, (Ask(state.waiting.text), Offer(state.waiting.choices)))
    asked = next_question(scene)
    choices = asked.choices
    if state.question and state.question.id == asked.question.id and state.choices:
        choices = state.choices  # they keep their numbers while they are on the screen
    said = _wording_of(asked.question, state)
    state = replace(state, question=asked.question, choices=choices)
    return Turn(state, (said, *([Offer(choices)] if choices else [])))


def _wording_of(question: Question, state: State) -> Ask:
    """Word a question: at length the first time, in short when it is asked again."""
    again = state.question is not None and state.question.id == question.id
    is_short = state.is_brief or again
    return Ask(question.short if is_short else question.long, "" if is_short else question.example)


def _after(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        other.state, one.parts + other.parts, one.edits + other.edits, one.orders + other.orders
    )


__all__ = ["Asked", "Turn", "ask", "hear", "step"]
