"""What a line was perhaps meant to be: a control word, a field or a row with a slip in it."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from perftui.assistant.moves import Attend, Control, Inquire, Move
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.command_names import (
    Named,
    is_han,
    sounding_like,
    spelled_by,
)
from perftui.assistant.reading.commands.control_words import DOES, NAMES, WORDS
from perftui.assistant.reading.commands.places import fields_like, rows_named
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.state import Scene
from perftui.evaluation.fields import bare_label

_LONGEST = 12
_NEAR_WORD = 66
_MOST = 3


def near_readings(line: str, scene: Scene) -> tuple[Choice, ...]:
    """Return what a line is near to, the nearest first; () for what is near to nothing."""
    bare = line.strip(" 。.，,！!?？~～")
    if not 1 < len(bare) <= _LONGEST:
        return ()
    found: dict[tuple[Move, ...], Choice] = {}
    for choice in _near(bare, scene):
        found.setdefault(choice.moves, choice)
    return tuple(found.values())[:_MOST]


def _near(bare: str, scene: Scene) -> Iterator[Choice]:
    if bare.isascii() and bare.isalpha():
        for named in spelled_by(bare, scene.aids.actions):
            yield from _of_command(named)
    if is_han(bare):
        for named in sounding_like(bare, scene.aids.actions):
            yield from _of_command(named)
    matches = process.extract(
        bare.lower(), tuple(WORDS), scorer=fuzz.ratio, score_cutoff=_NEAR_WORD, limit=2
    )
    for name, _, _ in matches:
        word = WORDS[name]
        yield Choice(NAMES[word], (Control(word),), DOES[word])
    for path in fields_like(bare, scene, 2):
        yield Choice(f"去填{bare_label(scene.profile, path)}", (Attend(path),))
    rows = rows_named(bare, scene)
    if len(rows) <= _MOST:
        for row in rows:
            yield Choice(f"看{title(row, scene)}", (Inquire("row", f"第{row + 1}项"),))


def _of_command(named: Named) -> Iterator[Choice]:
    word = named.word
    if word is not None:
        yield Choice(NAMES[word], (Control(word),), DOES[word])
