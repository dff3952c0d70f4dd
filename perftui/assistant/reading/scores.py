"""Scores as people say them: 全部满分，除了知晓率扣1分; 3和5各扣1; 其余满分."""

from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Scene


def read_scores(line: str, place: int, scene: Scene) -> Piece | None:
    """Read scores and deductions of rows by name or number, with their reason."""
    return None
