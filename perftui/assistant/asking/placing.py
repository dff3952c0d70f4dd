"""Where words can go that nobody understood: the narratives, the remark of the row at hand."""

from collections.abc import Iterator

from perftui.assistant.moves import Forget, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.places import narrative_at_hand, row_at_hand
from perftui.assistant.state import Scene
from perftui.evaluation import fields
from perftui.evaluation.fields import NARRATIVES, bare_label, cell


def places_for(words: str, scene: Scene) -> tuple[Choice, ...]:
    """Return the places for words as choices, the likeliest first, and the drafts at the end."""
    row = row_at_hand(scene)
    first = narrative_at_hand(scene)
    order = sorted(NARRATIVES, key=lambda field: field != first)
    kept = [_narrative(field, words, scene) for field in order]
    if row is not None:
        path = cell(row, "remark")
        name = f"备注（第{row + 1}项）"
        asks_remark = scene.question is not None and path in scene.question.paths
        kept.insert(0 if asks_remark else len(kept), Choice(f"记入{name}", (Write(path, words),)))
    return (*kept, Choice("丢弃", (Forget(words),), "还在草稿里"))


def drafts_of(scene: Scene) -> tuple[str, ...]:
    """Return what was said and found no place, the latest first; what stands in the form is out."""
    standing = "\n".join(_texts(scene))
    return tuple(
        text for text in dict.fromkeys(reversed(scene.state.drafts)) if text not in standing
    )


def _narrative(field: str, words: str, scene: Scene) -> Choice:
    return Choice(f"记入{bare_label(scene.profile, field)}", (Write(field, words),))


def _texts(scene: Scene) -> Iterator[str]:
    for field in fields.TEXTS:
        yield str(fields.get(scene.form, field))
    for row in scene.form.indicators:
        yield row.remark
