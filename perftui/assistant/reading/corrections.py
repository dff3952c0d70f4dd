"""Values put right: 预算改为130万, 不对，是95万, 不是95是96."""

from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Scene


def read_correction(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a correction of a field that is named, or of the one last changed."""
    return None
