"""Questions for the gaps that wordings have left open."""

from collections.abc import Iterator
from functools import partial

from perftui.assistant.drafting.gaps import Gap, open_gaps
from perftui.assistant.moves import Fill
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.fields import NARRATIVES, name_of, parse_path
from perftui.phrases.slot_values import slot_values
from perftui.phrases.slots import slot_names

_AROUND = 30


def ask_for_slots(scene: Scene) -> Iterator[Asked]:
    """Ask for each open slot of the texts in turn."""
    for gap in open_gaps(scene.form):
        yield Asked(_question(gap, scene), partial(_known, gap, scene))


def _question(gap: Gap, scene: Scene) -> Question:
    definition = next((s for s in scene.aids.wording.bank.slots if s.name == gap.name), None)
    where = name_of(scene.form, gap.path, scene.profile)
    where += f"第{gap.number}点" if gap.number and gap.path in NARRATIVES else ""
    others = [name for name in slot_names(gap.words) if name != gap.name]
    also = f"还有「{'」「'.join(others)}」，可以一起写；" if others else ""
    asked = definition.ask if definition and gap.name not in definition.ask else ""
    long = (
        f"{where}的「{gap.name}」填什么？{asked}（{_around(gap)}）"
        f"{also}不填可以说「跳过」或「删掉这半句」。"
    )
    short = f"「{gap.name}」填什么？（{_around(gap)}）"
    why = f"「{{{gap.name}}}」是{where}里还没填的空，只能由您来定，空着会被检查出来（PT045）。"
    example = definition.example if definition else ""
    return Question(gap.id, (gap.path,), long, short, why, example, Expects.TEXT)


def _around(gap: Gap) -> str:
    """Return the words around a gap."""
    sign = f"{{{gap.name}}}"
    at = gap.words.index(sign)
    start, end = max(at - _AROUND, 0), at + len(sign) + _AROUND
    before = "（前略）" if start else ""
    after = "（后略）" if end < len(gap.words) else ""
    return f"{before}{gap.words[start:end]}{after}"


def _known(gap: Gap, scene: Scene) -> tuple[Choice, ...]:
    """Return what the form itself has for a gap by now."""
    step = parse_path(gap.path)
    row = None if step.index is None else scene.form.indicators[step.index]
    value = slot_values(scene.form, scene.profile, row).get(gap.name)
    if not value:
        return ()
    return (Choice(value, (Fill(gap.path, gap.number, ((gap.name, value),)),), "表内已有"),)
