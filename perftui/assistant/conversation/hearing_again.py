"""Which lines want to hear all of what was said again, and not only what is new of it."""

from perftui.assistant.moves import Word
from perftui.assistant.reading.commands.control import control_word

_AGAIN = (Word.REPEAT, Word.BACK, Word.HELP)


def wants_all(line: str) -> bool:
    """Whether a line asks to hear again what was said."""
    return control_word(line) in _AGAIN
