"""字段：文字, for any field of the form."""

from perftui.assistant.state import Reading, Scene


def read_labelled(line: str, scene: Scene) -> Reading | None:
    """Read a label of the form with a colon, and the text behind it."""
    return None
