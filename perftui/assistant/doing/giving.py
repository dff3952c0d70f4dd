"""Values put into fields, and said back."""

from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.moves import Give
from perftui.assistant.parts import Echo, Fail
from perftui.assistant.state import Scene
from perftui.evaluation import fields
from perftui.evaluation.values import Unread


@performs(Give)
def give(move: Give, scene: Scene) -> Outcome:
    """Put a value into its field; one that cannot be read is refused with the reason."""
    name = fields.name_of(scene.form, move.path, scene.profile)
    value = fields.read(move.path, move.typed, scene.profile)
    if isinstance(value, Unread):
        return Outcome(scene.state, (Fail(f"{name}：{value.reason}。"),))
    done = put(scene, [(move.path, value)])
    shown = fields.show(done.state.evaluation, move.path, scene.profile)
    return Outcome(done.state, (Echo(f"{name} {shown}"),), done.edits)
