"""Questions about the form: 总分多少, 哪些扣分了, PT026是什么."""

from perftui.assistant.state import Reading, Scene


def read_inquiry(line: str, scene: Scene) -> Reading | None:
    """Read a question about the form."""
    return None
