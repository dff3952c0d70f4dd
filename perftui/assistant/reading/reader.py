"""What a reader is: of whole lines, and of pieces of one."""

from collections.abc import Callable
from dataclasses import dataclass

from perftui.assistant.moves import Move
from perftui.assistant.state import Doubt, Reading, Scene

LineReader = Callable[[str, Scene], Reading | None]
"""Reads a line, stripped and safe; None for a line that is not of its kind."""


@dataclass(frozen=True)
class Piece:
    """What begins at a place of a line and reaches to `end`: the moves it makes, or a doubt."""

    end: int
    moves: tuple[Move, ...] = ()
    doubts: tuple[Doubt, ...] = ()


PieceReader = Callable[[str, int, Scene], Piece | None]
"""Reads the piece that begins at a place of a line; None where none of its kind begins there."""
