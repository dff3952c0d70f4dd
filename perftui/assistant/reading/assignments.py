"""Values with the name of their field before them: 预算124.55万, 上年没有."""

import re

from perftui.assistant.moves import Give
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Scene

_VALUE = re.compile(r"[\s:：=是为]*(?P<value>[^\s，；;。]+)")


def read_assignment(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a field's name with the value behind it."""
    for path, labels in scene.profile.labels.items():
        for label in labels:
            match = (
                _VALUE.match(line, place + len(label)) if line.startswith(label, place) else None
            )
            if match:
                return Piece(match.end(), (Give(path, match["value"]),))
    return None
