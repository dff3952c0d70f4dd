"""Choices on the screen taken by what they say: 丢弃, 主要问题, 企事业单位满意度."""

import re
from collections.abc import Callable

from perftui.assistant.moves import Pick
from perftui.assistant.parts import Choice
from perftui.assistant.state import Reading, Scene

_STOPS = " \t。.！!，,；;？?「」"
_INTO = re.compile(
    r"(?:就|还是|那就)?(?:记入|记到|记进|记在|放到|放进|放在|放|写进|写入|写到"
    r"|写在|归到|归入|选|用|要)"
)
_LEAST = 2
_LONGEST = 60


def read_named_choice(line: str, scene: Scene) -> Reading | None:
    """Read the words of a choice, or what tells one that waits from the others."""
    said = line.strip(_STOPS)
    if not _LEAST <= len(said) <= _LONGEST or not scene.choices:
        return None
    exact = _those(scene, lambda text: text == said)
    if len(exact) == 1:
        return Reading((Pick(exact),))
    if scene.state.waiting is None:
        return None
    began = _INTO.match(said)
    key = said[began.end() :] if began else said
    partly = _those(scene, lambda text: key in text) if len(key) >= _LEAST else ()
    return Reading((Pick(partly),)) if len(partly) == 1 else None


def _those(scene: Scene, fits: Callable[[str], bool]) -> tuple[int, ...]:
    numbered = enumerate(scene.choices, 1)
    return tuple(number for number, choice in numbered if fits(_text(choice)))


def _text(choice: Choice) -> str:
    return choice.text.strip(_STOPS)
