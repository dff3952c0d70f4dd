"""What the narratives quote of a reason that is now another: it may be put right there."""

from collections.abc import Iterator
from dataclasses import replace

from perftui.assistant.drafting.losses import reason_in
from perftui.assistant.drafting.written import points_of
from perftui.assistant.moves import Reword
from perftui.assistant.parts import Choice
from perftui.assistant.state import Scene, State, Waiting
from perftui.evaluation.fields import NARRATIVES, name_of
from perftui.phrases.names import row_name

_SHORTEST = 4


def asking_to_follow(scene: Scene, row: int, old: str, new: str) -> State:
    """Let it wait for a word whether points that quote a row's old reason get the new one."""
    before, after = reason_in(old), reason_in(new)
    quoting = list(_quoting(scene, row, before)) if before and after and before != after else []
    if not quoting:
        return scene.state
    names = "、".join(f"{name_of(scene.form, path, scene.profile)}第{n}点" for path, n in quoting)
    moves = tuple(Reword(path, number, ((before, after),)) for path, number in quoting)
    choices = (Choice("一并改", moves), Choice("不改"))
    waiting = Waiting(f"{names}写的还是原来的原因「{before}」，一并改吗？", choices)
    if scene.state.waiting is not None:
        return replace(scene.state, queue=(*scene.state.queue, waiting))
    return replace(scene.state, waiting=waiting)


def _quoting(scene: Scene, row: int, reason: str) -> Iterator[tuple[str, int]]:
    """Yield the points that have the reason of a row in their words, by field and number.

    Where other rows have the same reason, only those that name the row.
    """
    if len(reason) < _SHORTEST:
        return
    name = row_name(scene.form.indicators[row])
    others = (other.remark for place, other in enumerate(scene.form.indicators) if place != row)
    is_shared = any(reason in remark for remark in others)
    for path in NARRATIVES:
        for number, piece in enumerate(points_of(scene.form, path).pieces, 1):
            if reason in piece.words and (name in piece.words or not is_shared):
                yield path, number
