"""What is said of drafts: 起草主要问题, 换一句, 缩短第2句."""

from perftui.assistant.state import Reading, Scene


def read_drafting(line: str, scene: Scene) -> Reading | None:
    """Read what is to be drafted, or done otherwise."""
    return None
