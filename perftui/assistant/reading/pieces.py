"""Several things in one line: values with their labels, corrections, scores, in any order."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from perftui.assistant.moves import Claim, Give, GiveAll, Move
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.assignments import read_assignment
from perftui.assistant.reading.fields.bare_names import named_in
from perftui.assistant.reading.fields.corrections import read_correction
from perftui.assistant.reading.fields.days import DAY
from perftui.assistant.reading.fields.field_values import Meant, meaning
from perftui.assistant.reading.fields.named_values import read_named_amount
from perftui.assistant.reading.reader import Piece, PieceReader
from perftui.assistant.reading.scores.scores import read_scores
from perftui.assistant.reading.scores.scores_so_far import scored_so_far, without_rest_in_doubt
from perftui.assistant.state import Expects, Reading, Scene
from perftui.evaluation import fields

READERS: tuple[PieceReader, ...] = (
    read_correction,
    read_named_amount,
    read_scores,
    read_assignment,
)
_BETWEEN = re.compile(r"[\s，,；;。、！!.|/～~]*")
_UNREAD = re.compile(r"(?:[^\s，,；;。]|(?<=\d)[,，](?=\d{3}))+")
_MOST_THINGS = 80
_SENTENCE_END = re.compile(r"[。！!？?]+")


def read_pieces(line: str, scene: Scene) -> Reading | None:
    """Read a line piece by piece; None if nothing of it is one of these.

    A sentence that only happens to hold some is none: what answers a question for words is read as
    these only if all of it is, and if something would change by it.
    """
    if DAY.fullmatch(plain(line)):
        return None
    pieces, rests = _cut(line, scene)
    moves = tuple(chain.from_iterable(piece.moves for piece in pieces))
    doubts = tuple(chain.from_iterable(piece.doubts for piece in pieces))
    answers = {rest: answer for rest in rests if (answer := _answer_in(rest, scene))}
    moves += tuple(chain.from_iterable(answers.values()))
    rests = tuple(rest for rest in rests if rest not in answers)
    moves = without_rest_in_doubt(moves, rests)
    if not pieces or _is_sentence(line, moves, bool(doubts), rests, scene):
        return None
    return Reading(tuple(_together(moves)), doubts, rests)


def _answer_in(rest: str, scene: Scene) -> tuple[Move, ...]:
    """Return what a rest gives to the fields that are asked for, names that look like theirs."""
    if scene.question is None or scene.question.expects is not Expects.VALUE:
        return ()
    return named_in(rest, scene.question) or ()


def _cut(line: str, scene: Scene) -> tuple[list[Piece], tuple[str, ...]]:
    """Cut a line into what can be read and the stretches between, each whole.

    No one says more things in a line than are tried; the rest of it is one stretch.
    """
    pieces, stretches = list[Piece](), list[str]()
    place = read_to = _behind(_BETWEEN, line, 0)
    for _ in range(_MOST_THINGS):
        if place >= len(line):
            break
        piece = _piece(line, place, _having_read(pieces, scene))
        if piece is None:
            unread_to = max(_behind(_UNREAD, line, place), place + 1)
            place = _behind(_BETWEEN, line, unread_to)
            continue
        stretches.append(line[read_to:place])
        pieces.append(piece)
        place = read_to = _behind(_BETWEEN, line, max(piece.end, place + 1))
    stretches.append(line[read_to:])
    rests = (stretch.strip(" \u3000，,；;、") for stretch in stretches)
    return pieces, tuple(rest for rest in rests if rest.strip("。！!"))


def _is_sentence(
    line: str, moves: tuple[Move, ...], has_doubts: bool, rests: tuple[str, ...], scene: Scene
) -> bool:
    """Whether a line is words of a text that only look like values."""
    wants_words = scene.question is not None and scene.question.expects is Expects.TEXT
    if rests:
        is_claim = bool(moves) and all(isinstance(move, Claim) for move in moves)
        return wants_words or (is_claim and not has_doubts)
    has_end = bool(_SENTENCE_END.search(line))
    is_told = not has_doubts and all(_changes_nothing(move, scene) for move in moves)
    return wants_words and has_end and is_told


def _changes_nothing(move: Move, scene: Scene) -> bool:
    if isinstance(move, Claim):
        return True
    if not isinstance(move, Give):
        return False
    meant = meaning(move.path, move.typed, scene.form, scene.profile, scene.aids.today)
    return isinstance(meant, Meant) and fields.get(scene.form, move.path) == meant.value


def _together(moves: Iterable[Move]) -> Iterator[Move]:
    """Put the values of a line into one move, and what is claimed of the form behind them all."""
    listed = tuple(moves)
    gives = tuple(move for move in listed if isinstance(move, Give))
    is_given = False
    for move in listed:
        if isinstance(move, Give):
            if not is_given:
                yield gives[0] if len(gives) == 1 else GiveAll(gives)
            is_given = True
        elif not isinstance(move, Claim):
            yield move
    yield from (move for move in listed if isinstance(move, Claim))


def _having_read(pieces: list[Piece], scene: Scene) -> Scene:
    """Return the scene in which the field last named is the one last changed."""
    moves = pieces[-1].moves if pieces else ()
    scene = scored_so_far(chain.from_iterable(piece.moves for piece in pieces), scene)
    last = [move for move in moves if isinstance(move, Give)]
    touched = dict.fromkeys((*(move.path for move in reversed(last)), *scene.state.touched))
    return scene.having(touched=tuple(touched)) if last else scene


def _piece(line: str, place: int, scene: Scene) -> Piece | None:
    found = (reader(line, place, scene) for reader in READERS)
    return next((piece for piece in found if piece is not None), None)


def _behind(pattern: re.Pattern[str], line: str, place: int) -> int:
    match = pattern.match(line, place)
    return match.end() if match else place
