"""Several things in one line: values with their labels, corrections, scores, in any order."""

import re

from perftui.assistant.reading.assignments import read_assignment
from perftui.assistant.reading.corrections import read_correction
from perftui.assistant.reading.reader import Piece, PieceReader
from perftui.assistant.reading.scores import read_scores
from perftui.assistant.state import Expects, Reading, Scene

READERS: tuple[PieceReader, ...] = (read_correction, read_scores, read_assignment)
_BETWEEN = re.compile(r"[\s，,；;。、]*")
_UNREAD = re.compile(r"[^\s，,；;。]+")


def read_pieces(line: str, scene: Scene) -> Reading | None:
    """Read a line piece by piece; None if nothing of it is one of these.

    What answers a question for words is read as these only if all of it is.
    """
    pieces: list[Piece] = []
    unread: list[str] = []
    place = _behind(_BETWEEN, line, 0)
    while place < len(line):
        piece = _piece(line, place, scene)
        if piece is None:
            end = _behind(_UNREAD, line, place)
            unread.append(line[place : max(end, place + 1)])
            place = max(end, place + 1)
        else:
            pieces.append(piece)
            place = piece.end
        place = _behind(_BETWEEN, line, place)
    wants_words = scene.question is not None and scene.question.expects is Expects.TEXT
    if not pieces or (unread and wants_words):
        return None
    return Reading(
        tuple(move for piece in pieces for move in piece.moves),
        tuple(doubt for piece in pieces for doubt in piece.doubts),
        tuple(unread),
    )


def _piece(line: str, place: int, scene: Scene) -> Piece | None:
    found = (reader(line, place, scene) for reader in READERS)
    return next((piece for piece in found if piece is not None), None)


def _behind(pattern: re.Pattern[str], line: str, place: int) -> int:
    match = pattern.match(line, place)
    return match.end() if match else place
