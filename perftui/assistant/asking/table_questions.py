"""Questions for the rows of the table, where there are none of the unit's own yet."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_for_rows(scene: Scene) -> Iterator[Asked]:
    """Ask for the indicators that are missing."""
    yield from ()
