"""Questions for the reason of each lost point."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_for_reasons(scene: Scene) -> Iterator[Asked]:
    """Ask of each row that lost points why."""
    yield from ()
