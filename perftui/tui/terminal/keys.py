"""Keys that terminals send and textual takes for others.

Without the Kitty protocol it reads Alt and an arrow as Esc and then the arrow: Esc would leave the
form. Where a version has moved its table, that stays (a test tells us).
"""

from contextlib import suppress
from enum import Enum
from typing import Any

_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}


class _AltKey(Enum):
    """Alt and an arrow, as textual's table holds its keys."""

    UP = "alt+up"
    DOWN = "alt+down"
    RIGHT = "alt+right"
    LEFT = "alt+left"


def install() -> None:
    """Have Alt and an arrow read as such."""
    with suppress(ImportError):
        from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

        sequences: Any = ANSI_SEQUENCES_KEYS
        for letter, arrow in _ARROWS.items():
            sequences[f"\x1b[1;3{letter}"] = (_AltKey(f"alt+{arrow}"),)
