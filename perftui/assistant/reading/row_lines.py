"""Rows of the table as they are typed or pasted, a row a line."""

from perftui.assistant.state import Reading, Scene


def read_row(line: str, scene: Scene) -> Reading | None:
    """Read a new row: category, name, weight, score, remark."""
    return None
