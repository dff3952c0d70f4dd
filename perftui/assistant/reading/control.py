"""The control words: 为什么, 跳过, 撤销, and what may follow them."""

from perftui.assistant.state import Reading, Scene


def read_control(line: str, scene: Scene) -> Reading | None:
    """Read a line that is nothing but a control word, with its argument."""
    return None
