"""The question for the scores: 全部满分，除了…"""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Scene


def ask_for_scores(scene: Scene) -> Iterator[Asked]:
    """Ask for the scores while rows have none."""
    yield from ()
