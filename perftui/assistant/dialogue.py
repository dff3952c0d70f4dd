"""One turn of the dialogue: a line is read, done, and the next question asked. All of it pure."""

from dataclasses import dataclass, replace

from perftui.assistant.asking.agenda import next_question
from perftui.assistant.asking.attending import attended, remembered, settled
from perftui.assistant.doing.outcome import Edit, Outcome, perform_all
from perftui.assistant.doubting import is_still_open
from perftui.assistant.moves import Control, Inquire, Move, Pick, Tell, Word
from perftui.assistant.orders import Order
from perftui.assistant.parts import Ask, Echo, Offer, Part
from perftui.assistant.reading.line import LONGEST, read_line, readable
from perftui.assistant.repairing import leave_unread, not_understood, settle_doubt, too_long
from perftui.assistant.state import Aids, Asked, Question, Reading, Scene, State
from perftui.evaluation.safe_text import safe_text

_LONGEST_ECHO = 160
_LOOKING = frozenset(
    {
        Word.WHY,
        Word.REPEAT,
        Word.PROGRESS,
        Word.HELP,
        Word.SAVE,
        Word.BRIEF,
        Word.FULL,
        Word.DRAFTS,
    }
)


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
    read = readable(text)
    scene = Scene(replace(state, said=(*state.said, text)) if text else state, aids)
    is_too_long = len(read) > LONGEST
    reading = read_line(read, scene) if read and not is_too_long else None
    if is_too_long:
        outcome = too_long(read, LONGEST, scene)
    elif reading is None:
        outcome = not_understood(read, scene)
    else:
        scene = scene.having(misses=0)
        outcome = perform_all(reading.moves, scene)
        outcome = replace(outcome, state=_after_waiting(outcome, scene.state, reading))
        for doubt in reading.doubts:
            outcome = _after(outcome, settle_doubt(doubt, replace(scene, state=outcome.state)))
        if reading.unread:
            unread = leave_unread(reading.unread, replace(scene, state=outcome.state))
            outcome = _after(outcome, unread)
    changed = frozenset(path for path, _ in outcome.edits)
    state = settled(outcome.state, scene.question, changed)
    return Turn(state, _in_one_line(outcome.parts), outcome.edits, outcome.orders)


def ask(state: State, aids: Aids) -> Turn:
    """Ask what is next: of what waits for a word more, else what the form needs."""
    scene = Scene(state, aids)
    if state.waiting:
        return Turn(state, (Ask(state.waiting.text), Offer(state.waiting.choices)))
    asked = attended(scene) or next_question(scene)
    choices = asked.choices
    if _is_same(state.question, asked.question) and state.choices:
        choices = state.choices  # they keep their numbers while they are on the screen
    said = _wording_of(asked.question, state)
    state = replace(remembered(state, asked.question), question=asked.question, choices=choices)
    return Turn(state, (said, *([Offer(choices)] if choices else [])))


def _after_waiting(outcome: Outcome, before: State, reading: Reading) -> State:
    """Let what waited for a word go, and the next one wait; a question in between keeps it."""
    waited, state = before.waiting, outcome.state
    if waited is None or state.waiting is not waited:
        return state
    is_whole = bool(reading.moves) and not (reading.doubts or reading.unread)
    if is_whole and not waited.shown and all(map(_looks, reading.moves)):
        return state
    is_answered = any(isinstance(move, Pick) for move in reading.moves)
    if not is_answered and is_still_open(waited, outcome, reading):
        return state
    drafts = state.drafts
    if waited.words and not is_answered and waited.words not in drafts:
        drafts = (*drafts, waited.words)
    following = state.queue[0] if state.queue else None
    return replace(state, waiting=following, queue=state.queue[1:], drafts=drafts)


def _looks(move: Move) -> bool:
    """Whether a move only asks, and so leaves open what is being asked."""
    is_word = isinstance(move, Control) and move.word in _LOOKING
    return is_word or isinstance(move, Inquire | Tell)


def _is_same(one: Question | None, other: Question) -> bool:
    """Whether two questions are the same and about the same fields."""
    return one is not None and (one.id, one.paths) == (other.id, other.paths)


def _in_one_line(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Put short echoes into the first: what was understood is said back in one line."""
    echoes = [part for part in parts if isinstance(part, Echo)]
    text = "；".join(echo.text.removesuffix("。") for echo in echoes)
    if len(echoes) < 2 or len(text) > _LONGEST_ECHO or "\n" in text:
        return parts
    rest = [part for part in parts if not isinstance(part, Echo)]
    place = parts.index(echoes[0])
    return (*rest[:place], Echo(text), *rest[place:])


def _wording_of(question: Question, state: State) -> Ask:
    """Word a question: at length the first time, in short when it is asked again."""
    again = state.question is not None and state.question.id == question.id
    is_short = state.is_brief or again
    return Ask(question.short if is_short else question.long, "" if is_short else question.example)


def _after(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        other.state, one.parts + other.parts, one.edits + other.edits, one.orders + other.orders
    )


__all__ = ["LONGEST", "Asked", "Turn", "ask", "hear", "step"]
