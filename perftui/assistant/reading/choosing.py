"""Numbers taken from the list on the screen, with what is to be said otherwise."""

from perftui.assistant.state import Reading, Scene


def read_choice(line: str, scene: Scene) -> Reading | None:
    """Read which choices are taken: 2, 1 3, 2 但是把下半年改成四季度."""
    return None
