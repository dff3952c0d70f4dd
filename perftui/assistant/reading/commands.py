"""Actions of the table and control words typed as /commands."""

from perftui.assistant.state import Reading, Scene


def read_command(line: str, scene: Scene) -> Reading | None:
    """Read a command: /, ／ or 、 before the name of an action."""
    return None
