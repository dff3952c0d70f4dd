"""The findings of the rules, one at a time, each with its remedy."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_about_findings(scene: Scene) -> Iterator[Asked]:
    """Ask about each finding that is not a hint."""
    yield from ()
