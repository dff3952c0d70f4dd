"""What is asked about next, because the user said so."""

from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome, performs
from perftui.assistant.moves import Attend
from perftui.assistant.state import Scene


@performs(Attend)
def attend(move: Attend, scene: Scene) -> Outcome:
    """Ask about a field or a question next, even if it was passed over."""
    return Outcome(replace(scene.state, attending=(move.path,)))
