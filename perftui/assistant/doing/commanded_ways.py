"""Commands that lead somewhere: to a field, a step, the next thing to do, the next gap."""

from dataclasses import replace

from perftui.assistant.asking.attending import open_questions
from perftui.assistant.doing.outcome import Outcome
from perftui.assistant.moves import Attend
from perftui.assistant.parts import Choice, Echo, Explain, Fail
from perftui.assistant.reading.commands.places import fields_like, place_named, rows_named
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.state import Scene, Waiting
from perftui.evaluation import progress
from perftui.evaluation.fields import bare_label, cell, name_of, parse_path

_GAPS = "slot:"
_MOST = 6


def go(argument: str, scene: Scene) -> Outcome:
    """Go to a field, a row or a step; ask where a name is only near one."""
    wanted = argument.strip(" 「」。")
    if not wanted:
        return _refused(scene, "去哪一栏？写上名称，如「/去 预算」「/去 第3项」「/去 主要问题」。")
    steps = progress.steps(scene.form)
    if wanted.isdigit() and 1 <= int(wanted) <= len(steps):
        return _attend(scene, steps[int(wanted) - 1].path)
    step = next((step for step in steps if wanted in (step.name, step.part)), None)
    path = place_named(wanted, scene) or (step.path if step else None)
    if path:
        return _attend(scene, path)
    choices = (*_fields(wanted, scene), *_rows(wanted, scene))[:_MOST]
    if not choices:
        return _refused(scene, f"没有「{wanted}」这一栏。可以写栏目或指标的名称，如「/去 预算」。")
    waiting = Waiting(f"没有「{wanted}」这一栏，是指下面的吗？", choices)
    return Outcome(replace(scene.state, waiting=waiting))


def next_step(argument: str, scene: Scene) -> Outcome:
    """Go on with the next thing to do."""
    return Outcome(replace(scene.state, attending=(), waiting=None, question=None, choices=()))


def next_gap(argument: str, scene: Scene) -> Outcome:
    """Go to the next gap of the texts that is open."""
    here = scene.question.id if scene.question else ""
    gaps = [q.question.id for q in open_questions(scene) if q.question.id.startswith(_GAPS)]
    if not gaps:
        return Outcome(scene.state, (Explain("三段文字和备注里没有要填的空。"),))
    place = gaps.index(here) + 1 if here in gaps else 0
    return Outcome(replace(scene.state, attending=(gaps[place % len(gaps)],)))


def next_section(argument: str, scene: Scene) -> Outcome:
    """Go to the part of the form after the one at hand."""
    return _section(scene, 1)


def previous_section(argument: str, scene: Scene) -> Outcome:
    """Go to the part of the form before the one at hand."""
    return _section(scene, -1)


def next_field(argument: str, scene: Scene) -> Outcome:
    """Go to the field after the one at hand."""
    return _field(scene, 1)


def previous_field(argument: str, scene: Scene) -> Outcome:
    """Go to the field before the one at hand."""
    return _field(scene, -1)


def _section(scene: Scene, by: int) -> Outcome:
    steps = progress.steps(scene.form)
    here = progress.part_of(parse_path(_here(scene)).field)
    place = [step.part for step in steps].index(here) + by
    if not 0 <= place < len(steps):
        return Outcome(scene.state, (Explain("已经到头了。"),))
    said = Echo(f"到{steps[place].name}")
    return Outcome(replace(scene.state, attending=(steps[place].path,)), (said,))


def _field(scene: Scene, by: int) -> Outcome:
    order = _order(scene)
    here = _here(scene)
    place = order.index(here) + by if here in order else 0
    if not 0 <= place < len(order):
        return Outcome(scene.state, (Explain("已经到头了。"),))
    return _attend(scene, order[place])


def _order(scene: Scene) -> list[str]:
    """Return the fields that are filled in, in the order of the form."""
    header = [
        path
        for path in scene.profile.header_fields
        if path not in ("execution_rate", "grade", *progress.PARTS)
    ]
    scores = [cell(row, "score") for row in range(len(scene.form.indicators))]
    return ["year", *header, *scores, "achievements", "problems", "measures"]


def _here(scene: Scene) -> str:
    question = scene.question
    if question and question.path:
        return question.path
    return scene.state.touched[0] if scene.state.touched else "name"


def _attend(scene: Scene, path: str) -> Outcome:
    return Outcome(replace(scene.state, attending=(path,), waiting=None))


def _fields(wanted: str, scene: Scene) -> tuple[Choice, ...]:
    return tuple(
        Choice(bare_label(scene.profile, path), (Attend(path),))
        for path in fields_like(wanted, scene)
    )


def _rows(wanted: str, scene: Scene) -> tuple[Choice, ...]:
    return tuple(
        Choice(title(row, scene), (Attend(cell(row, "score")),), name_of_score(row, scene))
        for row in rows_named(wanted, scene)
    )


def name_of_score(row: int, scene: Scene) -> str:
    """Return what the score of a row is called, without the row."""
    return name_of(scene.form, cell(row, "score"), scene.profile).rpartition("的")[2]


def _refused(scene: Scene, text: str) -> Outcome:
    return Outcome(scene.state, (Fail(text),))
