"""What only answers the question at hand: a bare value, or the words of a text."""

from perftui.assistant.state import Reading, Scene


def read_plain_answer(line: str, scene: Scene) -> Reading | None:
    """Read an answer to what is being asked."""
    return None
