"""Rows taken out, moved to another category, or weighed anew."""

from dataclasses import replace
from decimal import Decimal

from perftui.assistant.doing.adding_rows import is_fixed, over_weight, standing, unnumbered
from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.moves import DropRows, MoveRows, Reweigh
from perftui.assistant.parts import Echo, Fail, Part, Warn
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.state import Scene
from perftui.evaluation.drafting import place_of_new_row
from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.rows import delete, read_typed
from perftui.evaluation.values import print_number


@performs(DropRows)
def drop_rows(move: DropRows, scene: Scene) -> Outcome:
    """Take rows out, but those that every form of the kind must have."""
    there = [row for row in move.rows if row < len(scene.form.indicators)]
    fixed = [row for row in there if is_fixed(scene.form.indicators[row], scene)]
    gone = [row for row in there if row not in fixed]
    refused = tuple(
        Fail(f"{title(row, scene)}是规定的固定指标，每张表都要有，没有删（规则PT010）。")
        for row in fixed
    )
    if not gone:
        return Outcome(scene.state, refused)
    categories = dict.fromkeys(scene.form.indicators[row].category for row in gone)
    outcome = put(scene, [("indicators", delete(scene.form.indicators, set(gone)))])
    state = unnumbered(outcome.state)
    after = replace(scene, state=state)
    names = "、".join(title(row, scene) for row in gone)
    now = "，".join(standing(category, after) for category in categories)
    return Outcome(state, (Echo(f"删了{names}；{now}"), *refused), outcome.edits)


@performs(MoveRows)
def move_rows(move: MoveRows, scene: Scene) -> Outcome:
    """Put rows behind the others of a category."""
    moved = [row for row in move.rows if scene.form.indicators[row].category != move.category]
    if not moved:
        text = f"{title(move.rows[0], scene)}已经在{move.category}里"
        return Outcome(scene.state, (Echo(text),))
    rest = delete(scene.form.indicators, set(moved))
    form = scene.form.model_copy(update={"indicators": rest})
    for row in moved:
        changed = scene.form.indicators[row].model_copy(update={"category": move.category})
        place = place_of_new_row(form, move.category, scene.profile)
        rows = (*form.indicators[:place], changed, *form.indicators[place:])
        form = form.model_copy(update={"indicators": rows})
    outcome = put(scene, [("indicators", form.indicators)])
    state = unnumbered(outcome.state)
    after = replace(scene, state=state)
    names = "、".join(f"「{scene.form.indicators[row].name}」" for row in moved)
    echo = Echo(f"{names}移到{standing(move.category, after)}，现在是第{place + 1}项")
    return Outcome(state, (echo, *over_weight(move.category, after)), outcome.edits)


@performs(Reweigh)
def reweigh(move: Reweigh, scene: Scene) -> Outcome:
    """Give a row another weight and say where its score no longer fits."""
    row = scene.form.indicators[move.row]
    name = title(move.row, scene)
    if is_fixed(row, scene) and isinstance(row.weight, Decimal):
        due = print_number(row.weight)
        text = f"{name}是规定的固定指标，权重是{due}分，不能改（规则PT010）。"
        return Outcome(scene.state, (Fail(text),))
    reading = read_typed(row, "weight", move.typed, scene.profile)
    if reading.refusal or not isinstance(reading.value, Decimal):
        return Outcome(scene.state, (Fail(f"{name}：{reading.refusal or '没有说权重是几分'}。"),))
    outcome = put(scene, [(cell(move.row, "weight"), reading.value)])
    after = replace(scene, state=outcome.state)
    before = f"（原来{print_number(row.weight)}）" if isinstance(row.weight, Decimal) else ""
    echo = Echo(f"{name}权重{print_number(reading.value)}{before}；{standing(row.category, after)}")
    parts: tuple[Part, ...] = (echo, *_misfit(move.row, row, after))
    parts += over_weight(row.category, after)
    return Outcome(outcome.state, parts, outcome.edits)


def _misfit(place: int, before: Indicator, scene: Scene) -> tuple[Part, ...]:
    row = scene.form.indicators[place]
    if not isinstance(row.score, Decimal) or not isinstance(row.weight, Decimal):
        return ()
    score = print_number(row.score)
    if row.score > row.weight:
        return (Warn(f"自评分还是{score}，超过了新的权重，请重新说得几分。"),)
    if before.score == before.weight and row.lost:
        return (
            Warn(f"自评分还是{score}，现在算扣{print_number(row.lost)}分；要满分请说「满分」。"),
        )
    return ()
