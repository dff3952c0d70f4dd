"""Questions for the three narratives, from the table and the figures."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_about_narratives(scene: Scene) -> Iterator[Asked]:
    """Ask for what each narrative should say, with wordings to choose from."""
    yield from ()
