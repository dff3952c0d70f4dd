"""Questions for the gaps that wordings have left open."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_for_slots(scene: Scene) -> Iterator[Asked]:
    """Ask for each open slot of the narratives in turn."""
    yield from ()
